"""Whether choices give themselves away: the best one always the longest, always the first, or a step's own words."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Document
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.rehearsal.drill.prospect import Prospect, lookout_of
from ccdrill.rehearsal.hands.plays import Hands, Policy, Tally
from ccdrill.rehearsal.walk.table import Row, Table
from ccdrill.rehearsal.walk.trails import Play
from ccdrill.rehearsal.walk.walker import Walker
from ccdrill.scoring.result import rounded
from ccdrill.scoring.titles import joined

_ENOUGH = 4
"""Decisions below which it may be chance."""
_ALIKE = 0.85
_LEFT_OUT = 1 - _ALIKE / (2 - _ALIKE)
"""Of the words of a sentence, the most that one which is alike can leave out, even if it says nothing beside them."""
_FEW_WORDS = 3
"""A step of so many words that a choice repeats with no more than so many beside them is told word for word."""
_MANY_WORDS = 6
"""A step of so many words that a choice repeats is told however much the choice says beside them."""
_OFTEN = 3
"""Decisions in a state from which on it is one to come back to: what is next there tells nothing of right and wrong."""
_ARTICLES = frozenset({"a", "an", "the"})
_PEOPLE = frozenset({"she", "he", "they", "you", "somebody", "someone", "anybody", "anyone"})
"""Words for whoever it is: another one says the same."""
_WORD = re.compile(r"[\w'-]+")
_PLURALS = (
    *(("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x")),
    *(("ss", "ss"), ("us", "us"), ("is", "is"), ("s", "")),
)
"""Ends of words for many, and of those for one; the first that fits."""
_SHORT = 3
"""Letters of a word that is left as it is: 'was', 'its'."""


def check_leaks(scenario_document: Document, prospect: Prospect, table: Table) -> tuple[Diagnostic, ...]:
    """What tells people the answer, at the scenario's lines."""
    findings = Findings(scenario_document)
    for policy, message, play in _given_away(prospect, table):
        cure = "Make the texts of wrong ones as long." if policy == "longest" else "Change the order of some."
        findings.shown(("states",), f"leak-{policy}", message, cure, play)
    steps = _Sentences(step.do for step in prospect.frame.procedure.steps)
    for path, text in _texts(table):
        words = _words(text)
        bare = _bare(words)
        if any(step.is_said_by(words, bare) for step in steps.near(words)):
            message = "this says what a step of the procedure says, almost word for word"
            findings.shown(path, "leak-wording", message, "Say what people would do, not what they read.", at_key=False)
    return findings.sorted()


def _given_away(prospect: Prospect, table: Table) -> Iterator[tuple[Policy, str, Play]]:
    """The ways to do well without reading: on the best way through, or on one of their own."""
    every = list(_decisions(prospect.play, table))
    often = {state for state, times in Counter(best.state for best, _ in every).items() if times >= _OFTEN}
    once = [(best, rows) for best, rows in every if best.state not in often]
    anywhere = {str(name) for name in table.program.scenario.anywhere}
    ways: tuple[tuple[Policy, Callable[[Row, list[Row]], bool]], ...] = (
        ("longest", _is_longest),
        ("first", lambda best, rows: rows[0] is best),
        ("last", lambda best, rows: rows[-1] is best),
    )
    lookout, best = lookout_of(prospect.exercise), prospect.best
    for policy, is_so in ways:
        which, taken_so = f"the {policy}", f"the {policy} choice"
        if policy == "longest":
            which, taken_so = "the one with the longest text", "the choice with the longest text"
        always = next((of for of in (every, once) if len(of) >= _ENOUGH and all(is_so(*one) for one in of)), None)
        if always is not None:
            aside = [f"in {table.names[state]!r}" for state in sorted(often) if always is once]
            aside += ["for choices from anywhere"] if not anywhere.isdisjoint(prospect.play) else []
            beside = f" beside those {joined(aside)}," if aside else ""
            message = f"in all {len(always)} decisions on the best way through,{beside} the best choice is {which}"
            yield policy, message, prospect.play
            continue
        played = Hands(lookout.table, lookout, lambda: 0.0).play(policy, Tally(lookout.table))
        taken = list(_decisions(played.keys, table))
        is_clear = policy != "longest" or not any(_is_one_as_long(one, rows) for one, rows in taken)
        is_enough = len(taken) >= _ENOUGH and is_clear
        if is_enough and not played.failure and best is not None and played.score == best.score:
            scored = rounded(best.score, 1)
            message = f"whoever always takes {taken_so} scores {scored} of 100: nobody can do better"
            yield policy, message, played.keys


def _decisions(play: Play, table: Table) -> Iterator[tuple[Row, list[Row]]]:
    """Each decision of a play that was one: what was taken, of what could be.

    A choice from anywhere stands below a state's own and in many states: where it is taken nobody learns anything of these.
    """
    walker = Walker.at_start(table)
    for key in play:
        rows = walker.open_rows()
        best = next((row for row in rows if row.offer.key == key), None)
        if best is None:
            return
        if len(rows) > 1 and best.offer.id not in table.program.scenario.anywhere:
            yield best, rows
        walker.take(best)


def _is_longest(best: Row, rows: list[Row]) -> bool:
    return all(len(best.offer.choice.text) > len(row.offer.choice.text) for row in rows if row is not best)


def _is_one_as_long(best: Row, rows: list[Row]) -> bool:
    return any(len(best.offer.choice.text) == len(row.offer.choice.text) for row in rows if row is not best)


def _texts(table: Table) -> Iterator[tuple[Path, str]]:
    scenario = table.program.scenario
    for state, found in scenario.states.items():
        yield from ((("states", state, "choices", key, "text"), choice.text) for key, choice in found.choices.items())
    yield from ((("anywhere", key, "text"), choice.text) for key, choice in scenario.anywhere.items())


class _Sentences:
    """What the steps of a procedure say, by their rarest words: who says one almost word for word has left out few of its words."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Each is held against many texts, so it is looked through once."""
        self._steps = [_Sentence(text) for text in texts]
        often = Counter(word for step in self._steps for word in set(step.words))
        self._with: dict[str, list[int]] = {}
        self._wordless: list[int] = []
        for index, step in enumerate(self._steps):
            if not step.bare:
                self._wordless.append(index)
            telling: set[str] = set()
            for words in (step.words, step.bare):
                rarest = sorted(words, key=lambda word: (often[word], word))
                telling.update(rarest[: int(_LEFT_OUT * len(words)) + 1])
            for word in telling:
                self._with.setdefault(word, []).append(index)

    def near(self, words: Iterable[str]) -> "Iterator[_Sentence]":
        """Those that a text of these words may say: it has one of so many of their rarest words that it can't leave out all of them."""
        found = {*self._wordless, *(index for word in set(words) for index in self._with.get(word, ()))}
        return (self._steps[index] for index in sorted(found))


class _Sentence:
    """What a step of the procedure says."""

    def __init__(self, text: str) -> None:
        """With its articles and without."""
        self.words = _words(text)
        """All its words."""
        self.bare = _bare(self.words)
        """Those but for articles and people."""
        self._joined = f" {' '.join(self.bare)} "
        self._matchers = [SequenceMatcher(None, "", words, autojunk=False) for words in (self.words, self.bare)]

    def is_said_by(self, words: list[str], bare: list[str]) -> bool:
        """Whether a text says that too, almost word for word. `bare`: its words without articles."""
        is_told_by_length = len(words) <= len(self.words) + _FEW_WORDS or len(self.words) >= _MANY_WORDS
        if len(self.words) >= _FEW_WORDS and is_told_by_length and self._joined in f" {' '.join(bare)} ":
            return True
        return any(_is_close(matcher, one) for matcher, one in zip(self._matchers, (words, bare), strict=True))


def _is_close(matcher: "SequenceMatcher[str]", words: list[str]) -> bool:
    matcher.set_seq1(words)
    return matcher.real_quick_ratio() > _ALIKE and matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE


def _bare(words: list[str]) -> list[str]:
    return [word for word in words if word not in _ARTICLES | _PEOPLE]


def _words(text: str) -> list[str]:
    """Small letters, without stops and quotes; one or many of a thing make no difference."""
    return [_singular(word.strip("'-")) for word in _WORD.findall(text.casefold())]


def _singular(word: str) -> str:
    for end, instead in _PLURALS:
        if len(word) > _SHORT and word.endswith(end):
            return word[: -len(end)] + instead
    return word
