"""The players' manual: the opening situation, whole, and nothing of what follows."""

import pytest
from msgspec.structs import replace

from ccdrill.model.exercise import Exercise
from ccdrill.model.filled import filled
from ccdrill.papers.facilitator import facilitators_handbook
from ccdrill.papers.players import players_manual
from ccdrill.session.deciding.story import Story
from ccdrill.session.telling.words import Wording
from tests.papers.exercises import SHIPPED, retold, said, shipped, texts_of, tiny

DRILLS = ("tiny", *SHIPPED)


def exercise_of(drill: str) -> Exercise:
    return tiny() if drill == "tiny" else shipped(drill)


def later(exercise: Exercise) -> list[str]:
    """All that players find out by playing: also of the first situation what only the facilitator reads, and the choices."""
    scenario, first = exercise.scenario, exercise.scenario.states[exercise.scenario.start]
    follows = (
        tuple(state for name, state in scenario.states.items() if name != scenario.start),
        first.choices,
        replace(first.facilitator, ask=()),
        (first.timeout, scenario.anywhere, scenario.injects, scenario.endings, scenario.facts, scenario.meters),
        (exercise.procedure.steps, exercise.procedure.prohibited),
    )
    return [text for part in follows for text in texts_of(part)]


def with_other_texts_later(exercise: Exercise) -> Exercise:
    """The same exercise, in which everything that follows is told in other words."""

    def other(text: str) -> str:
        return f"ANOTHER {len(text)}"

    scenario, start = exercise.scenario, exercise.scenario.start
    first = scenario.states[start]
    opening = replace(
        first,
        choices=retold(first.choices, other),
        facilitator=replace(retold(first.facilitator, other), ask=first.facilitator.ask),
        timeout=retold(first.timeout, other),
    )
    told = {
        name: retold(getattr(scenario, name), other)
        for name in ("states", "anywhere", "injects", "endings", "facts", "meters")
    }
    told["states"] = {**told["states"], start: opening}
    procedure = replace(
        exercise.procedure,
        steps=retold(exercise.procedure.steps, other),
        prohibited=retold(exercise.procedure.prohibited, other),
        notes="ANOTHER",
    )
    return replace(exercise, scenario=replace(scenario, notes="ANOTHER", **told), procedure=procedure)


@pytest.mark.parametrize("drill", DRILLS)
def test_it_is_the_same_whatever_the_story_tells_later(drill: str) -> None:
    exercise = exercise_of(drill)
    other = with_other_texts_later(exercise)
    assert other != exercise
    assert {text.partition(" ")[0] for text in later(other)} == {"ANOTHER"}, "all that follows was told in other words"
    assert players_manual(other) == players_manual(exercise)


@pytest.mark.parametrize("drill", SHIPPED)
def test_no_sentence_of_what_follows_stands_in_it(drill: str) -> None:
    """By what is read, for those who mistrust the law above. A word or two, names, and the story's title may come again."""
    exercise = exercise_of(drill)
    names = {**exercise.scenario.names, **exercise.drill.names}
    manual = said(players_manual(exercise)).casefold()
    known = {exercise.scenario.title, *(inject.from_ for inject in exercise.scenario.injects.values())}
    follows = [" ".join(filled(text, names).split()).casefold() for text in later(exercise) if text not in known]
    sentences = [text for text in follows if len(text.split()) > 2]
    assert len(sentences) > 50
    assert [text for text in sentences if text in manual] == []


def test_what_a_drill_and_its_files_are_called_does_not_name_what_the_team_has_to_find() -> None:
    """In `web-team` two situations are played before anybody knows which of thirty-one scripts it is."""
    manual = said(players_manual(shipped("web-team"))).casefold()
    assert "chat" in said(facilitators_handbook(shipped("web-team"))).casefold()
    assert "chat" not in manual


@pytest.mark.parametrize(
    ("drill", "found_out"),
    [
        ("lure-team", ("copied", "was taken", "people back")),
        ("telephony-team", ("card", "acquirer", "rung", "cut", "without touching")),
    ],
)
def test_neither_objectives_nor_gauges_tell_what_the_team_has_to_find(drill: str, found_out: tuple[str, ...]) -> None:
    exercise = shipped(drill)
    gauges = (one.label for one in exercise.scenario.meters.values() if one.shown == "live")
    told = " ".join((*gauges, *(one.text for one in exercise.drill.objectives))).casefold()
    assert [words for words in found_out if words in told] == []


@pytest.mark.parametrize("drill", DRILLS)
def test_the_opening_situation_stands_in_it_whole(drill: str) -> None:
    exercise = exercise_of(drill)
    names = {**exercise.scenario.names, **exercise.drill.names}
    first = exercise.scenario.states[exercise.scenario.start]
    manual = said(players_manual(exercise))
    opens = Story(exercise.scenario).begin().situation
    narrative = Wording(exercise.scenario, names).choose(first.narrative, opens)
    wanted = [first.title, narrative, *first.facilitator.ask, *texts_of(first.exhibits)]
    assert [text for text in wanted if " ".join(filled(text, names).split()) not in manual] == []


def test_a_drill_calls_things_by_its_own_names() -> None:
    exercise = tiny()
    own = replace(exercise, drill=replace(exercise.drill, names={"org": "Pellamere Water"}))
    assert "payment line of Pellamere Water asked twice" in said(players_manual(own))
    assert "payment line of Ostrel Energy" not in said(players_manual(own))


def test_an_opening_that_hangs_on_something_is_the_one_that_holds_at_the_start() -> None:
    exercise = tiny()
    scenario = exercise.scenario
    dark = scenario.states["dark"].narrative
    first = replace(scenario.states[scenario.start], narrative=dark)
    other = replace(exercise, scenario=replace(scenario, states={**scenario.states, scenario.start: first}))
    assert "Nothing runs." in said(players_manual(other))
    assert "Callers have paid twice." not in said(players_manual(other))


def test_a_team_is_told_the_objectives_and_who_plays_alone_only_the_capabilities() -> None:
    team, alone = shipped("ivr-team"), shipped("reset-solo")
    manual = said(players_manual(team))
    assert all(one.text in manual and one.capability in manual for one in team.drill.objectives)
    manual = said(players_manual(alone))
    assert all(one.text not in manual and one.capability in manual for one in alone.drill.objectives)


def test_every_role_has_room_for_a_name_and_the_minutes_come_to_those_of_the_drill() -> None:
    manual = players_manual(shipped("ivr-team"))
    tables = [block for part in manual.sections for block in part.blocks if hasattr(block, "room") and block.room == 1]
    seats, agenda = tables
    assert ("Telephony engineer", "") in seats.rows and len(seats.rows) == 11
    assert sum(int(row[2].removesuffix(" min")) for row in agenda.rows) == 60


@pytest.mark.parametrize("drill", SHIPPED)
def test_a_shipped_drill_is_called_as_its_story_so_that_players_meet_one_name(drill: str):
    exercise = shipped(drill)
    for_whom = "on your own" if exercise.drill.mode == "solo" else "with the team"
    assert exercise.drill.title == f"{exercise.scenario.title}, {for_whom}"
