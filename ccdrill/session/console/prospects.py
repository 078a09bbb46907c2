"""What would come of each choice, were it taken now: how long, where to, which messages, and what the procedure would say.

For the facilitator alone. The engine decides and the procedure judges, as if it had happened; nothing is worked out here.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ccdrill.engine.calendar import span_label
from ccdrill.engine.program import Offer
from ccdrill.engine.situation import Situation
from ccdrill.model.errors import NotAllowed
from ccdrill.model.events import Decided, Entry, Judgement, WrittenIn
from ccdrill.model.happenings import Arrived
from ccdrill.model.text_ref import TextRef
from ccdrill.model.value import Value
from ccdrill.session.deciding.commands import WriteIn
from ccdrill.session.deciding.written import chosen_of, moved_as, own_words, written_offer
from ccdrill.session.run.ledger import Stamped
from ccdrill.session.run.run import Run
from ccdrill.session.showing.feedback import remarks_on
from ccdrill.session.showing.present import Presenter
from ccdrill.session.telling.view import OptionView, RemarkView

_NOT_SAID = TextRef(digest="")
"""What is only imagined was not typed."""
STAYS = "stays here"
"""Where a choice leads that leads nowhere."""


class ProspectView(Value, frozen=True, kw_only=True):
    """What would come of a choice."""

    option: OptionView
    """The choice."""
    takes: str
    """How long, in words; empty: no time."""
    goes_to: str
    """The state or ending that it would lead to, by its id."""
    place: str
    """The same as people call it; empty where it leads nowhere."""
    is_end: bool
    """Whether that is an ending."""
    brings: tuple[str, ...]
    """From whom messages would come meanwhile."""
    breaks: frozenset[str]
    """The prohibitions that it would break, by their ids."""
    remarks: tuple[RemarkView, ...]
    """What the procedure would say of it, were everything recorded that it leaves, by whoever may do it."""


def prospects(
    presenter: Presenter, run: Run, situation: Situation, passed: Sequence[Stamped]
) -> tuple[ProspectView, ...]:
    """Every choice that can be taken in a situation, which the run comes to by the time `passed` since its last entry."""
    if run.is_over:
        return ()
    offered = presenter.story.offers(situation)
    return tuple(
        found
        for number, offer in enumerate(offered, start=1)
        for found in _prospect(presenter, run, situation, passed, presenter.prompter.option(number, offer), offer)
    )


def prospect_of_written(
    presenter: Presenter, run: Run, situation: Situation, passed: Sequence[Stamped], command: WriteIn
) -> ProspectView | None:
    """What would come of a decision in the team's own words, as it was mapped; None where it can't be taken any more.

    While it was mapped the story may have come to its end, or to where the choice that it is like is not offered.
    """
    try:
        like = moved_as(presenter.story.offers(situation), command.like)
    except NotAllowed:
        return None
    offer = written_offer(presenter.exercise, command.does, command.takes, command.goto, like)
    step = presenter.story.improvise(situation, offer)
    if step is None:
        return None
    records = offer.choice.records or None
    decided = WrittenIn(
        text=_NOT_SAID,
        does=command.does,
        takes=command.takes,
        goto=command.goto,
        like=like,
        judgement=Judgement(records=records),
        outcome=step.outcome,
    )
    return _what_comes(presenter, run, situation, passed, own_words(command.text), decided)


def _prospect(
    presenter: Presenter, run: Run, situation: Situation, passed: Sequence[Stamped], option: OptionView, offer: Offer
) -> Iterator[ProspectView]:
    step = presenter.story.decide(situation, offer.id)
    if step is not None:
        judgement = Judgement(records=offer.choice.records or None)
        decided = Decided(choice=offer.key, judgement=judgement, outcome=step.outcome)
        yield _what_comes(presenter, run, situation, passed, option, decided)


def _what_comes(
    presenter: Presenter,
    run: Run,
    situation: Situation,
    passed: Sequence[Stamped],
    option: OptionView,
    decided: Decided | WrittenIn,
) -> ProspectView:
    """What comes of a decision, as if it had been recorded."""
    outcome = decided.outcome
    imagined = replace(run, entries=[*run.entries], stretches=[*run.stretches])
    for seq, (event, t) in enumerate((*passed, (decided, outcome.now)), start=run.seq + 1):
        imagined.take(Entry(seq=seq, utc=run.entries[-1].utc, t=t, event=event))
    wording, scenario = presenter.wording, presenter.exercise.scenario
    remarks = [one for one in remarks_on(presenter.exercise, imagined, imagined.stretches[-1]) if one.tone != "open"]
    takes = chosen_of(presenter.exercise, imagined.stretches[-1]).takes
    return ProspectView(
        option=option,
        takes=span_label(takes) if takes else "",
        goes_to=outcome.state if outcome.state != situation.state else STAYS,
        place=presenter.telling.place(outcome.state) if outcome.state != situation.state else "",
        is_end=outcome.is_ended,
        brings=tuple(
            wording.sender(scenario.injects[one.inject]) for one in outcome.happenings if isinstance(one, Arrived)
        ),
        breaks=frozenset(one.id for one in presenter.exercise.procedure.prohibited) & {one.about for one in remarks},
        remarks=tuple(remarks),
    )
