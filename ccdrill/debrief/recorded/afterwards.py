"""What people said after the end, as every report has it: when it was recorded as it stands, and what was typed, on one line."""

from collections.abc import Mapping

from ccdrill.debrief.recorded.decisions import utc_minute
from ccdrill.debrief.recorded.recorded import RecordedRun
from ccdrill.model.afterwards import Afterword, LookedBack
from ccdrill.model.text_ref import TextRef
from ccdrill.session.run.chain import find_text


def recorded_when(recorded: RecordedRun) -> Mapping[Afterword, str]:
    """For each of these events the instant at which it was recorded, in UTC to the minute; of several that are alike, the last."""
    return {one.event: utc_minute(one.utc) for one in recorded.run.entries if isinstance(one.event, LookedBack)}


def on_one_line(ref: TextRef | None, recorded: RecordedRun) -> str:
    """What was typed; empty for nothing. Nothing that is typed begins a row of its own."""
    return " ".join(find_text(ref, recorded.beside.texts).split())
