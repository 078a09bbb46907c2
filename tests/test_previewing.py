"""A trial of a scenario: from anywhere, forth and back, and through the author's changes."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from ccdrill.model.errors import BadContent
from ccdrill.model.happenings import Arrived
from ccdrill.model.scenario import Scenario
from ccdrill.plain.preview import play_trial, wait_for_one
from ccdrill.previewing import BadStart, Start, Trial, start_from
from ccdrill.watching import WAITS, WatchedScenario
from tests.builders import TINY_SCENARIO, read, write_library

TINY = read(TINY_SCENARIO, Scenario)


def trial(
    at: str | None = None, given: tuple[str, ...] = (), time: str | None = None, text: str = TINY_SCENARIO
) -> Trial:
    scenario = read(text, Scenario)
    return Trial(scenario, start_from(scenario, at, given, time))


def said(one: Trial, *answers: str) -> list[str]:
    """What the answers bring, without what stands at the beginning."""
    lines: list[str] = []

    def typed() -> Iterator[str]:
        lines.clear()
        yield from answers

    play_trial(one, typed(), lines.append)
    return lines


def test_it_begins_as_the_story_does():
    one = trial()
    assert (one.situation.state, one.situation.now) == ("third-caller", 0)
    assert one.situation.moments == {"suspicion": 0}


def test_what_is_due_when_it_begins_comes_then_and_what_was_due_before_does_not():
    came = [
        [one.inject for one in trial(time=time).step.outcome.happenings if isinstance(one, Arrived)]
        for time in ("1199s", "20m", "1201s")
    ]
    assert came == [[], ["queue-grows"], []]


def test_it_begins_in_any_state_at_any_time_with_any_values():
    one = trial("tell", ("cards_exposed=449.5", "route_diverted = true"), "2h")
    assert (one.situation.state, one.situation.now) == ("tell", 7200)
    assert one.situation.meters["cards_exposed"] == Fraction("449.5")
    assert one.situation.flags["route_diverted"] is True
    assert one.situation.delivered == {"queue-grows": 7200}  # it was due before
    assert one.take(one.offered[0].id)
    assert one.situation.state == "held"


@pytest.mark.parametrize(
    ("at", "given", "time", "message", "hint"),
    [
        ("contian", (), None, "there is no state 'contian'", "Did you mean 'contain'?"),
        (
            "held",
            (),
            None,
            "there is no state 'held'",
            "an ending, and nothing follows it. Begin in a state, such as tell",
        ),
        (None, ("queu=1",), None, "there is no flag or meter 'queu'", "Did you mean 'queue'?"),
        (None, ("queue",), None, "'queue' is a meter", "Write a number"),
        (None, ("queue=1/0",), None, "'queue' is a meter", "Write a number"),
        (None, ("queue=nan",), None, "'queue' is a meter", "Write a number"),
        (None, ("queue=9e5000",), None, "'queue' is a meter", "Write a number"),
        (None, ("queue=1" + "0" * 5000,), None, "'queue' is a meter", "Write a number"),
        (None, ("route_diverted=1",), None, "'route_diverted' is a flag", "route_diverted=true"),
        (None, (), "2 hours", "the time '2 hours' can't be read", "Write 2h."),
        (None, (), "17:10", "the time '17:10' can't be read", "Write 'day 1 17:10', or 17h10m for so long after"),
        (None, (), "soon", "the time 'soon' can't be read", "span"),
    ],
)
def test_what_can_not_be_begun_is_refused_with_what_to_do(
    at: str | None, given: tuple[str, ...], time: str | None, message: str, hint: str
):
    with pytest.raises(BadStart) as refused:
        start_from(TINY, at, given, time)
    assert message in refused.value.message and hint in refused.value.hint


def test_a_value_beyond_a_meters_bounds_is_refused():
    scenario = read(TINY_SCENARIO.replace("start: 9, unit", "start: 9, min: 0, max: 20, unit"), Scenario)
    with pytest.raises(BadStart, match="out of bounds"):
        start_from(scenario, None, ("queue=21",), None)


def test_moves_can_be_taken_back_and_all_of_them_at_once():
    one = trial()
    before = one.situation
    one.take(one.offered[0].id)
    one.wait(60)
    one.take(one.offered[1].id)
    assert one.situation.state == "contain"
    assert one.back() and one.situation.state == "third-caller"
    one.restart()
    assert one.situation == before
    assert not one.back()


def test_lines_say_what_people_do_not_see_and_why_a_choice_is_closed():
    one = trial(
        text=TINY_SCENARIO.replace("text: Wait for proof", "text: Wait for proof\n        when: not route_diverted")
    )
    lines = "\n".join(said(one, "escalate", "divert", "quit"))
    assert "done: divert" in lines
    assert "cards_exposed=" in lines and "route_diverted=true" in lines
    assert "2  wait: Wait for proof  (closed: when not route_diverted)" in lines
    assert "'wait' can't be taken now: when not route_diverted." in said(one, "wait-", "2")


FACTS = """\
facts:
  - {about: Who changed it, answer: "An account of {org}."}
  - {about: Whether a second node did it too, answer: Yes., known_from: contain}
states:
"""


def test_papers_are_read_by_their_letters_as_in_a_drill():
    one = trial()
    assert "  on the table: A Call log" in said(one, "back", "restart")
    log = ["", "EXHIBIT A (log): Call log", "  09:05 first caller", "  09:48 second caller", "END OF EXHIBIT"]
    assert said(one, "A") == log and said(one, "a") == log
    assert "  on the table: from before A" in said(one, "escalate")
    assert said(one, "a") == log
    assert not any("on the table" in line for line in said(one, "at contain"))
    assert "there is no choice 'a' here" in said(one, "a")[0]


def test_the_facilitators_notes_of_a_state_are_read_with_questions_and_hints():
    one = trial(text=TINY_SCENARIO.replace("states:\n", FACTS, 1))
    assert said(one, "facilitator") == [
        "TALK ABOUT (about 4 minutes):",
        "- What do you know?",
        "HINT 1 of 1: Think of the line.",
        'FOR THE FACILITATOR: "It asked me twice"',
        "ANSWER, when asked: Who changed it: An account of Ostrel Energy.",
        "NOBODY KNOWS THIS YET, keep it: Whether a second node did it too: Yes.",
        "END OF NOTES",
    ]
    assert said(one, "escalate", "facilitator")[-5:] == [
        "FOR THE FACILITATOR: Two nodes",
        "SAY: What is cut off can still be looked at.",
        "ANSWER, when asked: Who changed it: An account of Ostrel Energy.",
        "ANSWER, when asked: Whether a second node did it too: Yes.",
        "END OF NOTES",
    ]
    assert said(one, "1", "1", "facilitator")[-1] == "It has ended: there are no notes on an ending."


def test_a_choice_that_is_called_like_a_letter_or_like_the_notes_stays_a_choice():
    text = TINY_SCENARIO.replace("      retry:\n", "      a:\n", 1)
    text = text.replace("      escalate:\n", "      facilitator:\n", 1)
    one = trial(text=text)
    assert said(one, "A")[1] == "EXHIBIT A (log): Call log"
    assert any("chosen: third-caller/a" in line for line in said(one, "a"))
    assert any("chosen: third-caller/facilitator" in line for line in said(one, "facilitator"))


def test_a_choice_is_explained_in_the_words_of_its_file():
    assert said(trial(), "? retry") == [
        "retry: Ask the callers to hang up and pay again",
        "  takes 20 min",
        "  does retry",
        "  adds 30 to cards_exposed",
        "  stays",
    ]
    explained = said(trial("tell"), "? 1")
    assert "  goes to held when cards_exposed < 450" in explained and "  goes to late" in explained


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("9", "there is no choice '9' here"),
        ("nonsense", "there is no choice 'nonsense' here"),
        ("at nowhere", "there is no state 'nowhere'"),
        ("escalte", "there is no choice 'escalte' here. Did you mean 'escalate'?"),
        ("wait forever", "'forever' is not a span of time. Write 30m, 2h, 1h30m, 3d or 45s."),
        ("wait 10 mins", "'10 mins' is not a span of time. Write 10m."),
        ("wait 1,5 h", "'1,5 h' is not a span of time. Write 1h30m."),
        ("wait 2Hours", "'2Hours' is not a span of time. Write 2h."),
        (f"wait {'9' * 400}m", "is not a span of time"),
        ("a b c d", "'a b c d' is not understood"),
        ("back", "This is the beginning."),
        ("? 9", "there is no choice '9' here"),
        ("?", "NUMBER or ID: take that choice"),
        ("at", "The states: third-caller, contain, tell."),
        ("set queu=1", "there is no flag or meter 'queu'. Did you mean 'queue'?"),
        ("set route_diverted = 1", "'route_diverted' is a flag. Write route_diverted=true or route_diverted=false."),
    ],
)
def test_an_answer_that_can_not_be_followed_is_told_and_changes_nothing(answer: str, words: str):
    one = trial()
    before = one.situation
    assert words in " ".join(" ".join(said(one, answer)).split())
    assert one.situation == before


@pytest.mark.parametrize("answer", ["{}", "{} {} {} {}", "? {}", "at {}", "wait {}"])
@pytest.mark.parametrize("filling", ["x", "9"])
def test_no_answer_is_quoted_longer_than_people_read_and_no_line_is_longer_than_80(answer: str, filling: str):
    lines = said(trial(), answer.replace("{}", filling * 9_000), "?")
    assert not any(filling * 61 in line for line in lines)
    assert max(len(row) for line in lines for row in line.split("\n")) <= 80


def test_where_somebody_types_every_answer_is_asked_for():
    asked: list[str] = []
    play_trial(
        trial(), iter(["escalate", "", "nonsense", None, "quit"]), asked.append, None, lambda: asked.append("> ")
    )
    assert asked.count("> ") == 4
    assert asked[-1] == "> "


def test_after_the_end_only_back_and_restart_lead_on():
    one = trial("tell")
    lines = said(one, "wait", "", "# nothing", "back", "2")
    assert any(line.startswith("THE END: late (bad)") for line in lines)
    assert said(one, "wait 5m") == ["It has ended. Take a move back, or restart."]
    assert one.back() and not one.situation.is_ended


def test_a_value_can_be_set_on_the_way_and_what_waited_for_it_follows():
    one = trial(text=TINY_SCENARIO.replace("at: 25m", "when: queue >= 30"))
    assert "  values: cards_exposed=370, queue=31, route_diverted=false" in "\n".join(said(one, "set queue=31"))
    assert said(one, "set route_diverted = true")[-4].endswith("route_diverted=true")
    assert one.back() and one.back() and one.situation.meters["queue"] == 9
    one.jump(one.situation.state)
    assert said(trial("tell"), "2", "set queue=1")[-1] == "It has ended. Take a move back, or restart."


def test_what_people_read_when_a_choice_is_taken_is_shown_and_a_long_choice_stands_under_its_text():
    one = trial()
    lines = said(one, "escalate")
    assert "Mon 10:30 chosen: third-caller/escalate: Security takes the call." in lines
    assert "2  divert: Send the calls elsewhere, cut the nodes off, leave them powered" in lines
    long = trial("contain", text=TINY_SCENARIO.replace("text: Send the calls", "text: Send each of the waiting calls"))
    assert "2  divert: Send each of the waiting calls elsewhere, cut the nodes off, leave\n   them powered" in said(
        long, "1", "back"
    )


def read_again(one: Trial, text: str) -> list[str]:
    """What is said when the file has become that text."""
    lines: list[str] = []

    def typed() -> Iterator[None]:
        lines.clear()
        yield None

    play_trial(one, typed(), lines.append, lambda: (read(text, Scenario), ()))
    return lines


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("text: Phone now", "text: Ring now", "CHANGED HERE: state 'tell': choice 'phone' (text)"),
        ("      phone:\n", "      ring:\n", "CHANGED HERE: state 'tell': choice 'phone' is gone, new choice 'ring'"),
        ("start: 9, unit", "start: 12, unit", "CHANGED ELSEWHERE: meter 'queue' (start)"),
        ("add: {queue: 5}", "add: {queue: 6}", "CHANGED ELSEWHERE: inject 'queue-grows' (add)"),
        ("title: Two nodes", "title: Three nodes", "CHANGED ELSEWHERE: state 'contain': title"),
        ("org: Ostrel Energy", "org: Calder Water", "CHANGED ELSEWHERE: name 'org'"),
    ],
)
def test_a_save_is_answered_with_what_it_changed(old: str, new: str, told: str):
    assert TINY_SCENARIO.count(old) == 1
    assert told in read_again(trial("tell"), TINY_SCENARIO.replace(old, new))


def test_a_save_tells_what_is_kept_and_shows_again_only_what_is_shown_otherwise():
    elsewhere = TINY_SCENARIO.replace("title: Two nodes", "title: Three nodes")
    assert read_again(trial(), elsewhere) == [
        "Read again.",
        "CHANGED ELSEWHERE: state 'contain': title",
        "KEPT: where it stands, the time and all values",
    ]
    one = trial()
    one.take(one.offered[1].id)
    lines = read_again(
        one, TINY_SCENARIO.replace("start: 9, unit", "start: 12, unit").replace("takes: 10m", "takes: 15m")
    )
    assert "NOW: Mon 10:35 instead of Mon 10:30, cards_exposed=400 instead of 390, queue=12" in lines[2].replace(
        "\n ", ""
    )
    assert any(line.startswith("AT contain, Mon 10:35") for line in lines)


def test_a_state_that_a_save_calls_otherwise_is_followed():
    text = TINY_SCENARIO.replace("  contain:\n", "  shut:\n").replace("goto: contain", "goto: shut")
    one = trial("contain", ("queue=3",), "1h")
    one.jump(one.situation.state)
    one.take(one.offered[0].id)
    one.back()
    lines = read_again(one, text)
    assert "state 'contain' is called 'shut' now" in "\n".join(lines)
    assert "NOT KEPT" not in "\n".join(lines) and "is gone" not in "\n".join(lines)
    assert "NOW: in 'shut' instead of 'contain'" in lines
    assert (one.situation.now, one.situation.meters["queue"]) == (3600, 3)
    one.restart()
    assert one.situation.state == "shut"


def test_where_a_move_is_gone_too_the_trial_goes_on_in_the_state_by_its_new_name():
    one = trial()
    one.take(one.offered[-1].id)
    one.take(one.offered[0].id)
    text = TINY_SCENARIO.replace("  tell:\n", "  ring:\n").replace("goto: tell", "goto: ring")
    assert "it goes on from here" in one.reload(read(text.replace("power-off:", "switch-off:"), Scenario))
    assert one.situation.state == "ring"


def test_a_save_that_takes_away_the_state_says_that_the_trial_begins_anew():
    one = trial("contain", ("queue=3",))
    one.take(one.offered[0].id)
    lines = " ".join(read_again(one, without_contain()))
    assert (
        "NOT KEPT: there is no state 'contain' any more, where this trial began: it begins anew where the story does, "
        "without what was set and done; 'at STATE' goes elsewhere" in " ".join(lines.split())
    )
    assert "NOW: in 'third-caller' instead of 'tell'" in lines
    assert "state 'contain' is gone" in lines


def without_contain() -> str:
    """The scenario with its second state cut out, and nothing like it in its place."""
    before, rest = TINY_SCENARIO.split("  contain:\n")
    return before.replace("goto: contain", "goto: tell") + "  tell:\n" + rest.split("  tell:\n", 1)[1]


def test_a_changed_scenario_is_played_again_as_far_as_it_holds():
    one = trial()
    one.take(one.offered[1].id)
    one.take(one.offered[0].id)
    assert one.reload(read(TINY_SCENARIO.replace("title: The acquirer", "title: The bank"), Scenario)) == ""
    assert one.situation.state == "tell"
    renamed = TINY_SCENARIO.replace("      power-off:\n", "      switch-off:\n")
    before = one.situation
    assert "move 2 ('power-off') does not hold any more; it goes on from here" in one.reload(read(renamed, Scenario))
    assert (one.situation.state, one.situation.now, one.situation.meters) == ("tell", before.now, before.meters)
    assert one.take(one.offered[0].id)


def test_where_neither_move_nor_state_is_left_it_stands_where_the_move_was():
    one = trial()
    for _ in range(2):
        one.take(one.offered[-1].id)
    text = (
        TINY_SCENARIO.replace("      divert:\n", "      redirect:\n")
        .replace("goto: tell", "goto: late")
        .split("  tell:\n")[0]
        + "injects:\n"
        + TINY_SCENARIO.split("injects:\n")[1]
    )
    assert "there is no state 'tell'" in one.reload(read(text, Scenario))
    assert one.situation.state == "contain"


def test_after_an_ending_a_move_that_is_gone_leads_back_to_where_it_was():
    one = trial("tell")
    one.take(one.offered[0].id)
    said_of_it = one.reload(read(TINY_SCENARIO.replace("      phone:\n", "      ring:\n"), Scenario))
    assert said_of_it == "move 1 ('phone') does not hold any more; this is where that move was"
    assert one.situation.state == "tell"


def test_a_start_that_is_gone_becomes_the_beginning():
    scenario = read(TINY_SCENARIO, Scenario)
    one = Trial(scenario, start_from(scenario, "contain", ("queue=3",), None))
    text = without_contain().replace("  queue: {", "  line: {").replace("add: {queue: 5}", "add: {line: 5}")
    assert "there is no state 'contain' any more" in one.reload(read(text, Scenario))
    assert one.situation.state == "third-caller"


def test_a_file_is_read_again_when_it_was_saved_and_the_last_good_version_stays(tmp_path: Path):
    folder = write_library(tmp_path)
    path = folder / "scenarios/tiny.yaml"
    file = WatchedScenario((folder,), path)
    one = Trial(file.read(), Start())
    lines: list[str] = []

    def typed() -> Iterator[str | None]:
        yield "escalate"
        yield None
        path.write_text(TINY_SCENARIO.replace("title: Two nodes", "title: Three nodes"), encoding="utf-8")
        lines.clear()
        yield None
        assert lines[:3] == [
            "Read again.",
            "CHANGED HERE: state 'contain': title",
            "KEPT: the move made, where it stands, the time and all values",
        ]
        assert "Three nodes" in lines
        path.write_text(TINY_SCENARIO.replace("goto: tell", "goto: tel"), encoding="utf-8")
        lines.clear()
        yield None
        assert "unknown-state" in "\n".join(lines) and lines[-1] == "The last good version stays."
        path.write_text(TINY_SCENARIO.replace("title: Two nodes", "title: Three nodes"), encoding="utf-8")
        lines.clear()
        yield None
        assert lines == ["The file is good again.", "Read again: nothing has changed."]
        path.write_bytes(b"")  # as an editor leaves it for a moment while it saves
        lines.clear()
        yield None
        assert lines == []
        path.unlink()
        yield None
        assert lines == []
        yield "divert"

    play_trial(one, typed(), lines.append, file.changed)
    assert one.situation.state == "tell"


def test_a_file_that_is_not_good_yet_is_waited_for_until_a_save_mends_it(tmp_path: Path):
    folder = write_library(tmp_path, scenario=TINY_SCENARIO.replace("goto: tell", "goto: tel"))
    path = folder / "scenarios/tiny.yaml"
    file = WatchedScenario((folder,), path)
    lines: list[str] = []

    def typed() -> Iterator[str | None]:
        assert "unknown-state" in lines[0] and lines[-1] == WAITS
        lines.clear()
        yield None
        assert lines == []
        yield "escalate"
        assert lines == [WAITS]
        path.write_text(TINY_SCENARIO.replace("goto: tell", "goto: toll"), encoding="utf-8")
        lines.clear()
        yield None
        assert "'toll'" in lines[0] and lines[-1] == WAITS
        path.write_text(TINY_SCENARIO, encoding="utf-8")
        lines.clear()
        yield None
        raise AssertionError("more is asked for")

    assert wait_for_one(file.changed, typed(), lines.append) == TINY
    assert lines == ["The file is good again."]


def test_a_file_that_is_empty_from_the_beginning_is_told_so(tmp_path: Path):
    path = tmp_path / "empty.yaml"
    path.touch()
    lines: list[str] = []
    assert wait_for_one(WatchedScenario((), path).changed, ("quit",), lines.append) is None
    assert "the file is empty" in lines[0]


@pytest.mark.parametrize("answers", [("quit",), (" quit", None)])
def test_waiting_for_a_file_can_be_left(tmp_path: Path, answers: tuple[str | None, ...]):
    file = WatchedScenario((), tmp_path / "not-there.yaml")
    assert wait_for_one(file.changed, answers, lambda _: None) is None


def test_the_words_beside_a_file_are_watched_with_it(tmp_path: Path):
    folder = write_library(tmp_path)
    path, words = folder / "scenarios/tiny.yaml", folder / "scenarios/vocabulary.yaml"
    file = WatchedScenario((), path)
    one = Trial(file.read(), Start())
    lines: list[str] = []
    had = words.read_text(encoding="utf-8")

    def typed() -> Iterator[str | None]:
        path.write_text(TINY_SCENARIO.replace("does: [retry]", "does: [dial-again]"), encoding="utf-8")
        yield None
        assert "unknown-action" in "\n".join(lines) and lines[-1] == "The last good version stays."
        lines.clear()
        words.write_text(had.replace("actions:\n", "actions:\n  dial-again: {title: Dial again}\n"), encoding="utf-8")
        yield None
        assert lines[:2] == ["The file is good again.", "Read again."]
        lines.clear()
        words.unlink()  # an editor may be replacing it
        yield None
        assert lines == []
        words.write_text("actions: [", encoding="utf-8")
        yield None
        assert "vocabulary.yaml" in lines[0] and lines[-1] == "The last good version stays."

    play_trial(one, typed(), lines.append, file.changed)


def test_words_that_come_new_beside_a_file_are_read(tmp_path: Path):
    folder = write_library(tmp_path)
    path, words = folder / "scenarios/tiny.yaml", folder / "scenarios/vocabulary.yaml"
    had = words.read_text(encoding="utf-8")
    words.unlink()
    file = WatchedScenario((), path)
    with pytest.raises(BadContent):
        file.read()
    assert file.changed() == (None, ())
    words.write_text(had, encoding="utf-8")
    assert file.changed()[0] is not None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("escal", "Did you mean 'escalate'?"),
        ("bcak", "Did you mean 'back'?"),
        ("restrat", "Did you mean 'restart'?"),
        ("set", "Write set NAME=VALUE. Known: route_diverted, cards_exposed, queue."),
        ("set queue", "Write a number"),
        ("7", "there is no choice '7' here. There are 2."),
    ],
)
def test_a_slip_of_an_answer_is_told_with_what_was_meant(answer: str, words: str):
    assert words in " ".join(" ".join(said(trial(), answer)).split())


def test_a_file_is_good_again_once_and_then_only_changed(tmp_path: Path):
    folder = write_library(tmp_path)
    path = folder / "scenarios/tiny.yaml"
    file = WatchedScenario((folder,), path)
    file.read()
    told = []
    for title in ("[", "Three nodes", "Four or more nodes"):
        path.write_text(TINY_SCENARIO.replace("title: Two nodes", f"title: {title}"), encoding="utf-8")
        told.append(file.changed()[1][-1:])
    assert told == [("The last good version stays.",), ("The file is good again.",), ()]
