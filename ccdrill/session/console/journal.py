"""What was recorded so far, line by line in the order of the record: what the participants saw, and what only the facilitator knows of."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from ccdrill.engine.calendar import span_label
from ccdrill.model.events import (
    ByHand,
    CutShort,
    Decided,
    Entry,
    Event,
    ExhibitOpened,
    FacilitatorNamed,
    HandsCounted,
    HintTaken,
    MinutesGiven,
    Noted,
    Paused,
    PeopleCounted,
    Resumed,
    Seated,
    TakenBack,
    WrittenIn,
)
from ccdrill.model.ids import ChoiceKey, ExhibitId
from ccdrill.model.walks import choice_of
from ccdrill.session.deciding.answers import picked_of
from ccdrill.session.deciding.by_hand import told_by_hand
from ccdrill.session.deciding.minutes import told_minutes
from ccdrill.session.deciding.people import told_people
from ccdrill.session.deciding.seating import told_seat
from ccdrill.session.run.chain import find_text
from ccdrill.session.run.ports import Beside, KeptText
from ccdrill.session.run.run import Run
from ccdrill.session.showing.present import Presenter
from ccdrill.session.telling.view import DecisionView, LineView, View

_PAUSED = {"asked": "Paused.", "interrupted": "Interrupted.", "real-event": "Stopped for a real event."}


def journal(presenter: Presenter, run: Run, beside: Beside, view: View) -> tuple[LineView, ...]:
    """The lines, oldest first. `beside` are names and texts, `view` is the run as it is shown now."""
    standing = {stretch.entry.seq: stretch for stretch in run.stretches}
    decisions = {decision.seq: decision for decision in view.decisions}
    papers = {one.id: f"{one.letter} {one.title}" for one in view.exhibits}
    found = list[LineView]()
    today = view.clock.rpartition(" ")[0] + " "
    past = Run(run.opened)
    """As it stood then: hands were counted for the choices of that moment."""
    for entry in run.entries:
        stretch = standing.get(entry.seq)
        if isinstance(entry.event, HandsCounted):
            said = _hands(presenter, past, entry.t, entry.event.hands)
            found.append(LineView(clock=presenter.telling.clock(entry.t), text=said, kind="note"))
        elif stretch is None:
            said = _note(presenter, run, entry, beside, papers)
            found += [LineView(clock=presenter.telling.clock(entry.t), text=said, kind="note")] if said else []
        past.take(entry)
        if stretch is None:
            continue
        if isinstance(entry.event, ByHand) and stretch.before is not None:
            said, clock = _by_hand(presenter, entry.event, beside.texts), presenter.telling.clock(stretch.before.now)
            found.append(LineView(clock=clock, text=said, kind="note"))
        chosen = _decided(decisions[entry.seq]) if entry.seq in decisions else ""
        found += presenter.lines(stretch, (False,) * len(stretch.outcome.happenings), chosen)
    return tuple(replace(line, clock=line.clock.removeprefix(today)) for line in found)


def _note(presenter: Presenter, run: Run, entry: Entry, beside: Beside, papers: Mapping[ExhibitId, str]) -> str:
    """What is told of an entry that moved nothing, or that was taken back; empty: nothing."""
    texts = beside.texts
    match entry.event:
        case Noted(text=text):
            return f'Note: "{find_text(text, texts)}"'
        case TakenBack(decision=decision, reason=reason):
            done = next(one.event for one in run.entries if one.seq == decision)
            why = find_text(reason, texts)
            return f"Taken back{f' ({why})' if why else ''}: {_done(presenter, done, texts)}"
        case CutShort(reason=reason):
            return f"Ended here{_because(find_text(reason, texts))}"
        case MinutesGiven(minutes=minutes):
            return told_minutes(minutes)
        case PeopleCounted(people=people):
            return told_people(people)
        case Seated(seats=seats):
            telling = presenter.telling
            return told_seat(telling.role_title(seats[0].role), telling.player(seats, beside.names))
        case FacilitatorNamed(people=people):
            return told_seat(presenter.telling.leads_title(), presenter.telling.player(people, beside.names))
        case HintTaken(hint=hint):
            return f"Hint {hint} was given."
        case ExhibitOpened(exhibit=exhibit):
            return f"Exhibit {papers.get(exhibit, exhibit)} was shown."
        case Paused(why=why, away=away):
            return _PAUSED[why] if not away else f"Interrupted: nobody had it open for {span_label(away)}."
        case Resumed():
            return "Went on."
        case _:
            return ""


def _done(presenter: Presenter, event: Event, texts: tuple[KeptText, ...]) -> str:
    """What was decided, or done by hand, and does not stand any more."""
    match event:
        case WrittenIn(text=text):
            return find_text(text, texts)
        case Decided(choice=key):
            choice = choice_of(presenter.exercise.scenario, key)
            assert choice is not None, "a recorded choice is in the pinned scenario"
            return presenter.wording.fill(choice.text)
        case _:
            return told_by_hand(presenter.telling, event) if isinstance(event, ByHand) else ""


def _by_hand(presenter: Presenter, event: ByHand, texts: tuple[KeptText, ...]) -> str:
    """What the facilitator did, and why."""
    return f"{told_by_hand(presenter.telling, event)}{_because(find_text(event.reason, texts))}"


def _hands(presenter: Presenter, past: Run, t: int, hands: Mapping[ChoiceKey, int]) -> str:
    """How many were for each choice, by the number that it had then."""
    story, situation = presenter.story, past.situation
    if t > situation.now:
        situation = story.pass_time(situation, t).situation
    offered = enumerate(story.offers(situation), start=1)
    counted = ", ".join(f"choice {number} has {hands[offer.key]}" for number, offer in offered if offer.key in hands)
    return f"Hands: {counted}."


def _because(reason: str) -> str:
    return f": {reason}" if reason else "."


def _decided(decision: DecisionView) -> str:
    """Which choice, and what was answered beside it."""
    answered = " · ".join(_answers(decision))
    return f"{decision.option.number}{f' ({answered})' if answered else ''} {decision.choice}"


def _answers(decision: DecisionView) -> Iterator[str]:
    if decision.is_written_in:
        yield f"taken as: {', '.join(decision.mapped)}" if decision.mapped else "a note"
    picked = picked_of(decision.judgement, decision.reason)
    for prompt in decision.prompts:
        titles = {answer.id: answer.title for answer in prompt.answers}
        said = ", ".join(titles.get(one, one) for one in picked[prompt.asks])
        if said:
            yield f"sure: {said}" if prompt.asks == "confidence" else said
