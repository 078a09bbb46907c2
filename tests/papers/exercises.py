"""Exercises to make papers of: the tiny line, all that is shipped, and either with other texts in it."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeVar

import msgspec

from ccdrill.authoring.library.library import Library
from ccdrill.model.condition import Condition
from ccdrill.model.exercise import Exercise
from ccdrill.model.value import Value
from ccdrill.reports.blocks import Report
from tests.builders import TINY_VOCABULARY, build_exercise
from tests.debrief import runs
from tests.running import ROOT

V = TypeVar("V")
SHIPPED = sorted(path.stem for path in (ROOT / "drills").glob("*.yaml"))
TEXTS = {
    "about", "answer", "approved_by", "body", "capability", "contact", "do", "document", "from_", "label", "location",
    "marking", "narrative", "organisation", "outcome", "question", "say", "scope", "section", "source", "sponsor", "summary", "text",
    "title", "unit", "version", "why",
}  # fmt: skip
"""Fields that hold what somebody wrote."""
LISTS = {"ask", "hints", "watch_for", "refs"}
"""Fields that hold several such texts."""


@cache
def shipped(drill: str) -> Exercise:
    return Library().exercise(drill)


def tiny() -> Exercise:
    """The tiny line with a team; a message, a way off, a gauge and facts, so that every part of every paper has something."""
    scenario = (
        runs.SCENARIO.replace("shown: live}", "shown: facilitator}")
        .replace("goto: tell\n      divert:", "goto: dark\n      divert:")
        .replace(
            "  tell:\n    phase: notify",
            """  dark:
    phase: contain
    title: No lights
    question: What now?
    narrative:
      - {when: done(retry), text: Callers have paid twice.}
      - text: Nothing runs.
    timeout: {after: 30m, text: Nobody decides., goto: late}
    choices:
      go-on: {text: Go on, takes: 1m, goto: tell}
  tell:
    phase: notify""",
        )
        .replace(
            "endings:",
            """  acquirer-asks:
    when: not done(tell-acquirer)
    after: 2h
    from: Acquirer
    channel: mail
    text: Is there anything that you would like to tell us?
    marks: [certainty]
anywhere:
  look: {in: [contain, dark, tell], once: true, when: done(escalate), text: Look around first, does: [look-around], takes: 5m}
endings:""",
        )
    )
    procedure = runs.PROCEDURE.replace("why: It destroys", "objective: see, why: It destroys")
    return build_exercise(scenario=scenario, procedure=procedure, drill=runs.DRILL, vocabulary=TINY_VOCABULARY)


def retold(value: V, told: Callable[[str], str]) -> V:
    """The same value with every text in it told otherwise; names of things stay as they are."""
    return _retold(value, told, "")  # type: ignore[no-any-return]


def _retold(value: object, told: Callable[[str], str], field: str) -> object:
    match value:
        case Condition():
            return value
        case str() if field in TEXTS | LISTS and value:
            return told(value)
        case tuple():
            return tuple(_retold(one, told, field) for one in value)
        case dict():
            return {key: _retold(one, told, field) for key, one in value.items()}
        case Value():
            changed = {
                name: _retold(getattr(value, name), told, name)
                for name in value.__struct_fields__
                if not (name == "ask" and hasattr(value, "pace"))
            }
            return msgspec.structs.replace(value, **changed)
        case _:
            return value


def texts_of(value: object, field: str = "") -> Iterator[str]:
    """Every text that somebody wrote, anywhere in a value."""
    found: list[str] = []
    retold(value, lambda text: found.append(text) or text)
    yield from found


def said(report: Report) -> str:
    """All that a paper says, on one line."""
    return " ".join(" ".join(_strings(msgspec.to_builtins(report))).split())


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, one in value.items():
                yield from _strings(one) if key not in ("kind", "type") else ()
        case list() | tuple():
            for one in value:
                yield from _strings(one)
