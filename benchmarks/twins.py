"""The same generated story twice: as a scenario of ours and in ink, decision for decision and word for word.

Every situation but the first offers a way by what was just noted, beside ways that are always there. The last situation ends
the story, well for whoever remembered enough.

A story is told in one of two measures. `BRIEF`: a situation has 540 characters to read and three choices, of which one has an
outcome: 0.7 kB in all, far less than in a shipped scenario. `SHIPPED`: it has as much as an average situation of the shipped
scenarios has of what ink can tell too. In their 80 situations that is a narrative of 710 characters (with all its variants; the
screen holds about 640), 4.6 choices of 83 with an outcome of 190 each, and 0.6 exhibits of 590: 2.4 kB in all. What ink has no
words for is in neither measure: notes for the facilitator, actions, records, messages that come by time.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

Measure = Literal["brief", "shipped"]
BRIEF: Measure = "brief"
SHIPPED: Measure = "shipped"

_FLAGS = 12
_PLACES = ("the floor", "the server room", "the planning desk", "the gate", "the board room")
_PEOPLE = ("A team leader", "An engineer", "A caller", "Somebody from planning", "A journalist")


class _Way(NamedTuple):
    """A choice; it leads to the next situation, or to an ending."""

    name: str
    """What the scenario calls it."""
    text: str
    """What people read of it."""
    minutes: int
    """How long it takes; ink has no clock."""
    outcome: tuple[str, ...] = ()
    """What they read when it is done, line by line."""
    is_known: bool = False
    """Whether only those can take it who noted something just before."""
    is_noted: bool = False
    """Whether it notes something."""
    gain: int = 0
    """How much more is known."""


def _told(one: int, measure: Measure) -> list[str]:
    """What people read in a situation, line by line."""
    place, who = _PLACES[one % 5], _PEOPLE[one % 4]
    found = [
        f"This is what people know at {place} in the situation with the number {one}.",
        f"{who} has come over from {_PLACES[(one + 2) % 5]} and has not slept since the night before last.",
        "The queue has grown by four minutes, and nobody has said a word to those who wait in it.",
        f"On the board the line with the number {one + 200} blinks, which it has not done in all these years.",
        f"{_PEOPLE[(one + 1) % 5]} wants to know by noon what to tell the others, and would rather hear it now.",
        "Nobody has found the change yet, and the person who made it is on a train without a signal.",
    ]
    return (
        found
        if measure == BRIEF
        else [
            *found,
            f"{_PEOPLE[(one + 2) % 5]} has begun to write all of this down, a line for each thing that was said.",
        ]
    )


def _happened(one: int) -> str:
    """What people see happen."""
    return f"It is done, and {_PLACES[(one + 3) % 5]} hears of it before {_PLACES[(one + 1) % 5]} does."


def _happened_at_length(one: int, way: int) -> tuple[str, ...]:
    """The same, as long as an outcome of a shipped scenario."""
    who, place = _PEOPLE[(one + way) % 5], _PLACES[(one + 2 * way) % 5]
    return (
        _happened(one + way),
        f"{who} looks up from the desk with the number {one + way} for once.",
        f"At {place} they have begun to ask who it was that said so.",
    )


def _ways(one: int, measure: Measure) -> Iterator[_Way]:
    """What can be chosen in a situation."""
    if measure == BRIEF:
        yield _Way("plain", f"Go on from {one}", 1, (_happened(one),))
        yield _Way("noted", f"Go on from {one} and note it", 2, is_noted=True, gain=1)
        if one:
            yield _Way("known", f"Go on from {one} by the way that was noted", 3, is_known=True)
        return
    who, place = _PEOPLE[one % 5], _PLACES[(one + 1) % 5]
    texts = (
        ("plain", f"Go on from {one} as if nothing were, and tell {place} about it when there is time"),
        ("noted", f"Go on from {one} and note for the others what {who.lower()} has seen on the board"),
        ("known", f"Go on from {one} by the way that was noted, and take {who.lower()} along to look at it"),
        ("asked", f"Go on from {one} when {place} has said in so many words that nobody minds"),
        ("left", f"Go on from {one} and leave the whole of it to {who.lower()}, who has asked for it twice"),
    )
    of_all = (0, 1, 2, 3, 4) if one % 5 < 3 else (0, 1, 2, 3)
    for way in of_all if one else (0, 1, 3, 4):
        name, text = texts[way]
        gain = {"noted": 1, "asked": 1, "left": -1}.get(name, 0)
        yield _Way(name, text, way + 1, _happened_at_length(one, way), name == "known", name == "noted", gain)


def _exhibit(one: int, measure: Measure) -> list[str]:
    """What lies on the table in three of five situations, line by line; in others, and in the brief measure, nothing."""
    if measure == BRIEF or one % 5 > 2:
        return []
    return [
        f"at {8 + line // 2} past {one % 12}: line {one + 200 + line} rang at {_PLACES[(one + line) % 5]}, no answer"
        for line in range(11)
    ]


def ours(states: int, measure: Measure = BRIEF) -> str:
    """The scenario, which has no findings."""
    flags = ", ".join(f"f{one}: false" for one in range(_FLAGS))
    lines = [
        "schema: ccdrill/scenario/v1",
        "id: twin",
        "title: Twin",
        'version: "1"',
        "summary: A generated story.",
        "begins: 2026-03-02T10:00+00:00",
        "meters: {known: {label: Known, start: 0}}",
        f"flags: {{{flags}}}",
        "start: s0",
        "states:",
    ]
    for one in range(states):
        then = f"s{one + 1}" if one + 1 < states else "[{when: known >= 4, to: good}, {to: bad}]"
        lines += [
            f"  s{one}:",
            "    phase: detect",
            f"    title: Situation {one}",
            f"    question: What now, for the time {one}?",
            "    narrative: |",
            *(f"      {line}" for line in _told(one, measure)),
        ]
        exhibit = _exhibit(one, measure)
        if exhibit:
            lines += ["    exhibits:", f"      - id: log-{one}", f"        title: The log of {one}", "        body: |"]
            lines += [f"          {line}" for line in exhibit]
        lines.append("    choices:")
        for way in _ways(one, measure):
            lines += _our_way(one, way, then)
    lines += [
        "endings:",
        "  good: {kind: good, title: Good, narrative: It went well.}",
        "  bad: {kind: bad, title: Bad, narrative: It did not.}",
        "",
    ]
    return "\n".join(lines)


def _our_way(one: int, way: _Way, then: str) -> list[str]:
    """A choice of ours, in one line if its outcome has no more."""
    parts = [f"text: {way.text}"]
    parts += [f"when: f{(one - 1) % _FLAGS}"] if way.is_known else []
    parts.append(f"takes: {way.minutes}m")
    parts += [f"outcome: '{way.outcome[0]}'"] if len(way.outcome) == 1 else []
    parts += [f"set: {{f{one % _FLAGS}: true}}"] if way.is_noted else []
    parts += [f"add: {{known: {way.gain}}}"] if way.gain else []
    parts.append(f"goto: {then}")
    if len(way.outcome) < 2:
        return [f"      {way.name}: {{{', '.join(parts)}}}"]
    told = ["        outcome: |", *(f"          {line}" for line in way.outcome)]
    return [f"      {way.name}:", *(f"        {part}" for part in parts), *told]


def ink(states: int, measure: Measure = BRIEF) -> str:
    """The same in ink."""
    lines = ["VAR known = 0", *(f"VAR f{one} = false" for one in range(_FLAGS)), "-> s0"]
    for one in range(states):
        then = f"s{one + 1}" if one + 1 < states else "last"
        lines += [f"=== s{one} ===", *_told(one, measure)]
        exhibit = _exhibit(one, measure)
        lines += [f"The log of {one}", *exhibit] if exhibit else []
        lines.append(f"What now, for the time {one}?")
        for way in _ways(one, measure):
            lines += _their_way(one, way, then)
    lines += ["=== last ===", "{known >= 4: It went well. | It did not.}", "-> END", ""]
    return "\n".join(lines)


def _their_way(one: int, way: _Way, then: str) -> list[str]:
    """A choice of theirs, in one line if it only leads on."""
    asked = f"{{f{(one - 1) % _FLAGS}}} " if way.is_known else ""
    head, does = f"+ {asked}[{way.text}]", [f"  {line}" for line in way.outcome]
    does += [f"  ~ f{one % _FLAGS} = true"] if way.is_noted else []
    does += [f"  ~ known = known {'+' if way.gain > 0 else '-'} {abs(way.gain)}"] if way.gain else []
    return [head, *does, f"  -> {then}"] if does else [f"{head} -> {then}"]
