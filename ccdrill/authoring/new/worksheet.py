"""A procedure to fill in: everything that can be done in a scenario, each action a step that is still a comment.

A step's lines begin with `# ` behind their indent, so that an editor's own key for comments turns them into YAML; what
only explains begins with `##`, and stays a comment.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from ccdrill.authoring.new.rewrite import as_scalar
from ccdrill.authoring.new.templates import NewFile
from ccdrill.authoring.reading.scalars import BLANK
from ccdrill.authoring.schemas.modeline import modeline
from ccdrill.model.ids import ActionId, Word
from ccdrill.model.procedure import Role, Term
from ccdrill.model.scenario import Choice, Scenario, acts_of
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.model.walks import moments_of

_WIDTH = 116
_HEAD = """
# What your organisation wrote down, laid beside what can be done in the scenario '{scenario}':
# {title}
#
# Go through the actions below with your document at hand.
# - It asks for this: take the comment sign off the step's lines, and fill the blanks (____). Delete a line that your
#   document says nothing of: what it does not ask for is not judged. 'weight: 3', 'critical: true' and
#   'after: [another-step]' may be added.
# - It forbids this: write the action under 'prohibited', at the end.
# - It says nothing, and there is no harm in it: write the action under 'accepted', at the end.
# Leave what is not true of you a comment, or delete it. Then: ccdrill check FILE
#
# Who (responsible): any of these roles, or roles of your own, declared under 'roles:' with a title
{roles}
# When (deadline): within 15m, 2h, 3d (calendar days) or 5bd (business days), from 'start', from 'step:another-step',
# or from a moment that this scenario marks:
{moments}
# Where, and which record shows it: beside each step stands what the scenario knows.

schema: ccdrill/procedure/v1
id: {name}
title: {own_title}
version: "1"                     # of your document; in quotes, or it would be a number
source:
  document: {own_title}
  # section: "4.2"
  # approved: 2026-01-31
  # approved_by: Head of Customer Operations

# What a step rests on outside your document: refs: ["pci-dss-4.0.1:12.10.1(2)"] in the step. 'ccdrill list --words'
# lists the sources that are known; spell out others here, and every debrief does:
# sources:
#   bank-rules: {{title: Our bank's terms, version: "2026", publisher: The bank}}

steps:
"""
_TAIL = """
# What your document forbids. 'until: step:x' forbids it only before that step, 'since: moment:x' only from then on.
# prohibited:
#   - id: no-____
#     action: ____
#     cost: 3                    # in units of weight
#     why: ____

# What it neither asks for nor forbids. An action that stands nowhere in this file counts as unneeded, and costs a
# little; name it under 'unneeded' to say that you know it, so that 'ccdrill check' does not ask you about it.
# accepted: [____]
# unneeded: [____]
"""


def worksheet(name: str, scenario: Scenario, words: Vocabulary) -> NewFile:
    """The procedure `name` for that scenario; `words` give the titles."""
    moments = [(f"moment:{one}", words.moments.get(one)) for one in sorted(moments_of(scenario))]
    head = _HEAD.format(
        scenario=scenario.id,
        title=" ".join(scenario.title.split()),
        roles=_named(list(words.roles.items())),
        moments=_named(moments),
        name=as_scalar(name),
        own_title=as_scalar(name.replace("-", " ").capitalize()),
    )
    offers: dict[ActionId, list[tuple[str, Choice]]] = {}
    for place, choice in _placed(scenario):
        for act in acts_of(choice):
            offers.setdefault(act.action, []).append((place, choice))
    steps = "\n".join(
        _step(action, words.actions.get(action), choices, scenario.names) for action, choices in offers.items()
    )
    return NewFile(path=f"drills/procedures/{name}.yaml", text=modeline("procedure") + head + steps + _TAIL)


def _placed(scenario: Scenario) -> Iterator[tuple[str, Choice]]:
    """Every choice with where it is offered, in the order of the file."""
    for state_id, state in scenario.states.items():
        for choice in state.choices.values():
            yield state_id, choice
    for choice in scenario.anywhere.values():
        yield "anywhere", choice


def _step(action: ActionId, term: Term | None, offered: list[tuple[str, Choice]], names: Mapping[Word, str]) -> str:
    """An action as a step whose every line is a comment."""
    texts = dict.fromkeys(f"{place}: {_filled(choice.text, names)}" for place, choice in offered)
    known = [one for text in texts for one in wrap(text, _WIDTH, initial_indent="  ## ", subsequent_indent="  ##    ")]
    places = dict.fromkeys(place for _, choice in offered for place in choice.where)
    records = dict.fromkeys(record for _, choice in offered for record in choice.records)
    lines = [
        f"- id: {as_scalar(action)}",
        f"  do: {as_scalar(term.title if term is not None else action.replace('-', ' ').capitalize())}",
        f"  responsible: [{BLANK}]",
        f"  deadline: {{from: start, within: {BLANK}}}",
        f"  where: [{BLANK}]           # {', '.join(places) or 'the scenario names no place'}",
        f"  evidence: [{BLANK}]        # {', '.join(records) or 'it leaves no record in the scenario'}",
    ]
    return "".join(f"{line}\n" for line in (*known, *(f"  # {line}" for line in lines)))


def _filled(text: str, names: Mapping[Word, str]) -> str:
    """A text of the scenario as people read it, on one line."""
    for name, meant in names.items():
        text = text.replace(f"{{{name}}}", meant)
    return " ".join(text.split())


def _named(terms: Sequence[tuple[str, Role | Term | None]]) -> str:
    """Ids with their titles, as comments."""
    shown = ", ".join(f"{one} ({term.title})" if term is not None else one for one, term in terms) or "none"
    return "\n".join(wrap(shown, _WIDTH, initial_indent="#   ", subsequent_indent="#   ", break_on_hyphens=False))
