"""Whether what a procedure refers to outside itself is spelt out somewhere: reports show the rest as the codes they are.

Never more than a warning: a procedure is played and scored alike whatever its sources are called. Where a file declares no
source of its own, all that is declared nowhere is one note.
"""

from collections.abc import Iterator
from itertools import islice

from ccdrill.authoring.checks.findings import IN_VOCABULARY, Findings
from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.authoring.reading.limits import MAX_PROBLEMS
from ccdrill.authoring.reading.locate import Path
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.model.procedure import Procedure
from ccdrill.model.references import read_reference
from ccdrill.model.vocabulary import Vocabulary

_CUTOFF = 0.65
_SHOWN = 40
"""Characters of a source's name that are quoted."""


def check_references(findings: Findings, procedure: Procedure, words: Vocabulary) -> None:
    """Notes references that say too little, and sources that are declared nowhere or for nothing; `words` with its own."""
    if findings.document.may_have_lost_names("sources"):
        return
    firsts: dict[str, Path] = {}
    for path, ref in _references(procedure):
        source, place = read_reference(ref)
        if not source or (":" in ref and not place):
            message = f"the reference '{as_one_line(ref, _SHOWN)}' names no {'place' if source else 'source'}"
            cure = "Write source:place, such as pci-dss-4.0.1:12.10.1; or the source alone, if all of it is meant."
            findings.warning(path, "bad-reference", message, cure)
        elif source not in words.sources:
            firsts.setdefault(source, path)
    meant = _undeclared(findings, firsts | _misspelt(procedure, words), procedure, words)
    _unused(findings, procedure, meant)


def _references(procedure: Procedure) -> Iterator[tuple[Path, str]]:
    lists = {"steps": [one.refs for one in procedure.steps], "prohibited": [one.refs for one in procedure.prohibited]}
    for key, entries in lists.items():
        for index, refs in enumerate(entries):
            for place, ref in enumerate(refs):
                yield (key, index, "refs", place), ref


def _rules(procedure: Procedure) -> Iterator[tuple[Path, str]]:
    """Where rules stand: references, or words."""
    for index, step in enumerate(procedure.steps):
        if step.deadline is not None:
            yield ("steps", index, "deadline", "source"), step.deadline.source


def _misspelt(procedure: Procedure, words: Vocabulary) -> dict[str, Path]:
    """What looks like a reference where a rule stands, and is nearly one to a declared source; the rest is words."""
    unknown = {
        read_reference(text).source: path
        for path, text in _rules(procedure)
        if ":" in text and read_reference(text).source not in words.sources
    }
    return {name: path for name, path in islice(unknown.items(), MAX_PROBLEMS) if _near(name, words)}


def _undeclared(findings: Findings, firsts: dict[str, Path], procedure: Procedure, words: Vocabulary) -> set[str]:
    """Tells of each, or once of all; gives back the declared sources that were meant instead."""
    shown = dict(islice(firsts.items(), MAX_PROBLEMS + 1))  # nobody would read more, and looking takes time
    meant = {name: _near(name, words) for name in shown}
    cures = {name: f"Did you mean '{near}'?" for name, near in meant.items() if near}
    home = f"under sources or{IN_VOCABULARY}"
    if procedure.sources:
        for name, path in shown.items():
            message = f"there is no source '{as_one_line(name, _SHOWN)}'"
            findings.warning(path, "unknown-source", message, cures.get(name, f"Declare it {home}."))
    elif shown:
        name, path = next(iter(shown.items()))
        others = f" and {len(firsts) - 1} more" if len(firsts) > 1 else ""
        names, each = ("these names", "each") if others else ("that name", "it")
        message = f"reports can't spell out '{as_one_line(name, _SHOWN)}'{others}: no source of {names} is declared"
        cure = cures.get(name, f"Declare {each} with its title {home}.")
        findings.note(path, "source-not-spelt-out", message, cure)
    return {near for near in meant.values() if near}


def _near(name: str, words: Vocabulary) -> str:
    return nearest(name, words.sources, _CUTOFF) or ""


def _unused(findings: Findings, procedure: Procedure, meant: set[str]) -> None:
    """Sources that nothing refers to, nor tries to: those that were `meant` have been told of."""
    used = {read_reference(ref).source for _, ref in (*_references(procedure), *_rules(procedure))}
    for name in procedure.sources:
        if name not in used | meant:
            message, cure = f"nothing refers to '{name}'", "Name it in refs, or delete it."
            findings.note(("sources", name), "source-never-used", message, cure, at_key=True)
