"""A session in memory with a clock that stands until it is moved, and the tiny exercise in its variants."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ChoiceId, RunId
from ccdrill.session.deciding.commands import Answers, CutShort, Decide
from ccdrill.session.deciding.team import Team
from ccdrill.session.opening import open_session, resume_session
from ccdrill.session.run.chain import START, digest_of, seal_entry
from ccdrill.session.run.world import World
from ccdrill.session.session import Session
from ccdrill.session.stored import prove
from ccdrill.session.telling.view import View
from tests.builders import TINY_DRILL, TINY_SCENARIO, FakeChance, FakeClock, build_exercise
from tests.memory_store import MemoryStore

PACED_DRILL = TINY_DRILL.replace("minutes: 5", "minutes: 5\npace: 1")
"""A second of thinking is a second of the story."""
TEAM_DRILL = TINY_DRILL.replace("mode: solo", "mode: team\noptions: closed")
"""The facilitator opens the options."""
TIMED_SCENARIO = TINY_SCENARIO.replace(
    "    choices:\n      retry:",
    "    timeout: {after: 30m, text: Nobody did anything., goto: tell}\n    choices:\n      retry:",
)
"""Whoever thinks for half an hour in the first situation finds himself in the last."""


@dataclass
class Stage:
    """One exercise, one store, one clock; as many sessions as are asked for."""

    exercise: Exercise = field(default_factory=build_exercise)
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.world = World(store=self.store, clock=self.clock, chance=FakeChance())

    def begin(self, team: Team | None = None) -> Session:
        return open_session(self.world, self.exercise, team or Team())

    def ended_early(self) -> Session:
        """A run that is over: one decision, and a critical step left out."""
        session = self.begin()
        decide(session, "escalate", roles=("leader",))
        session.handle(CutShort())
        return session

    def resume(self, session: Session) -> Session:
        """As another process would."""
        return resume_session(self.world, session.run.opened.run)

    def prove(self, session: Session) -> None:
        prove(self.store.read(RunId(session.run.opened.run)))


def paced(scenario: str = TINY_SCENARIO, pace: str = "1") -> Stage:
    return Stage(build_exercise(scenario=scenario, drill=PACED_DRILL.replace("pace: 1", f"pace: {pace}")))


def decide(session: Session, choice: str, **answers: object) -> View:
    return session.handle(Decide(choice=ChoiceId(choice), answers=Answers(**answers)))


def kinds(session: Session) -> list[str]:
    """The kinds of a run's events, in order."""
    return [type(entry.event).__name__ for entry in session.run.entries]


def recorded(session: Session) -> list[dict[str, Any]]:
    """A run without what is drawn by chance or read from a clock: what people typed, and who they are, stands where the digests do."""
    texts = {kept.digest: kept.text for kept in session.beside.texts}
    names = {kept.person: kept.name for kept in session.beside.names}
    texts |= {digest_of(kept.name, kept.salt): kept.name for kept in session.beside.names}

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items() if key not in ("utc", "real_ms", "run")}
        if isinstance(value, list):
            return [plain(one) for one in value]
        return texts.get(value, names.get(value, value)) if isinstance(value, str) else value

    found: list[dict[str, Any]] = plain(
        [msgspec.json.decode(seal_entry(entry, START).body) for entry in session.run.entries]
    )
    return found


def card_number() -> str:
    """One that passes the Luhn check, made when it is needed: none may ever stand in a file."""
    return "4" + "1" * 15
