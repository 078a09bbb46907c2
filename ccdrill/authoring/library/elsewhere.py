"""Names that nothing has because of a slip in another place: a file that nothing reads there, or an id that stands twice.

Each is told where the slip is, so that one mend is told once. Knows nothing of stories.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from ccdrill.authoring.checks.findings import cure_of_many
from ccdrill.authoring.decoding.load import load_file
from ccdrill.authoring.decoding.mislaid import UnreadWords, in_another_folder, with_that_id
from ccdrill.authoring.library.meant_files import strange_folder
from ccdrill.authoring.reading.document import Complaint
from ccdrill.authoring.reading.folders import FOLDERS, Playable, alike_folders, home_of, nearby
from ccdrill.authoring.reading.text import read_beginning
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.procedure import Procedure

_WORDS = ("action", "moment", "role", "record", "place")
_CODES = {f"unknown-{what}" for what in _WORDS}
_FILES: dict[str, Playable] = {"unknown-scenario": "scenario", "unknown-procedure": "procedure"}
_PROCEDURE = re.compile(rb"^procedure: *([a-z0-9-]+)", re.MULTILINE)
_QUICK_LOOK = 16_384
"""Bytes of a drill in which it says what it is scored against."""


def told_at_their_cause(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, of which those of unknown names stand where their cause is, or name it."""
    told = _after_repeated_steps(_after_other_names(_after_other_folders(_with_unread_words(list(found)))))
    return _once_for_all_files(told)


def _once_for_all_files(found: list[Diagnostic]) -> list[Diagnostic]:
    """A name that nothing declares and several files use is told in one of them, and the others follow.

    Of a word of a library folder that is the first, of a step the procedure that should have it, if that asks for it too.
    """
    uses: dict[tuple[Path, str, str], list[Diagnostic]] = {}
    for one in found:
        if one.severity == "error" and one.code in {*_CODES, "unknown-step"} and not one.because:
            word = one.written.removeprefix("moment:").removeprefix("step:")
            owner = _procedure_of(one) if one.code == "unknown-step" else home_of(Path(one.file))
            uses.setdefault((owner, one.code, word), []).append(one)
    changed: dict[Diagnostic, Diagnostic] = {}
    for (owner, _, _), many in uses.items():
        first = next((one for one in many if Path(one.file).absolute() == owner), many[0])
        elsewhere = [one for one in many if one.file != first.file]
        if elsewhere:
            changed[first] = replace(first, cure=cure_of_many(first.cure))
            changed |= {one: replace(one, because=(first.as_cause,)) for one in elsewhere}
    return [changed.get(one, one) for one in found]


def _with_unread_words(found: list[Diagnostic]) -> list[Diagnostic]:
    """One finding of a vocabulary that nothing reads, in place of those of many words that it declares."""
    unread: dict[Path, UnreadWords] = {}
    held: dict[Path, list[Diagnostic]] = {}
    for one in found:
        if one.severity == "error" and one.code in _CODES:
            home = home_of(Path(one.file))
            file = unread.setdefault(home, UnreadWords(Path(one.file))).file_with(one.written)
            if file is not None:
                held.setdefault(file, []).append(one)
    for file, many in held.items():
        if len(many) > 1:
            first = _unread_file(file, many, unread[home_of(Path(many[0].file))])
            left = _without_what_is_told_at(first, found)
            found = [first if one is many[0] else one for one in left if one is many[0] or one not in many]
    return found


def _unread_file(file: Path, many: list[Diagnostic], words: UnreadWords) -> Diagnostic:
    names, files = {(one.code, one.written) for one in many}, {one.file for one in many}
    where = f"in {len(files)} files" if len(files) > 1 else f"in {next(iter(files))}"
    lost = f"words that stand {where} are not known"
    codes = tuple(sorted({one.code for one in many}))
    if (strange := _in_strange_folder(file, many[0], f"and so {len(names)} of the {lost}")) is not None:
        return replace(strange, folded=codes)
    message, cure = f"nothing reads this vocabulary here, and so {len(names)} of its {lost}", f"{words.how_to_move()}."
    return Diagnostic(code="not-found-here", message=message, cure=cure, file=_shown(file, many[0]), folded=codes)


def _in_strange_folder(file: Path, beside: Diagnostic, lost: str) -> Diagnostic | None:
    """The finding of the folder of a file, if it is called nearly as one is that is looked into; `lost`: what comes of it."""
    meant = dict(alike_folders(home_of(Path(beside.file)))).get(file.parent)
    if meant is None:
        return None
    strange = strange_folder(_shown(file.parent, beside), meant)
    return replace(strange, message=f"{strange.message}, {lost}", severity="error")


def _without_what_is_told_at(first: Diagnostic, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, but for what else is told of a file, or of those of a folder, that nothing looks for there."""
    place = Path(first.file)
    return [
        one for one in found if one.code != "not-found-here" or place not in (Path(one.file), Path(one.file).parent)
    ]


def _shown(file: Path, beside: Diagnostic) -> str:
    """What to call a file, in the way in which another one of its library folder is called."""
    if Path(beside.file).is_absolute():
        return str(file)
    here = Path.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)


def _after_other_names(found: list[Diagnostic]) -> list[Diagnostic]:
    """Ids that no file is called by follow from the file that bears the id and is called otherwise."""
    misnamed = {Path(one.file).absolute(): one for one in found if one.code == "id-not-file"}
    asked_for: set[Diagnostic] = set()
    told = []
    for one in found:
        kind = _FILES.get(one.code)
        file = with_that_id(one.written, nearby(Path(one.file), kind)) if kind is not None else None
        cause = misnamed.get(file.absolute()) if file is not None else None
        if cause is not None:
            asked_for.add(cause)
            told.append(replace(one, because=(cause.as_cause,)))
        else:
            told.append(one)
    return [_to_be_renamed(one) if one in asked_for else one for one in told]


def _after_other_folders(found: list[Diagnostic]) -> list[Diagnostic]:
    """Ids that several drills ask for in vain follow from the one file that lies where nothing looks for it."""
    lying: dict[Path, list[Diagnostic]] = {}
    for one in found:
        kind = _FILES.get(one.code)
        file = in_another_folder(kind, one.written, Path(one.file)) if kind is not None and not one.because else None
        if file is not None:
            lying.setdefault(file, []).append(one)
    for file, many in lying.items():
        told = {one.file: one for one in found if one.code == "not-found-here" and one.severity == "error"}
        if len(many) > 1 or _shown(file.parent, many[0]) in told:
            first = told.get(_shown(file.parent, many[0])) or _lying_there(file, many)
            others = [one for one in _without_what_is_told_at(first, found) if one != first]
            because = (first.as_cause,)
            found = [first, *(replace(one, because=because) if one in many else one for one in others)]
    return found


def _lying_there(file: Path, many: list[Diagnostic]) -> Diagnostic:
    kind, name = _FILES[many[0].code], many[0].written
    if (strange := _in_strange_folder(file, many[0], f"and so drills ask in vain for the {kind} '{name}'")) is not None:
        return strange
    message = f"this is a {kind} that drills ask for, and nothing looks for one here"
    cure = f"Move it to {FOLDERS[kind]}/{name}.yaml."
    return Diagnostic(code="not-found-here", message=message, cure=cure, file=_shown(file, many[0]))


def _to_be_renamed(one: Diagnostic) -> Diagnostic:
    """The finding of a file that is asked for by its id: its name is what to change."""
    return replace(one, cure=f"Rename the file to {one.written}.yaml: it is asked for by its id.")


def _after_repeated_steps(found: list[Diagnostic]) -> list[Diagnostic]:
    """A step that no procedure has follows from an id that stands twice in it: one of the two was meant to bear that name."""
    missed: dict[Path, list[Diagnostic]] = {}
    for one in found:
        if one.code == "unknown-step":
            missed.setdefault(_procedure_of(one), []).append(one)
    for file, many in missed.items():
        names = {one.written for one in many}
        twice = _repeated_steps(file, found) if len(names) == 1 else []
        if len(twice) == 1:
            first = twice[0]
            cure = f"Give each a name of its own: one of them may be '{names.pop()}', which is asked for, and is none."
            because = (first.as_cause,)
            found = [
                replace(one, cure=cure) if one is first else replace(one, because=because) if one in many else one
                for one in found
            ]
    return found


def _repeated_steps(file: Path, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings of a procedure's steps whose id stands there a second time: other things may stand there twice too."""
    repeated = [one for one in found if one.code == "repeated" and Path(one.file).absolute() == file]
    if not repeated:
        return []
    procedure = load_file(Path(repeated[0].file), Procedure).checkable
    if procedure is None:
        return []
    ids = [step.id for step in procedure.model.steps]
    again = (index for index, step in enumerate(ids) if step in ids[:index])
    places = procedure.document.causes(Complaint(("steps", index, "id"), "repeated", "", "") for index in again)
    return [one for one in repeated if one.as_cause in places]


def _procedure_of(one: Diagnostic) -> Path:
    """The procedure that a finding is about: its own file, or the one that its drill names."""
    file = Path(one.file).absolute()
    named = _PROCEDURE.search(read_beginning(file, _QUICK_LOOK))
    return home_of(file) / FOLDERS["procedure"] / f"{named[1].decode()}.yaml" if named is not None else file
