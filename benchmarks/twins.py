"""The same generated story twice: as a scenario of ours and in ink, decision for decision.

Every situation but the first offers three choices: on; on, noting something; on by a way for whoever has just noted it. The last
situation ends the story, well for whoever remembered enough.
"""

_FLAGS = 12
_PLACES = ("the floor", "the server room", "the planning desk", "the gate", "the board room")
_PEOPLE = ("A team leader", "An engineer", "A caller", "Somebody from planning", "A journalist")


def _told(one: int) -> list[str]:
    """What people read in a situation: about as much as in a shipped scenario."""
    place, who = _PLACES[one % 5], _PEOPLE[one % 4]
    return [
        f"This is what people know at {place} in the situation with the number {one}.",
        f"{who} has come over from {_PLACES[(one + 2) % 5]} and has not slept since the night before last.",
        "The queue has grown by four minutes, and nobody has said a word to those who wait in it.",
        f"On the board the line with the number {one + 200} blinks, which it has not done in all these years.",
        f"{_PEOPLE[(one + 1) % 5]} wants to know by noon what to tell the others, and would rather hear it now.",
        "Nobody has found the change yet, and the person who made it is on a train without a signal.",
    ]


def _happened(one: int) -> str:
    """What people see happen."""
    return f"It is done, and {_PLACES[(one + 3) % 5]} hears of it before {_PLACES[(one + 1) % 5]} does."


def ours(states: int) -> str:
    """The scenario, with the facilitator's notes and all that makes it clean."""
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
        flag, other = f"f{one % _FLAGS}", f"f{(one - 1) % _FLAGS}"
        lines += [
            f"  s{one}:",
            "    phase: detect",
            f"    title: Situation {one}",
            f"    question: What now, for the time {one}?",
            "    narrative: |",
            *(f"      {line}" for line in _told(one)),
            "    choices:",
            f"      plain: {{text: Go on from {one}, takes: 1m, outcome: '{_happened(one)}', goto: {then}}}",
            f"      noted: {{text: Go on from {one} and note it, takes: 2m, set: {{{flag}: true}}, add: {{known: 1}}, goto: {then}}}",
        ]
        lines += (
            []
            if not one
            else [
                f"      known: {{text: Go on from {one} by the way that was noted, when: {other}, takes: 3m, goto: {then}}}",
            ]
        )
    lines += [
        "endings:",
        "  good: {kind: good, title: Good, narrative: It went well.}",
        "  bad: {kind: bad, title: Bad, narrative: It did not.}",
        "",
    ]
    return "\n".join(lines)


def ink(states: int) -> str:
    """The same in ink."""
    lines = ["VAR known = 0", *(f"VAR f{one} = false" for one in range(_FLAGS)), "-> s0"]
    for one in range(states):
        flag, other = f"f{one % _FLAGS}", f"f{(one - 1) % _FLAGS}"
        then = f"s{one + 1}" if one + 1 < states else "last"
        lines += [
            f"=== s{one} ===",
            *_told(one),
            f"What now, for the time {one}?",
            f"+ [Go on from {one}]",
            f"  {_happened(one)}",
            f"  -> {then}",
            f"+ [Go on from {one} and note it]",
            f"  ~ {flag} = true",
            "  ~ known = known + 1",
            f"  -> {then}",
        ]
        lines += (
            []
            if not one
            else [
                f"+ {{{other}}} [Go on from {one} by the way that was noted] -> {then}",
            ]
        )
    lines += ["=== last ===", "{known >= 4: It went well. | It did not.}", "-> END", ""]
    return "\n".join(lines)
