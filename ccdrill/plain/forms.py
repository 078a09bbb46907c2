"""Feedback forms in lines: what was taken down of them, and the forms gone through question by question."""

from collections.abc import Collection, Iterator

from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.talking.form_answers import counts_of, remarks_of
from ccdrill.debrief.telling.told_after import few_words, statement_told
from ccdrill.model.form import REMARKS, STATEMENTS, RemarkKind, Statement, statements_for
from ccdrill.plain.planned import INDENT, headed, named_statement
from ccdrill.plain.questions import HOW, Questions

_ASKED: dict[RemarkKind, str] = {
    "strength": "A strength: ",
    "improve": "What must become better: ",
    "other": "Anything else: ",
}
_HOW_MANY = "For each statement: how many answered 1 (not at all), 2, 3, 4 and 5 (entirely), such as 0 1 2 5 2."
_HOW_FAR = "Answer each statement from 1 (not at all) to 5 (entirely)."
_NO_NAMES = "Then what was written, one after the other; an empty line goes on. No names, nothing about customers."


def form_lines(found: Debrief) -> Iterator[str]:
    """All that was taken down."""
    facts = found.facts
    yield headed("Feedback on", facts)
    if not facts.is_finished:
        yield "The exercise is not over: nothing can be taken down yet."
        return
    if found.feedback is None:
        yield "Nothing is recorded yet."
    elif words := few_words(found.feedback):
        yield f"Few answers: {words}"
    yield ""
    rows = {one.statement: one for one in found.feedback.statements} if found.feedback is not None else {}
    for number, (statement, text) in enumerate(STATEMENTS.items(), start=1):
        if statement not in (*statements_for(facts.mode), *rows):
            continue
        yield f"{number:<3}{statement}: {text}"
        row = rows.get(statement)
        yield (
            f"{INDENT}{statement_told(row)} ({' '.join(map(str, row.counts))})" if row is not None else f"{INDENT}open"
        )
    if found.feedback is not None and found.feedback.remarks:
        yield ""
        yield from (f"{one.name}: {one.text}" for one in found.feedback.remarks)


def form_lines_about(found: Debrief, names: Collection[str]) -> Iterator[str]:
    """These statements and remarks as they stand now."""
    if found.feedback is None:
        return
    for row in found.feedback.statements:
        if named_statement(row.statement) in names:
            yield f"{row.text}: {statement_told(row)}"
    yield from (f"{one.name}: {one.text}" for one in found.feedback.remarks if one.name in names)


class Forms(Questions):
    """Goes through the form: the statements, then what was written."""

    def put_all(self) -> None:
        """Statement by statement, then each kind of remark."""
        found = self.look()
        self.tell(HOW)
        is_alone = found.facts.mode == "solo"
        self.show([_HOW_FAR if is_alone else _HOW_MANY])
        for statement in statements_for(found.facts.mode):
            self._count(statement, is_alone=is_alone)
        self.show([_NO_NAMES])
        for kind in REMARKS:
            self._write(kind)

    def lines_about(self, found: Debrief, name: str) -> Iterator[str]:
        """A statement, or a remark."""
        return form_lines_about(found, [name])

    def _count(self, statement: Statement, *, is_alone: bool) -> None:
        for line in form_lines_about(self.look(), [named_statement(statement)]):
            self.tell(line)
        self.asked(f"{STATEMENTS[statement]}: ", lambda text: counts_of(statement, text, is_alone=is_alone))

    def _write(self, kind: RemarkKind) -> None:
        """One after the other; what stands is told first."""
        found = self.look().feedback
        for one in found.remarks if found is not None else ():
            if one.kind == kind:
                self.tell(f"{one.name}: {one.text}")
        while self.asked(_ASKED[kind], lambda text: remarks_of(kind, [text], self.debrief)[0]):
            pass
