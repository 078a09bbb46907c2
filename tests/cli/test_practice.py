"""`ccdrill practice`: a sitting, results, forgetting; what can't be asked for together."""

import json
import shlex
from pathlib import Path

import pytest

from ccdrill.model.privacy import REMOVED
from ccdrill.store.connection import FILE
from tests.cli.program import Done, Program
from tests.decks import TINY_DECK

ANSWERS = "1 4\n\n" * 3
CARD = " ".join(["4111", *["1111"] * 3])
"""Put together here, so that no scan finds one in this file."""


@pytest.fixture
def deck(program: Program) -> str:
    """A deck of three messages in the library."""
    path = program.library / "drills/decks/tiny-deck.yaml"
    path.parent.mkdir(parents=True)
    named = TINY_DECK.replace("summary: Two e-mails and", 'summary: "{agent} has two e-mails and').replace(
        "text message.\n", 'text message."\n', 1
    )
    path.write_text(named, encoding="utf-8")
    return "tiny-deck"


def practise(program: Program, *arguments: str, typed: str = ANSWERS) -> Done:
    done = program("practice", *arguments, typed=typed)
    assert done.code == 0, done.err
    return done


def results(program: Program, *arguments: str) -> dict[str, object]:
    done = program("practice", "--results", "--format", "json", *arguments)
    assert (done.code, done.err) == (0, "")
    found: dict[str, object] = json.loads(done.out)
    return found


def test_a_deck_is_practised_on_and_the_results_tell_of_it(program: Program, deck: str) -> None:
    done = practise(program, deck)
    assert "PRACTICE: Three that came in" in done.out
    assert "Phish caught: 2 of 2" in done.out
    assert "False alarms: 1 of 1" in done.out
    assert done.out.rstrip().endswith("Practise again with: ccdrill practice")
    told = program("practice", "--results")
    assert told.code == 0
    assert "1 sitting since" in told.out and "Three that came in: 2 of 2 caught, 1 of 1 false alarms" in " ".join(
        told.out.split()
    )


def test_the_same_seed_gives_the_same_order(program: Program, deck: str) -> None:
    orders = [
        [line for line in practise(program, deck, "--seed", "5", "--as", name).out.splitlines() if "MESSAGE" in line]
        for name in ("Ann", "Ben")
    ]
    assert orders[0] == orders[1]
    assert [one["seed"] for one in results(program, "--as", "Ann")["sittings"]] == [5]


def test_as_many_messages_as_are_asked_for(program: Program, deck: str) -> None:
    assert "MESSAGE 1 OF 2" in practise(program, deck, "--items", "2", typed="q\n").out
    assert "MESSAGE 1 OF 1" in practise(program, deck, "--items", "1", typed="q\n").out


def test_without_a_deck_it_is_the_one_with_most_that_come_back_else_the_shipped_one(
    program: Program, deck: str
) -> None:
    assert "PRACTICE: Three that came in" not in practise(program, typed="q\n").out
    rows = results_after_a_year(program, deck)
    assert rows
    assert "PRACTICE: Three that came in" in practise(program, typed="q\n").out


def results_after_a_year(program: Program, deck: str) -> int:
    """Practises on a deck, and makes it long ago."""
    import sqlite3
    from contextlib import closing

    practise(program, deck)
    with closing(sqlite3.connect(program.folder / "data" / FILE)) as rows:
        changed = rows.execute('UPDATE judgement SET body = CAST(replace(body, \'"utc":"20\', \'"utc":"19\') AS BLOB)')
        rows.commit()
        return changed.rowcount


def test_people_are_told_apart_by_their_names(program: Program, deck: str) -> None:
    practise(program, deck, "--as", "Ann")
    practise(program, deck, "--as", "ann", typed="2 1\nq\n")
    practise(program, deck, typed="3 1\nq\n")
    assert len(results(program, "--as", "ANN")["sittings"]) == 2
    assert len(results(program)["sittings"]) == 1
    assert "WHO: Ann" in practise(program, deck, "--as", "ANN", typed="q\n").out


@pytest.mark.parametrize("name", ["Noor O'Neill", "O'Neill", 'Rae "Ray" Lind', "a $HOME of one's own", "Zoë", "R&D"])
def test_how_to_practise_again_can_be_pasted_whatever_somebody_is_called(
    program: Program, deck: str, name: str
) -> None:
    told = program("practice", deck, "--as", name, typed="what\n").err
    assert shlex.split(told.strip().splitlines()[-1])[-2:] == ["--as", name]


def test_who_is_forgotten_is_in_no_byte_of_the_data_folder(program: Program, deck: str) -> None:
    practise(program, deck, "--as", "Annegret Ypsilon")
    practise(program, deck, "--as", "Ben")
    asked = program("practice", "--forget", "--as", "Annegret Ypsilon", typed="n\n")
    assert asked.code == 0 and "Forget Annegret Ypsilon and everything that was judged for good? [y/N]" in asked.err
    assert "Kept." in asked.err
    done = program("practice", "--forget", "--as", "Annegret Ypsilon", typed="y\n")
    assert (done.code, done.out) == (0, "") and "Forgot Annegret Ypsilon and 3 judgements." in done.err
    assert not any(b"Annegret" in one.read_bytes() for one in (program.folder / "data").iterdir())
    assert program("practice", "--results", "--as", "Annegret Ypsilon").code == 2
    assert len(results(program, "--as", "Ben")["sittings"]) == 1
    assert program("practice", "--forget", "--yes", "--as", "Ben").code == 0


def test_a_card_number_typed_as_a_name_is_never_kept(program: Program, deck: str) -> None:
    done = practise(program, deck, "--as", f"Ann {CARD}", typed="q\n")
    assert "looked like a payment card" in done.err
    assert f"WHO: Ann {REMOVED}" in done.out
    digits = CARD.replace(" ", "").encode()
    for one in (program.folder / "data").iterdir():
        assert CARD.encode() not in one.read_bytes() and digits not in one.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("no-such-deck",), "there is no deck 'no-such-deck'"),
        (("tiny-dek",), "Did you mean 'tiny-deck'?"),
        (("tiny-drill",), "'tiny-drill' is a drill: play it with 'ccdrill run tiny-drill'."),
        (("library/drills/tiny-drill.yaml",), "this is a drill, and a deck is expected here"),
        (("nowhere.yaml",), "there is no such file"),
        (("tiny-deck", "--items", "0"), "0 is not in the range"),
        (("tiny-deck", "--seed", "x"), "not a valid integer"),
        (("--results", "--forget"), "exclude each other"),
        (("--yes",), "--yes goes with --forget"),
        (("tiny-deck", "--results"), "leave DECK, --items and --seed out"),
        (("--forget", "--seed", "1"), "leave DECK, --items and --seed out"),
        (("--results", "--items", "10"), "leave DECK, --items and --seed out"),
        (("tiny-deck", "--format", "json"), "add --results"),
        (("--results",), "nobody has practised here without a name yet"),
        (("--results", "--as", "Nobody"), "nobody called 'Nobody' has practised here yet"),
        (("--forget", "--yes"), "nobody has practised here without a name yet"),
    ],
)
def test_what_can_not_be_done_is_told_and_nothing_is_created(
    program: Program, deck: str, arguments: tuple[str, ...], told: str
) -> None:
    done = program("practice", *arguments)
    assert done.code == 2
    assert told in " ".join(done.err.split())
    assert not (program.folder / "data").exists()


def test_who_wants_to_run_a_deck_is_told_how_to_practise_on_it(program: Program, deck: str) -> None:
    done = program("run", "library/drills/decks/tiny-deck.yaml")
    assert done.code == 2
    assert "is a deck, and no drill" in done.err
    assert "ccdrill practice library/drills/decks/tiny-deck.yaml" in " ".join(done.err.split())
    told = "'tiny-deck' is a deck: practise on it with 'ccdrill practice tiny-deck'."
    assert told in program("run", deck).err
    assert told in program("graph", deck).err


def test_a_deck_with_errors_is_refused_with_all_of_them(program: Program, deck: str) -> None:
    bad = TINY_DECK.replace("decisive: T4", "decisive: C1", 1).replace("route: shifts", "route: shfts", 1)
    Path("bad.yaml").write_text(bad.replace("id: tiny-deck", "id: bad"), encoding="utf-8")
    done = program("practice", "bad.yaml")
    assert done.code == 2
    assert "[no-decisive-cue]" in done.err and "[unknown-route]" in done.err


def test_an_answer_of_a_pipe_that_means_nothing_is_2_and_what_was_judged_is_kept(program: Program, deck: str) -> None:
    done = program("practice", deck, typed="1 4\n\nperhaps\n")
    assert done.code == 2
    assert "line 3: 'perhaps' means nothing here" in done.err
    assert results(program)["all"]["phish"] + results(program)["all"]["honest"] == 1


def test_judgements_that_are_not_what_ccdrill_wrote_can_be_forgotten_all_the_same(program: Program, deck: str) -> None:
    import sqlite3
    from contextlib import closing

    practise(program, deck)
    with closing(sqlite3.connect(program.folder / "data" / FILE)) as rows:
        rows.execute("UPDATE judgement SET body = x'00'")
        rows.commit()
    done = program("practice", "--results")
    assert done.code == 2 and "--forget" in done.err
    assert program("practice", "--forget", "--yes").code == 0
    practise(program, deck)


def test_a_new_deck_is_practised_on_at_once(program: Program) -> None:
    assert program("new", "deck", "ours").code == 0
    done = practise(program, "ours", typed="1 1\n\n" * 6)
    assert "6 messages: 3 phish, 3 honest." in done.out


def test_decks_are_listed_beside_drills(program: Program, deck: str) -> None:
    done = program("list")
    assert (
        "tiny-deck\n  Three that came in (practice, 3 messages)\n  Rae has two e-mails and a text message.\n"
        in done.out
    )
    Path("drills/decks").mkdir(parents=True)
    Path("drills/decks/here.yaml").write_text(TINY_DECK.replace("tiny-deck", "here"), encoding="utf-8")
    Path("drills/decks/bad.yaml").write_text("schema: ccdrill/deck/v1\n", encoding="utf-8")
    done = program("list")
    assert "\nhere\n" in done.out
    assert done.code == 1 and "bad.yaml" in done.err
