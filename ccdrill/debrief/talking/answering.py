"""What people type in a hot wash, understood: which decision, which answer, which gap. Records nothing."""

import re
from collections.abc import Mapping

from ccdrill.debrief.document.document import Debrief
from ccdrill.model.afterwards import MOST_GAPS, Answer, Gap, Question
from ccdrill.model.errors import NotAllowed
from ccdrill.session.deciding.commands import AnswerQuestion, NameDoubt
from ccdrill.session.run.afterwards import gap_subject

_ANSWERS: dict[str, Answer] = {"y": "yes", "yes": "yes", "p": "partly", "partly": "partly", "n": "no", "no": "no"}
_MOST_DIGITS = 9
"""Of a number that counts rows or decisions."""
_TYPED = re.compile(r"\s*(?P<word>[A-Za-z]+)(?P<mark>\s*[:;,.!-]+)?(?P<rest>(?:\s.*)?)\Z", re.DOTALL)
"""An answer: its first word, what parts it from a sentence, and the sentence."""
_NAMING: Mapping[int, str] = {0: "Say it in your own words.", 1: "Give 1, or your own words."}
"""How the moment is named where there are too few decisions for a range of numbers."""


def small_number(typed: str) -> int | None:
    """The number that digits name; None for anything else, and for one that is larger than what anybody counts here."""
    digits = typed.lstrip("0") or typed[:1]
    return int(digits) if typed.isascii() and typed.isdecimal() and len(digits) <= _MOST_DIGITS else None


def doubt_of(typed: str, debrief: Debrief) -> NameDoubt:
    """What a number, or a moment in words, names; nothing withdraws. Raises NotAllowed for a number of no decision."""
    words, rows = typed.strip(), debrief.standing_decisions
    if not words.isdecimal():
        return NameDoubt(words=words)
    number = small_number(words)
    if number is None or not 1 <= number <= len(rows):
        raise NotAllowed(
            f"there is no decision {words[:40]}",
            _NAMING.get(len(rows), f"Give 1 to {len(rows)}, or your own words."),
        )
    return NameDoubt(decision=rows[number - 1].seq)


def answer_of(question: Question, typed: str) -> AnswerQuestion:
    """What is said to one of the three questions: yes, partly or no, or a letter, and a sentence; nothing withdraws.

    Raises NotAllowed. A sentence that begins with 'no' stays whole: nobody could read it otherwise.
    """
    if not typed.strip():
        return AnswerQuestion(question=question, answer=None)
    found = _TYPED.match(typed)
    answer = _ANSWERS.get(found["word"].lower()) if found is not None else None
    if found is None or answer is None:
        raise NotAllowed(
            f"'{typed.strip()[:40]}' is neither yes, partly nor no",
            "Begin with one of them, or with its first letter; a sentence may follow.",
        )
    why = found["rest"].strip()
    is_sentence = found["word"].lower() == "no" and not found["mark"] and why
    return AnswerQuestion(question=question, answer=answer, why=typed.strip() if is_sentence else why)


def free_gap(debrief: Debrief) -> Gap | None:
    """The number of the next gap; None: there is no room for another."""
    taken = {one.about for one in debrief.hot_wash.gaps} if debrief.hot_wash is not None else set()
    return next((number for number in range(1, MOST_GAPS + 1) if gap_subject(number) not in taken), None)


def next_gap(debrief: Debrief) -> Gap:
    """The same, where one is wanted. Raises NotAllowed when there is no room."""
    found = free_gap(debrief)
    if found is None:
        raise NotAllowed(f"there are {MOST_GAPS} gaps already", "Change one of them, or withdraw one.")
    return found


def gap_called(typed: str, debrief: Debrief) -> Gap:
    """The gap that says just that already, or the next one. Raises NotAllowed when there is no room."""
    words = " ".join(typed.split())
    gaps = debrief.hot_wash.gaps if debrief.hot_wash is not None else ()
    known = next((one.about for one in gaps if one.what == words), "")
    return gap_of(known) if known else next_gap(debrief)


def gap_of(about: str) -> Gap:
    """The number of a gap that is named as the plan names it. Raises NotAllowed."""
    kind, _, number = about.partition(":")
    if kind != "gap" or not number.isascii() or not number.isdecimal() or len(number) > 1:
        raise NotAllowed(f"'{about}' is no gap", f"Name one from gap:1 to gap:{MOST_GAPS}.")
    return int(number)
