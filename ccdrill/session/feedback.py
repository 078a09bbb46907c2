"""What the procedure says of one decision, right after it: for drills that tell after each."""

from ccdrill.engine.calendar import clock_label
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import StepId
from ccdrill.scoring.deeds import Deeds
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import Item
from ccdrill.scoring.trace import Deed
from ccdrill.session.run import Run, Stretch
from ccdrill.session.trace import frame_exercise, score_run, trace_run
from ccdrill.session.view import RemarkView


def remarks_on(exercise: Exercise, run: Run, stretch: Stretch) -> tuple[RemarkView, ...]:
    """What its deeds performed, missed and broke, as far as this is known by now; empty if it did nothing."""
    frame = frame_exercise(exercise)
    trace = trace_run(exercise, run, frame)
    deeds = Deeds(frame, trace)
    own = [deed for deed in trace.deeds if deed.decision == stretch.entry.seq]
    if not own:
        return ()
    score = score_run(exercise, run)
    seqs = {deed.seq for deed in own}
    losses = [item for item in score.items if seqs & set(item.seqs)]
    remarks = [RemarkView(tone="bad", text=item.sentence) for item in losses if item.kind != "order"]
    for deed in own:
        step = frame.performer.get(deed.action)
        if step is not None and deeds.performed.get(step) is deed:
            remarks += _performed(exercise, frame, deeds, step, deed, [item for item in losses if item.step == step])
    if not remarks:
        again = any(frame.performer.get(deed.action) in frame.exercised for deed in own)
        remarks.append(
            RemarkView(
                tone="plain",
                text="This had been done before." if again else "The procedure neither asks for this nor forbids it.",
            )
        )
    return tuple(sorted(remarks, key=lambda remark: ("good", "plain", "bad").index(remark.tone)))


def _performed(
    exercise: Exercise, frame: Frame, deeds: Deeds, step: StepId, deed: Deed, losses: list[Item]
) -> list[RemarkView]:
    """A step that was done now: as written, or too early."""
    asked = frame.steps[step]
    limit = deeds.due[step]
    begins = exercise.scenario.begins
    missing = [
        one
        for one in frame.steps
        if one in frame.before[step]
        and one in frame.required
        and (one not in deeds.first or deeds.first[one].seq > deed.seq)
    ]
    if missing:
        names = " and ".join(f'"{frame.steps[one].do}"' for one in missing)
        return [RemarkView(tone="bad", text=f'"{asked.do}" was done before {names}, which must come first.')]
    if losses:
        return []
    in_time = f", in time (due {clock_label(begins, limit)})" if limit is not None else ""
    return [RemarkView(tone="good", text=f'As the procedure asks: "{asked.do}"{in_time}.')]
