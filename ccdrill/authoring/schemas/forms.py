"""How single values are written, for editors: a pattern, how to write it in words, and examples.

A pattern accepts whatever the loader reads, and refuses what can be refused without reading: the rest is `ccdrill check`'s.
"""

import datetime as dt
from fractions import Fraction
from typing import Any, NamedTuple

from ccdrill.authoring.decoding.conditions import MAX_LENGTH
from ccdrill.authoring.decoding.patterns import cure_for_pattern, pattern_of
from ccdrill.model.condition import Condition
from ccdrill.model.ids import Slug, SourceName, Word
from ccdrill.model.procedure import Anchor, Gate, MomentGate
from ccdrill.model.scenario import Text
from ccdrill.model.units import Duration, Setting, StoryStart, StoryTime, Within

_COUNT = "[0-9]{1,12}"
_SPAN = rf"(?=[0-9])({_COUNT}d)?({_COUNT}h)?({_COUNT}m)?({_COUNT}s)?"
_END = r"(?!\n)$"
_QUESTIONS = (
    r"^\s*((<=|>=|==|!=|<|>|[()]|case\.[a-z][a-z0-9_]*|-[0-9]+(\.[0-9]+)?|[0-9]+\.[0-9]+"
    r"|[A-Za-z0-9_][A-Za-z0-9_-]*(?![A-Za-z0-9_-]))\s*)+$"
)
"""The words and signs of the condition language, in any order. Each can be read in one way only: no text takes long."""


class Form(NamedTuple):
    """How a kind of value is written."""

    name: str
    """What the schema calls it; empty: it is so short that it stands wherever it is needed."""
    accepts: dict[str, Any]
    """What JSON Schema lets pass."""
    how: str = ""
    """How to write it, in a sentence or two."""
    examples: tuple[Any, ...] = ()
    """Values that are written so."""

    def schema(self) -> dict[str, Any]:
        """As a definition; editors say how to write it in place of the pattern that did not match."""
        shown: dict[str, Any] = dict(self.accepts)
        if "pattern" in shown:
            shown["patternErrorMessage"] = self.how.replace("`", "")
        if self.how:
            shown |= described(self.how)
        if self.examples:
            shown["examples"] = list(self.examples)
        return shown


def described(sentence: str, how: str = "") -> dict[str, str]:
    """A description for every editor, and one with its code marked, and how to write it, for those that show that."""
    plain, marked = sentence.replace("`", ""), f"{sentence}\n\n{how}" if how else sentence
    return {"description": plain} | ({} if marked == plain else {"markdownDescription": marked})


def _name(name: str, alias: Any, *examples: str) -> Form:
    pattern = pattern_of(alias)
    return Form(name, {"type": "string", "pattern": pattern}, cure_for_pattern(pattern), examples)


def _written(kind: type, pattern: str, how: str, *examples: str) -> Form:
    return Form(kind.__name__, {"type": "string", "pattern": f"^({pattern}){_END}"}, how, examples)


FORMS: dict[Any, Form] = {
    bool: Form("", {"type": "boolean"}),
    int: Form("", {"type": "integer"}),
    str: Form("", {"type": "string"}),
    Text: Form("", {"type": "string", "minLength": 1}),
    Slug: _name("Id", Slug),
    Word: _name("Word", Word),
    SourceName: _name("SourceName", SourceName, "pci-dss-4.0.1"),
    Anchor: _name("Anchor", Anchor, "start", "step:open-incident", "moment:certainty"),
    Gate: _name("Gate", Gate, "step:open-incident", "moment:certainty"),
    MomentGate: _name("MomentGate", MomentGate, "moment:certainty"),
    Duration: _written(
        Duration, _SPAN, "Write a span such as `45s`, `30m`, `2h`, `1h30m` or `3d` (of 24 hours).", "30m", "1h30m", "2d"
    ),
    StoryTime: _written(
        StoryTime,
        rf"{_SPAN}|day (?!0+[ ,]){_COUNT},? ([01]?[0-9]|2[0-3]):[0-5][0-9]",
        "Write a span since the start such as `4h`, or a time of a story day such as `day 2 09:00`.",
        "20m",
        "4h",
        "day 2 09:00",
    ),
    StoryStart: _written(
        StoryStart,
        "(19|2[0-9])[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?(Z|[-+]([01][0-9]|2[0-3]):[0-5][0-9])",
        "Write date, time and UTC offset, as in `2026-03-02T10:20+00:00`.",
        "2026-03-02T10:20+00:00",
    ),
    Within: _written(
        Within,
        rf"{_SPAN}|(?!0+bd){_COUNT}bd",
        "Write `45m`, `72h`, `3d` (calendar days) or `5bd` (business days, Monday to Friday).",
        "45m",
        "72h",
        "3d",
        "5bd",
    ),
    dt.date: Form(
        "Date",
        {"type": "string", "pattern": f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_END}"},
        "Write it as `2026-03-02`.",
        ("2026-03-02",),
    ),
    Fraction: Form("Number", {"type": "number"}, "Write a number such as `120` or `0.5`, without quotes."),
    Setting: Form(
        "Setting",
        {"type": ["boolean", "number"]},
        "Write `true` or `false` for a flag, a number for a meter.",
        (True, False, 120),
    ),
    Condition: Form(
        "Condition",
        {"type": ["string", "boolean"], "pattern": _QUESTIONS, "maxLength": MAX_LENGTH},
        "Ask for flags by name, compare meters with numbers, or write `done(action)`, `happened(moment)`, "
        "`elapsed > 20m`, `case.key` or `word in case.key`; join questions with `and`, `or`, `not` and brackets.",
        (
            "route_diverted",
            "not route_diverted and cards_exposed > 500",
            "done(open-incident) or elapsed >= 45m",
            "happened(certainty)",
            "case.account_data and uk in case.jurisdiction",
        ),
    ),
}
"""Every kind of value that is no list, no mapping and no choice of words."""
