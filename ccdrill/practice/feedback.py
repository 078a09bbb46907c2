"""What is told right after a judgement: what the message was, what decides, what to do here. It explains and never blames."""

from ccdrill.model.confidence import CONFIDENCE
from ccdrill.model.deck import Answer, Cue, Item, Route, bears
from ccdrill.practice import difficulty
from ccdrill.practice.cues import NAMES
from ccdrill.practice.judged import Judged
from ccdrill.practice.looking import Look, looks_of
from ccdrill.practice.view import CueView, FeedbackView, RouteView, Tone

_YOU_WOULD = {
    "report": "report it",
    "verify": "verify it by a known route",
    "use": "use it as usual",
    "leave": "leave it",
}
_BEST = {**_YOU_WOULD, "leave": "leave it, without a report"}
_DOING = {
    "report": "reporting it",
    "verify": "verifying it by a known route",
    "use": "using it",
    "leave": "leaving it",
}


def feedback_on(item: Item, routes: tuple[Route, ...], judged: Judged) -> FeedbackView:
    """What to tell of a judgement. The item's and the routes' names are filled in."""
    decisive = next((cue for cue in item.cues if cue.code == item.decisive), None)
    others = tuple(cue for cue in item.cues if cue is not decisive)
    title = "Other red flags" if item.kind == "phish" else "What argued the other way"
    tone = _tone(item, judged.answer)
    return FeedbackView(
        tone=tone,
        verdict=_verdict(item, judged.answer),
        next_time="" if tone == "good" else _next_time(item, decisive, judged),
        judged=f"You would {_YOU_WOULD[judged.answer]}; {CONFIDENCE[judged.sure - 1]}.",
        best=_best(item),
        difficulty=_sentence(difficulty.in_words(item)),
        decisive=_cue(decisive) if decisive is not None and item.kind == "phish" else None,
        because=item.because.strip(),
        others_title=title if others else "",
        others=tuple(_cue(cue) for cue in others),
        route=next(RouteView(what=one.what, how=one.how) for one in routes if one.id == item.route),
        point=item.point.strip(),
    )


def _tone(item: Item, answer: Answer) -> Tone:
    """An answer that does no harm, though another is right, is fair: nobody was let in, and nobody raised an alarm."""
    if answer in item.right:
        return "good"
    harmful: Answer = "use" if item.kind == "phish" else "report"
    return "bad" if answer == harmful else "fair"


def _verdict(item: Item, answer: Answer) -> str:
    if item.kind == "phish":
        return f"This was a phish. {_of_phish(item, answer)}"
    return f"This was an honest message. {_of_honest(item, answer)}"


def _of_phish(item: Item, answer: Answer) -> str:
    match answer:
        case "report":
            return "You reported it, so that others are warned too."
        case "verify" if answer in item.right:
            return "You asked by a way that you know, and that brings it to light."
        case "verify":
            return "Asking by a way that you know brings it to light, and a report warns the others sooner."
        case "use":
            return "Used as usual, it would have got what it came for."
        case "leave":
            return "It did not get you, but without a report it goes on to the next one."


def _of_honest(item: Item, answer: Answer) -> str:
    match answer:
        case "report":
            return "A report of it costs those who look into it their time."
        case "verify" if answer in item.right:
            return "You asked by a way that you know, and that was right here."
        case "use" if answer in item.right:
            return "You took it for what it is."
        case "leave" if answer in item.right:
            return "You left it at that, and that was right here."
        case "verify":
            return "Asking once more does no harm; it costs a few minutes."
        case "use":
            return "It does no harm, but here it needed something else first."
        case "leave":
            return "Left alone, what it asks for is not done."


def _next_time(item: Item, decisive: Cue | None, judged: Judged) -> str:
    """What to look at next time: where what decides can be seen. Why a message is honest is told anyway."""
    if decisive is None or item.kind == "legitimate":
        return ""
    look = _shows(item, decisive)
    if look is None:
        return f"This is the flag to look for: {NAMES[decisive.code]}."
    again = " once more" if look.id in judged.looked else ""
    return f"Look{again} at this before you decide: {look.text}, {look.asks}."


def _shows(item: Item, cue: Cue) -> Look | None:
    """What one must look at to see a cue; None where it can be seen without."""
    if not cue.quote or bears(item.body, cue.quote):
        return None
    return next((look for look in looks_of(item) if bears(look.found, cue.quote)), None)


def _best(item: Item) -> str:
    best, *accepted = item.right
    also = f" {' or '.join(_DOING[one] for one in accepted).capitalize()} is right too." if accepted else ""
    return f"{_BEST[best].capitalize()}.{also}"


def _cue(cue: Cue) -> CueView:
    times = f", {cue.times} times" if cue.times > 1 else ""
    return CueView(name=f"{NAMES[cue.code].capitalize()}{times}", quote=cue.quote.strip(), why=cue.why.strip())


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
