"""`ccdrill graph`: a scenario, or a drill's, from its name to a graph; with the way of a run over it, if one is named."""

from random import Random

from ccdrill.authoring.library.library import Library
from ccdrill.engine.compile import compile_scenario
from ccdrill.graph.path import path_of
from ccdrill.graph.story import Graph, graph_of
from ccdrill.model.errors import CcdrillError
from ccdrill.model.exercise import Exercise
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.survey.surveying import survey
from ccdrill.rehearsing import gather
from ccdrill.session.run.run import Run


class OtherScenario(CcdrillError):
    """The run was played in something else."""


def graph(library: Library, name: str, played: tuple[Exercise, Run] | None = None) -> Graph:
    """The graph of what `name` means; `played`: a run and the content that it was played with, laid over it.

    Raises UnknownName, BadContent, OtherScenario.
    """
    scenario = gather(library, name, None).scenario
    found = survey(compile_scenario(scenario), Random(0).random)  # noqa: S311  # the same plays every time
    if played is None:
        return graph_of(scenario, found)
    exercise, run = played
    _refuse_another(exercise.scenario, scenario)
    return graph_of(scenario, found, path_of(scenario, run), run.opened.run)


def _refuse_another(played: Scenario, drawn: Scenario) -> None:
    if played.id != drawn.id:
        raise OtherScenario(f"the run was played in '{played.id}', not in '{drawn.id}'", f"Draw {played.id} instead.")
    if played != drawn:
        message = f"'{drawn.id}' has changed since the run was played (then version {played.version})"
        raise OtherScenario(
            message, "Draw the file as it was then: 'ccdrill runs export' keeps its text in the run's file."
        )
