"""Rehearsing a scenario from the command line, and playing again what failed."""

import json
import os
from pathlib import Path

import pytest

from tests.builders import TINY_SCENARIO, write_library
from tests.cli.program import Program

STUCK = TINY_SCENARIO.replace(
    "        text: Phone now\n", "        text: Phone now\n        when: cards_exposed < 400\n"
).replace("      wait:\n        text: Wait for proof\n        takes: 6h\n        goto: late\n", "")
"""Who loses time can't tell the acquirer any more."""


def rehearsed(program: Program, *arguments: str) -> dict:
    done = program("rehearse", *arguments, "--format", "json", "--plays", "60")
    assert done.err == ""
    return json.loads(done.out)


def test_it_says_exactly_what_it_covered(program: Program) -> None:
    assert rehearsed(program, "tiny-drill")["is_exhausted"] is True
    assert "COVERED: all " in program("rehearse", "tiny", "--plays", "5").out
    cut = program("rehearse", "tiny", "--plays", "5", "--budget", "3").out
    assert "COVERED: not decided: budget reached at 3 situations" in cut


def test_the_same_seed_gives_the_same_rehearsal_and_another_one_another(program: Program) -> None:
    first, again = rehearsed(program, "tiny-drill"), rehearsed(program, "tiny-drill")
    assert first == again
    assert rehearsed(program, "tiny-drill", "--seed", "2")["places"] != first["places"]


def test_every_play_ends_somewhere_and_every_choice_is_counted(program: Program) -> None:
    found = rehearsed(program, "tiny-drill")
    assert found["plays"] == {"uniform": 60, "coverage": 60, "procrastinator": 1, "expert": 1}
    assert sum(end["plays"] for end in found["ends"]) == sum(found["plays"].values())
    start = found["places"][0]
    assert start["plays"] == sum(found["plays"].values())
    for place in found["places"]:
        assert place["plays"] == sum(one["plays"] for one in place["hands"])
        for option in place["options"]:
            assert 0 < option["taken"] <= option["offered"]
            for what in ("taken", "offered"):
                assert option[what] == sum(one[what] for one in option["hands"])


def test_a_hand_that_always_does_the_same_plays_once_and_one_that_chance_decides_plays_on(program: Program) -> None:
    assert rehearsed(program, "tiny", "--policy", "procrastinator")["plays"] == {"procrastinator": 1}
    alike = TINY_SCENARIO.replace(
        "        does: [tell-acquirer]\n        records: [call-note]\n        takes: 10m\n", "        takes: 6h\n"
    )
    write_library(program.library, scenario=alike)
    assert rehearsed(program, "tiny", "--policy", "procrastinator")["plays"] == {"procrastinator": 60}


def test_choices_are_told_as_the_hand_met_them_that_plays_at_random(program: Program) -> None:
    """Else a hand that always puts things off would say that people do."""
    found = rehearsed(program, "tiny-drill")
    wait = next(one for one in found["places"][2]["options"] if one["choice"] == "tell/wait")
    hands = {one["policy"]: one for one in wait["hands"]}
    assert (hands["procrastinator"]["taken"], hands["expert"]["taken"]) == (1, 0)
    at_random = hands["uniform"]
    told = program("rehearse", "tiny-drill", "--plays", "60").out
    assert "STATES AND CHOICES, uniform (at random), 60 plays:\n- third-caller: reached in 60 plays\n" in told
    share = 100 * at_random["taken"] // at_random["offered"]
    line = f"tell/wait: taken {at_random['taken']} of {at_random['offered']} ({share}%), mean score {at_random['mean_score']}\n"
    assert line in told
    alone = program("rehearse", "tiny-drill", "--policy", "expert").out
    assert "STATES AND CHOICES, expert (by the procedure), 1 play:\n- third-caller: reached in 1 play\n" in alone
    assert "third-caller/retry: taken 0 of 1 (0%)\n" in alone


def test_the_expert_scores_100_and_putting_things_off_does_not(program: Program) -> None:
    scores = {one["policy"]: one for one in rehearsed(program, "tiny-drill")["scores"]}
    assert (scores["expert"]["least"], scores["expert"]["plays"]) == ("100.0", 1)
    assert float(scores["procrastinator"]["most"]) < 100
    assert all(sum(one["tenths"]) == one["plays"] for one in scores.values())


def test_without_a_procedure_nothing_is_scored_and_the_expert_is_no_use(program: Program) -> None:
    found = rehearsed(program, "tiny")
    assert (found["scores"], found["procedure"], found["best"]) == ([], "", [])
    done = program("rehearse", "tiny", "--policy", "expert")
    assert (done.code, done.out) == (2, "")
    assert "add --procedure" in done.err


def test_a_rehearsal_without_a_procedure_says_so_and_how_to_have_one(program: Program) -> None:
    """A scenario and a drill may have one name, and the scenario is meant then."""
    told = program("rehearse", "tiny", "--plays", "2").out
    assert "NOT SCORED: no procedure. Add --procedure, or rehearse a drill by its file.\n" in told
    assert "NOT SCORED" not in program("rehearse", "tiny-drill", "--plays", "2").out


def test_endings_say_whose_plays_they_count(program: Program) -> None:
    assert "ENDINGS, all hands together, 6 plays:\n" in program("rehearse", "tiny-drill", "--plays", "2").out
    assert (
        "ENDINGS, uniform (at random), 2 plays:\n"
        in program("rehearse", "tiny", "--plays", "2", "--policy", "uniform").out
    )


def test_one_play_has_one_score(program: Program) -> None:
    told = program("rehearse", "tiny-drill", "--policy", "expert").out
    assert "SCORE, expert (by the procedure), 1 play: 100.0\n" in told
    assert "median" not in told


def test_a_scenario_can_be_rehearsed_against_a_procedure_by_name(program: Program) -> None:
    found = rehearsed(program, "tiny", "--procedure", "tiny-procedure")
    assert found["procedure"] == "tiny-procedure"
    assert {one["policy"] for one in found["scores"]} == {"uniform", "coverage", "procrastinator", "expert"}


def test_a_play_that_gets_stuck_is_1_and_is_kept_as_a_file_that_plays_again(program: Program) -> None:
    write_library(program.library, scenario=STUCK)
    done = program("rehearse", "tiny", "--plays", "20", "--save", "kept")
    assert done.code == 1
    assert "PLAYS THAT CAME TO NO ENDING" in done.out
    kept = sorted((program.folder / "kept").iterdir())
    assert kept
    again = program("replay", "tiny", kept[0])
    assert again.code == 1
    assert again.out.rstrip().endswith("tell: nothing can be chosen there, and time changes nothing: it is stuck")
    text = kept[0].read_text()
    assert len({one.read_text().partition("seed 1\n")[2] for one in kept}) == len(kept), "each way once"
    assert f"- stuck: {' > '.join(text.splitlines()[3:])} (" in " ".join(done.out.split())
    mended = program("replay", write_mended(program), kept[0])
    assert mended.code == 0
    assert "tell: what can be chosen there: tell/phone, tell/wait" in mended.out


def test_plays_are_kept_also_where_nobody_reads_what_is_told_of_them(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the output is piped into `head`."""

    def closed(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("ccdrill.cli.rehearse.put", closed)
    write_library(program.library, scenario=STUCK)
    program("rehearse", "tiny", "--plays", "20", "--save", "kept")
    assert list((program.folder / "kept").iterdir())


def write_mended(program: Program) -> Path:
    """The scenario without what made it get stuck, as a file."""
    path = program.folder / "tiny.yaml"
    path.write_text(TINY_SCENARIO)
    return path


def test_a_play_that_goes_round_in_circles_is_told_by_its_beginning(program: Program) -> None:
    to_late = "        takes: 6h\n        goto: late\n"
    circle = TINY_SCENARIO.replace(to_late, "        takes: 6h\n        goto: contain\n")
    circle = circle.replace(
        "        goto: [{when: cards_exposed < 450, to: held}, {to: late}]\n", "        goto: contain\n"
    )
    write_library(program.library, scenario=circle)
    done = program("rehearse", "tiny", "--plays", "3", "--budget", "10")
    assert done.code == 1
    assert "> ... (1000 decisions) (" in " ".join(done.out.split())
    assert len(done.out.splitlines()) < 120
    assert max(map(len, done.out.splitlines())) <= 80


def test_a_kept_play_ends_with_0_as_soon_as_it_fails_no_longer(program: Program) -> None:
    """So that a script can hold a folder of kept plays against a scenario."""
    play = program.folder / "endless.txt"
    decisions = "third-caller/retry\n" * 3
    play.write_text(f"# scenario: tiny\n# endless; uniform play 1, seed 1\n{decisions}")
    done = program("replay", "tiny", play)
    assert done.code == 1
    assert done.out.endswith("third-caller/escalate; it still goes round in circles\n")
    play.write_text(f"# scenario: tiny\n# stuck; uniform play 1, seed 1\n{decisions}")
    assert program("replay", "tiny", play).code == 0
    play.write_text(f"# endless; uniform play 1, seed 1\n{decisions}third-caller/escalate\ncontain/divert\ntell/wait\n")
    done = program("replay", "tiny", play)
    assert (done.code, done.out.splitlines()[-1][-14:]) == (0, "ends in 'late'")


def test_with_nothing_to_keep_it_says_so(program: Program) -> None:
    done = program("rehearse", "tiny", "--plays", "5", "--save", "kept")
    assert (done.code, done.err) == (0, "Nothing to keep in kept: every play came to an ending.\n")


def test_a_folder_that_can_not_be_written_to_is_told_before_anything_is_played(program: Program) -> None:
    (program.folder / "file").write_text("")
    done = program("rehearse", "tiny", "--plays", "5", "--save", "file/in")
    assert (done.code, done.out) == (2, "")
    assert "the folder file" in done.err


@pytest.mark.parametrize("text", ["", "\n\n", "# a list of mine\n", "schema: ccdrill/scenario/v1\n", "\x1b[2J\x07\n"])
def test_a_file_without_a_play_is_2(program: Program, text: str) -> None:
    (program.folder / "none.txt").write_text(text)
    done = program("replay", "tiny", program.folder / "none.txt")
    assert (done.code, done.out) == (2, "")
    assert "none.txt holds no play" in done.err


def test_a_device_is_no_play(program: Program) -> None:
    done = program("replay", "tiny", os.devnull)
    assert (done.code, done.out) == (2, "")
    assert f"{os.devnull} is not a file" in done.err


def test_a_play_that_is_stuck_at_once_plays_again(program: Program) -> None:
    (program.folder / "at-once.txt").write_text(
        "# a play of ccdrill: play it again with: ccdrill replay SCENARIO FILE\n"
    )
    done = program("replay", "tiny", program.folder / "at-once.txt")
    assert (done.code, done.err) == (0, "")


def test_a_play_that_no_longer_fits_says_where_and_what_there_is_instead(program: Program) -> None:
    play = program.folder / "old.txt"
    play.write_text("# an old play\nthird-caller/escalate\ncontain/run-away\n")
    done = program("replay", "tiny", play)
    assert done.code == 2
    assert "line 3: 'contain/run-away' is no choice of 'tiny'" in done.err
    assert "In 'contain' can be chosen there: contain/power-off, contain/divert." in done.err


@pytest.mark.parametrize(
    ("play", "words"),
    [
        (
            "contain/divert",
            "line 3: 'contain/divert' belongs to another state: the play stands in 'third-caller' there",
        ),
        (
            "third-caller/retry\nthird-caller/retry",
            "line 4: 'third-caller/retry' was taken before, and can be taken once",
        ),
        ("third-caller/escalate\ncontain/divert", "line 4: 'contain/divert' can't be chosen there: when done(retry)"),
        (
            "third-caller/escalate\ncontain/power-off\ntell/phone\ntell/wait",
            "line 6: the play has come to the ending 'held', and goes on",
        ),
    ],
)
def test_a_play_is_told_why_it_can_not_go_on(program: Program, play: str, words: str) -> None:
    text = TINY_SCENARIO.replace("        does: [retry]\n", "        does: [retry]\n        once: true\n")
    text = text.replace(
        "        does: [divert, isolate]\n", "        does: [divert, isolate]\n        when: done(retry)\n"
    )
    write_library(program.library, scenario=text)
    file = program.folder / "old.txt"
    file.write_text(f"# an old play\n# scenario: tinier\n{play}\n")
    done = program("replay", "tiny", file)
    assert done.code == 2
    assert words in done.err
    assert "ending" in words or "It was kept of 'tinier': was that changed since?" in done.err


def test_an_unknown_scenario_names_the_nearest(program: Program) -> None:
    done = program("rehearse", "tinny")
    assert done.code == 2
    assert "there is no scenario 'tinny'" in done.err
    assert "Did you mean 'tiny'?" in done.err


def test_an_ending_that_no_play_came_to_is_searched_for(program: Program) -> None:
    done = program("rehearse", "tiny", "--plays", "0", "--budget", "1")
    assert "not decided: budget reached at 1 situations" in done.out
    assert "- held (good): 0 plays\n  a play that was searched for, 3 decisions: " in done.out
