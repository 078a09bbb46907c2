"""Papers that nobody's text can break, whoever wrote the files that they are made of."""

import re
from functools import cache

import pytest
from hypothesis import example, given, settings

from ccdrill.model.exercise import Exercise
from ccdrill.papers.papers import PAPERS, Reader
from ccdrill.reports.markdown import render_markdown
from tests.debrief.hostile import Reading, as_shown, read
from tests.debrief.test_markdown import hostile
from tests.papers.exercises import retold, tiny

STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
one_paragraph = hostile.filter(as_shown).filter(lambda text: not re.search(r"\n\s*\n", text.strip()))


def with_text(text: str) -> Exercise:
    """The tiny line, every text of which is this one."""
    exercise = tiny()
    return Exercise(
        drill=retold(exercise.drill, lambda _: text),
        scenario=retold(exercise.scenario, lambda _: text),
        procedure=retold(exercise.procedure, lambda _: text),
        vocabulary=retold(exercise.vocabulary, lambda _: text),
        contents=exercise.contents,
    )


def paper(reader: Reader, text: str) -> str:
    return render_markdown(PAPERS[reader](with_text(text)))


@cache
def plain(reader: Reader) -> Reading:
    return read(paper(reader, "plain words"))


@pytest.mark.parametrize("reader", PAPERS)
@settings(max_examples=30)
@given(text=one_paragraph)
@example(text="# It went well")
@example(text="| a | b |\n| --- | --- |")
@example(text="```\n# x\n```")
@example(text="`" * 40)
@example(text="<script>alert(1)</script>")
@example(text="5. May")
def test_a_text_is_shown_as_it_is_and_changes_nothing_around_it(reader: Reader, text: str) -> None:
    found = read(paper(reader, text))
    assert found.skeleton == plain(reader).skeleton
    assert any(as_shown(text) in words for words in found.words)


@pytest.mark.parametrize("reader", PAPERS)
@settings(max_examples=30)
@given(text=hostile)
def test_nothing_in_it_steers_a_terminal_or_turns_a_line_around(reader: Reader, text: str) -> None:
    assert not STEERS.search(paper(reader, text))


def test_a_paper_on_the_table_keeps_its_columns_and_can_not_end_its_fence() -> None:
    exercise = tiny()
    body = "NAME      SEAT\n```\n# not a heading\n````x\n  Ann     six"
    markdown = render_markdown(PAPERS["players"](with_body(exercise, body)))
    assert f"`````text\n{body}\n`````\n" in markdown
    assert "not a heading" not in " ".join(read(markdown).words)


def with_body(exercise: Exercise, body: str) -> Exercise:
    def other(text: str) -> str:
        return body if text.startswith("09:05") else text

    return Exercise(
        drill=exercise.drill,
        scenario=retold(exercise.scenario, other),
        procedure=exercise.procedure,
        vocabulary=exercise.vocabulary,
        contents=exercise.contents,
    )
