"""The case of an exercise in words of a command line, read as the procedure asks for it."""

import re
from collections.abc import Iterable

from ccdrill.authoring.reading.nearest import nearest
from ccdrill.model.condition import CaseCompared, CaseHas, CaseTrue, leaves
from ccdrill.model.errors import CcdrillError
from ccdrill.model.ids import CaseKey
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import CaseValue

Question = CaseTrue | CaseCompared | CaseHas
_TRIED = (CaseTrue, CaseCompared, CaseHas)
"""Where a procedure asks for a key in more than one way: anything can be a list, so that comes last."""
_WHOLE = re.compile(r"[-+]?[0-9]{1,15}", re.ASCII)


class UnusableCase(CcdrillError):
    """What was said of the case can't be what the procedure asks for."""


def questions(procedure: Procedure) -> dict[CaseKey, list[Question]]:
    """What the procedure's conditions ask of the case, by key, in the order of the file."""
    found: dict[CaseKey, list[Question]] = {}
    conditions = [step.when for step in procedure.steps] + [rule.when for rule in procedure.prohibited]
    for condition in conditions:
        for leaf in leaves(condition.tree) if condition is not None else ():
            if isinstance(leaf, CaseTrue | CaseCompared | CaseHas):
                found.setdefault(leaf.key, []).append(leaf)
    return found


def read_case(given: Iterable[tuple[str, str]], procedure: Procedure) -> dict[CaseKey, CaseValue]:
    """The values of (key, words): true or false, whole numbers, words, lists by comma. Raises UnusableCase.

    One word is a list too where the procedure looks for words in a list.
    """
    asked = questions(procedure)
    found: dict[CaseKey, CaseValue] = {}
    for name, words in given:
        key = CaseKey(name)
        if key in found:
            raise UnusableCase(f"the case says '{key}' twice", "Keep one of the two.")
        found[key] = _value(key, words.strip(), asked.get(key, []))
    return found


def unasked(given: Iterable[str], procedure: Procedure) -> list[tuple[str, str]]:
    """The keys that no condition of the procedure asks for, each with what to do."""
    asked = questions(procedure)
    return [
        (key, f"Did you mean '{near}'?" if (near := nearest(key, asked)) else "It changes nothing.")
        for key in given
        if key not in asked
    ]


def asked_two_ways(given: Iterable[str], procedure: Procedure) -> list[CaseKey]:
    """Those of the keys that conditions ask for both as a list (`in`) and otherwise: no value answers both."""
    asked = questions(procedure)
    kinds = {key: {isinstance(one, CaseHas) for one in found} for key, found in asked.items()}
    return [CaseKey(key) for key in given if len(kinds.get(CaseKey(key), ())) > 1]


def _value(key: CaseKey, words: str, asked: list[Question]) -> CaseValue:
    if not asked:
        return _guessed(words)
    for question in sorted(asked, key=lambda one: _TRIED.index(type(one))):
        value = _answer(words, question)
        if value is not None:
            return value
    cures = dict.fromkeys(_cure(key, question) for question in asked)
    raise UnusableCase(f"'{words}' is no answer to what the procedure asks of case.{key}", " ".join(cures))


def _guessed(words: str) -> CaseValue:
    if words.lower() in ("true", "false"):
        return words.lower() == "true"
    if _WHOLE.fullmatch(words):
        return int(words)
    return _listed(words) if "," in words else words


def _answer(words: str, question: Question) -> CaseValue | None:
    match question:
        case CaseTrue():
            return words.lower() == "true" if words.lower() in ("true", "false") else None
        case CaseHas():
            return _listed(words)
        case CaseCompared(value=str()):
            return words if words and "," not in words else None
        case _:
            return int(words) if _WHOLE.fullmatch(words) else None


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _cure(key: CaseKey, question: Question) -> str:
    match question:
        case CaseTrue():
            return f"Write {key}=true or {key}=false."
        case CaseHas(word=word):
            return f"Write {key}={word}, or a list with commas between its words."
        case CaseCompared(value=str(word)):
            return f"Write one word, such as {key}={word}."
        case _:
            return f"Write a whole number, such as {key}=3."
