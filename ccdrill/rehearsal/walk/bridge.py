"""Between the engine's situations and the walker's registers."""

from fractions import Fraction

from ccdrill.engine.situation import Situation
from ccdrill.model.ids import ActionId, ChoiceKey, FlagName, InjectId, MomentId
from ccdrill.rehearsal.known.ranges import plain, scaled, unscaled
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.walker import Walker


def can_load(table: Table, situation: Situation) -> bool:
    """Whether a walker can stand where a run stands: it knows which messages came only as long as they came in order.

    Whoever sends one by hand before another that is due sooner, or holds it back, makes it otherwise, until the other came too.
    """
    asked = [call.id in situation.delivered for call in table.timed]
    return asked == sorted(asked, reverse=True)


def load(walker: Walker, situation: Situation) -> None:
    """Puts the walker where a run stands, if it can stand there; nothing is reported yet."""
    table = walker.table
    layout = table.layout
    walker.place_at(table.index[situation.state], situation.now)
    walker.bits = 0
    for kind, names in (
        ("flag", (name for name, value in situation.flags.items() if value)),
        ("done", situation.done),
        ("moment", situation.moments),
        ("used", situation.used),
        ("arrived", situation.delivered),
    ):
        for name in names:
            walker.bits |= layout.bit.get((kind, name), 0)
    walker.entered, walker.is_spent = situation.entered, situation.is_timeout_spent
    walker.ask_timed_from(sum(call.id in situation.delivered for call in table.timed))
    walker.armed = {
        place: situation.armed[call.id] for place, call in enumerate(table.waiting) if call.id in situation.armed
    }
    walker.meters = [
        plain(value) if table.is_plain else value
        for value in map(scaled, (situation.meters[name] for name in layout.meters), table.scale)
    ]
    walker.forget()


def situation_of(walker: Walker) -> Situation:
    """A situation of the engine that goes on as the walker's does; what does not matter is as it was at the start."""
    table = walker.table
    scenario, layout = table.program.scenario, table.layout
    facts = {fact for fact, bit in layout.bit.items() if walker.bits & bit}
    meters = {name: meter.start for name, meter in scenario.meters.items()}
    for name, value, scale in zip(layout.meters, walker.meters, table.scale, strict=True):
        meters[name] = Fraction(unscaled(value, scale))
    asked = {call.id: call.at or 0 for call in table.timed[: walker.next_timed]}
    return Situation(
        state=table.names[walker.state],
        entered=walker.entered,
        now=walker.now,
        meters=meters,
        flags={
            FlagName(name): ("flag", name) in facts if ("flag", name) in layout.bit else value
            for name, value in scenario.flags.items()
        },
        done={ActionId(name): 0 for kind, name in facts if kind == "done"},
        moments={MomentId(name): 0 for kind, name in facts if kind == "moment"},
        delivered=asked | {InjectId(name): 0 for kind, name in facts if kind == "arrived"},
        armed={table.waiting[place].id: since for place, since in walker.armed.items()},
        used={ChoiceKey(name): 1 for kind, name in facts if kind == "used"},
        is_timeout_spent=walker.is_spent,
        is_ended=walker.is_ended,
    )
