"""What commands say of names, files and folders that were nearly what was meant."""

import pytest

from tests.builders import TINY_DRILL, TINY_VOCABULARY
from tests.cli.program import Program

CARD = "4" + "1" * 15


def test_an_id_that_nothing_has_is_checked_as_the_nearest_one_would_be_written(program: Program) -> None:
    done = program("check", "tiny-dril")
    assert done.code == 2
    assert "Did you mean 'tiny-drill'?" in done.out


def test_an_id_that_is_like_no_other_is_no_file(program: Program) -> None:
    done = program("check", "quite-another")
    assert (done.code, "Did you mean" in done.out) == (2, False)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("run", "tiny"), "'tiny' is a scenario. The drill 'tiny-drill' plays it: name that."),
        (("run", "tiny-procedure"), "'tiny-procedure' is a procedure. The drill 'tiny-drill' is scored against it"),
        (("score", "tiny-drill", "trace.csv"), "is a drill and is scored against tiny-procedure: name that."),
        (("score", "tiny", "trace.csv"), "Its drill 'tiny-drill' is scored against tiny-procedure: name that."),
        (("preview", "tiny-procedure"), "Its drill 'tiny-drill' plays tiny: name that."),
        (
            ("preview", "tiny", "--at", "held"),
            "'held' is an ending, and nothing follows it. Begin in a state, such as ",
        ),
        (("preview", "tiny", "--at", "It held"), "'held' is an ending"),
        (("preview", "tiny", "--at", '"it asked me TWICE"'), "write third-caller."),
        (("new", "my-breach"), "as in: ccdrill new scenario my-breach"),
        (("new", "senario", "my-breach"), "Did you mean 'scenario'?"),
        (("new", "procedure", "ours", "--from", "tiny"), "ccdrill new procedure ours --for tiny"),
    ],
)
def test_a_name_of_another_kind_is_told_what_it_is_and_what_belongs_to_it(
    program: Program, command: tuple[str, ...], words: str
) -> None:
    (program.folder / "trace.csv").write_text("t,action\n60,divert\n")
    done = program(*command)
    assert done.code == 2
    assert words in " ".join(done.err.split())


def test_a_title_in_place_of_an_id_is_told_its_id_at_once(program: Program) -> None:
    drill = program.library / "drills/tiny-drill.yaml"
    drill.write_text(TINY_DRILL.replace("scenario: tiny\n", "scenario: The tiny line # ours\n"))
    done = program("check", drill)
    assert done.code == 1
    assert "That is the title of 'tiny': write tiny. [bad-name]" in done.out


@pytest.mark.parametrize("name", ["scenario", "Scenarios", "senarios"])
def test_a_folder_that_nothing_looks_into_is_told_its_name(program: Program, name: str) -> None:
    (program.library / "scenarios").rename(program.library / name)
    done = program("check", program.library / name / "tiny.yaml")
    assert "Rename the folder to scenarios." in done.out
    done = program("check", program.library / "drills/tiny-drill.yaml")
    assert f"There is {name}/tiny.yaml: move it to scenarios/tiny.yaml." in done.out


def test_a_check_of_everything_tells_of_a_folder_that_it_passes_over(program: Program) -> None:
    (program.folder / "scenario").mkdir()
    done = program("check", "--quick")
    assert "scenario: warning: the library looks into scenarios/" in done.out
    (program.folder / "scenarios").mkdir()
    assert "warning" not in program("check", "--quick").out.replace("0 warnings", "")


@pytest.mark.parametrize("place", ["words.yaml", "drills/vocabulary.yaml"])
def test_words_in_a_file_that_nothing_reads_are_told_where_they_belong(program: Program, place: str) -> None:
    (program.library / "scenarios/vocabulary.yaml").unlink()
    (program.library / place).write_text(f"schema: ccdrill/vocabulary/v1{TINY_VOCABULARY.partition('/v1')[2]}")
    done = program("check", program.library / "scenarios/tiny.yaml")
    told = done.out.splitlines()[0]
    assert told.startswith(f"{program.library / place}: nothing reads this vocabulary here")
    assert told.endswith("Move it to scenarios/vocabulary.yaml. [not-found-here]")


def test_a_word_in_a_file_that_nothing_reads_is_told_where_it_is_used(program: Program) -> None:
    (program.library / "words.yaml").write_text("schema: ccdrill/vocabulary/v1\nactions: {tidy-up: {title: Tidy up}}\n")
    scenario = program.library / "scenarios/tiny.yaml"
    scenario.write_text(scenario.read_text().replace("does: [escalate]", "does: [escalate, tidy-up]", 1))
    done = program("check", scenario)
    assert "words.yaml declares it, and is not read: move its words to scenarios/vocabulary.yaml." in done.out


def test_a_file_whose_name_says_another_format_is_told(program: Program) -> None:
    done = program("papers", "tiny-drill", "--for", "players", "--format", "markdown", "--output", "p.html")
    assert "Wrote p.html, as Markdown: --format says so, and its name ends in .html" in done.err
    done = program("papers", "tiny-drill", "--for", "players", "--format", "markdown", "--output", "p.txt")
    assert done.err.strip() == "Wrote p.txt"


def score(program: Program, text: str) -> tuple[str, str]:
    trace = program.folder / "trace"
    trace.write_text(text)
    done = program("score", "tiny-procedure", trace)
    return done.out, done.err


def test_an_action_in_words_is_told_the_id_of_the_action_that_is_called_so(program: Program) -> None:
    _, told = score(program, "t,action\n60,Tell the acquirer\n70,tell acquirer\n80,Have a cup of tea\n")
    assert told.count("Did you mean 'tell-acquirer'?") == 2
    assert "'Have a cup of tea' is written in words" in told


def test_columns_in_capitals_and_objects_over_lines_are_told_once(program: Program) -> None:
    _, told = score(program, "T,Action\n60,divert\n")
    assert "Write: t,action." in told
    for text in (
        '{\n  "t": 60,\n  "action": "divert"\n}\n',
        '[{"t": 60, "action": "divert"},\n{"t": 70, "action": "x"}]\n',
    ):
        _, told = score(program, text)
        assert told.count("[bad-json]") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", CARD, "trace.csv"),
        ("score", "tiny-procedure", CARD),
        ("score", "tiny-procedure", "trace.csv", CARD),
        *(
            ("score", "tiny-procedure", "trace.csv", option, CARD)
            for option in ("--case", "--begins", "--scenario", "--not-exercised", "--withheld", "--format")
        ),
        ("score", "tiny-procedure", "trace.csv", "--case", f"amount={CARD}"),
        ("score", "tiny-procedure", "trace.csv", "--case", f"x{CARD}=true", "--format", "json"),
        (CARD,),
        (f"--{CARD}",),
        ("--theme", CARD, "list"),
        ("run", CARD),
        ("run", "tiny-drill", "--seat", f"{CARD}=Ann"),
        ("new", CARD),
        ("new", "scenario", CARD),
        ("debrief", CARD),
        ("runs", "import", f"{CARD}.json"),
    ],
)
def test_a_card_number_of_the_command_line_is_never_shown(program: Program, arguments: tuple[str, ...]) -> None:
    (program.folder / "trace.csv").write_text("t,action\n60,escalate\n", encoding="utf-8")
    done = program(*arguments)
    assert done.code == 2
    assert done.err + done.out
    assert CARD not in done.out + done.err


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_check_finds_a_card_number_and_does_not_show_it(program: Program, form: str) -> None:
    drill = program.folder / "library/drills/tiny-drill.yaml"
    drill.write_text(f"{drill.read_text(encoding='utf-8')}{CARD}: x\n# {CARD}\n", encoding="utf-8")
    done = program("check", "--format", form, str(drill))
    assert (done.code, "card-number" in done.out) == (1, True)
    assert CARD not in done.out + done.err


def test_a_trace_of_digits_only_is_refused_at_once(program: Program) -> None:
    out, told = score(program, ("1 " * 20_000 + "\n") * 200)
    assert (out, "more rows of digits than can be looked through" in told) == ("", True)


@pytest.mark.parametrize(
    "text", [f"t,role,action\n60,{CARD},divert\n", f'{{"t": {CARD}, "action": "divert"}}\n', f"{CARD}\n"]
)
def test_a_card_number_of_a_trace_is_never_shown(program: Program, text: str) -> None:
    for told in score(program, text):
        assert CARD not in told


def test_a_card_number_in_a_trace_is_told_of(program: Program) -> None:
    out, told = score(program, f"t,role,action\n60,{CARD},divert\n")
    assert "A card-shaped number in the trace can't stand there." in told
    assert "[number removed]" in out + told
