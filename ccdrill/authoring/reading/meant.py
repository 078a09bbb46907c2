"""Quantities as people write them who do not know the format yet, and how each is written here: `10 minutes` is `10m`."""

import re
from fractions import Fraction

from ccdrill.authoring.reading.dates_meant import date_in, day_after, in_words, no_such_day, two_readings
from ccdrill.authoring.reading.numbers_meant import number_meant
from ccdrill.model.units import Duration, Setting, StoryStart, StoryTime, Within

_UNITS = {
    "s": ("s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden"),
    "m": ("m", "min", "mins", "minute", "minutes", "minuten"),
    "h": ("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures"),
    "d": ("d", "day", "days", "tag", "tage", "tagen", "jour", "jours"),
    "w": ("w", "wk", "wks", "week", "weeks", "woche", "wochen"),
}
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_NAMED = {name: unit for unit, names in _UNITS.items() for name in names}
_PART = re.compile(r"\s*(?:and |,)?\s*([0-9]{1,6})(?:[.,]([0-9]{1,3}))?\s*([a-z]+)\.?")
_CLOCK = re.compile(
    r"(?:day ?(?P<day>[0-9]{1,3}),? *(?:at )?)?(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))? *(?P<half>am|pm)?"
)
_BARE_MINUTES = re.compile(r"([0-9]{1,6}h) ?([0-9]{1,2})")
_MARKS = re.compile(
    r"^(?:t ?)?\+ ?(?=[0-9])|^(?:~|ca\.?|circa|about|approx\.?) ?(?=[0-9])|(?<=[a-z0-9]) ?[,;.]$|(?<=[a-z]) *#.*$"
)
"""What people put before or behind a span: `+10m`, `ca. 10m`, `10m,`, `10m#a comment`."""
_ISO = re.compile(r"p([0-9]+d)?(?:t((?:[0-9]+[hms])+))?")
_NUMBERS = [
    "half",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "forty-five",
    "fifty",
    "sixty",
    "ninety",
]
_IN_FIGURES = dict(
    zip(_NUMBERS, ("0.5", *map(str, range(1, 13)), *["15", "20", "30", "40", "45", "50", "60", "90"]), strict=True)
)
_IN_WORDS = re.compile(
    rf"\b(?:half (?=an? )|(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b)|\ban? (?=[a-z])"
)
_HOURS = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_BUSINESS = re.compile(r"([0-9]{1,3}) *(?:bd|(?:business|working|work) ?days?)")
_RANGE = re.compile(r"([0-9]{1,6}) *([a-z]*) *(?:-|\u2013|\u2014|to|or|bis) *([0-9]{1,6}) *([a-z]+)")
"""Two ends of a span, as in `5-10m`."""
_AT_ONCE = frozenset({"immediately", "immediate", "at once", "now", "instantly", "asap", "none", "sofort"})
"""What people write for no time at all."""
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?(?: *(A|P)M)?")
_OFFSET = re.compile(r" *(?:(?P<zero>Z|UTC)|(?:UTC|GMT)? *(?P<sign>[-+])(?P<hour>[0-9]{1,2}):?(?P<minute>[0-9]{2})?)")
"""GMT alone is left to the author: many write it all summer."""


def meant(kind: type, written: str) -> str | None:
    """The cure for a quantity of a kind of the model (or of Fraction and int), if it can be told what was meant."""
    text = written.strip().lower()
    if kind is StoryStart:
        if (missing := no_such_day(text)) is not None:
            return missing
        if (readings := two_readings(text)) is not None:
            return _one_of_two(*readings)
        better, behind = _instant(text)
    elif kind is StoryTime:
        better, behind = _point(text)
    elif kind is Duration or kind is Within:
        business = _BUSINESS.fullmatch(text) if kind is Within else None
        better, behind = f"{business[1]}bd" if business is not None else span_meant(text), ""
    else:
        return number_meant(text, is_whole=kind is int) if kind in (Fraction, int, Setting) else None
    if better is None or better == written or not _can_be_read(kind, better):
        return None if kind is StoryStart else _odd_span(text, is_limit=kind is Within)
    return f"write {quoted(better)}{behind}"


def _odd_span(text: str, *, is_limit: bool) -> str | None:
    """The cure for what is no single span from 0 on: two ends of one, one below nothing, a number alone, or no time at all."""
    ends = _RANGE.fullmatch(text)
    if ends is not None:
        spans = [span_meant(f"{ends[1]}{ends[2] or ends[4]}"), span_meant(f"{ends[3]}{ends[4]}")]
        return f"write one of the two: {' or '.join(one for one in spans if one)}" if all(spans) else None
    if text in _AT_ONCE:
        return "write the longest that is still soon enough, such as 5m" if is_limit else "write 0s"
    if text.startswith(("-", "\u2212")) and (positive := span_meant(text[1:])) is not None:
        return f"write {positive}: no span is less than nothing"
    if is_limit and re.fullmatch(r"[0-9]{1,4}", text):
        return f"write {text}m for minutes, {text}h for hours, {text}d for days or {text}bd for business days"
    return None


def quoted(text: str) -> str:
    """The text as it is shown in a sentence: in quotes if it has a blank in it."""
    return f"'{text}'" if " " in text else text


def span_meant(text: str) -> str | None:
    """A span of time in words, with a decimal, or as hours and minutes, in the way it is written here."""
    hours = _HOURS.fullmatch(text)
    if hours is not None:
        return _span(int(hours[1]) * 3600 + int(hours[2]) * 60)
    text = _in_figures(text)
    position, seconds, units = 0, Fraction(0), set()
    while (part := _PART.match(text, position)) is not None and part[3] in _NAMED:
        unit = _NAMED[part[3]]
        units.add(unit)
        seconds += Fraction(f"{part[1]}.{part[2] or 0}") * _SECONDS[unit]
        position = part.end()
    if not position or text[position:].strip():
        return None
    return f"{seconds / 86_400}d" if units <= {"d", "w"} and seconds % 86_400 == 0 else _span(int(seconds))


def _in_figures(text: str) -> str:
    """A span in figures and units alone, as far as it can be told."""
    text = _MARKS.sub("", text.strip())
    iso = _ISO.fullmatch(text)
    if iso is not None and (iso[1] or iso[2]):
        return f"{iso[1] or ''}{iso[2] or ''}"
    text = re.sub(r"(?<=[0-9])(?:'|\u2032|\u2019)$", "m", text)
    bare = _BARE_MINUTES.fullmatch(text)
    if bare is not None:
        return f"{bare[1]}{bare[2]}m"
    text = _IN_WORDS.sub(lambda match: f"{_IN_FIGURES.get(match.group().strip(), '1')} ", text)
    return re.sub(r"\b(0\.5)  *(?:an?|1) ", r"\1 ", text)


def minutes_meant(text: str) -> str | None:
    """The cure for a span where a number of minutes stands by itself, if it is one of more than minutes."""
    span = span_meant(text.strip().lower())
    seconds = Duration.parse(span) if span is not None else 0
    return f"Write {seconds // 60}: it is a number of minutes." if seconds and seconds % 60 == 0 else None


def _span(seconds: int) -> str | None:
    hours, rest = divmod(seconds, 3600)
    parts = ((hours, "h"), (rest // 60, "m"), (rest % 60, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or None


def _can_be_read(kind: type, text: str) -> bool:
    try:
        kind.parse(text)  # type: ignore[attr-defined]  # the kinds above, which share no base
    except ValueError:
        return False
    return True


def _point(text: str) -> tuple[str | None, str]:
    match = _CLOCK.fullmatch(text)
    if match is None or not (match["minute"] or match["half"]):
        return span_meant(text), ""
    hour = int(match["hour"]) % 12 + 12 * (match["half"] == "pm") if match["half"] else int(match["hour"])
    point = f"day {match['day'] or 1} {hour:02}:{match['minute'] or '00'}"
    since = span_meant(text)
    span = f"{since} for so long after the start" if since is not None else "a span since the start such as 4h"
    return point, "" if match["day"] else f", or {span}"


def _one_of_two(dates: tuple[str, ...], rest: str) -> str:
    """The cure for an instant of which the date can be read in two ways."""
    instants = [_instant_on(date, rest) for date in dates]
    each = ", or ".join(f"{instant} for {in_words(date)}" for date, (instant, _) in zip(dates, instants, strict=True))
    return f"write {each}{instants[0][1]}"


def _instant(text: str) -> tuple[str | None, str]:
    found = date_in(text.upper())
    return (None, "") if found is None else _instant_on(*found)


def _instant_on(date: str, rest: str | None) -> tuple[str, str]:
    """The instant of a date and what follows it, and what is still the author's to say of it."""
    time = _TIME.match(rest or "")
    if rest is None or time is None:
        return f"{date}T10:20+00:00", ", with your time and your offset from UTC in figures"
    hour = int(time[1]) % 12 + 12 * (time[3] == "P") if time[3] else int(time[1])
    if (hour, time[2]) == (24, "00") and (following := day_after(date)) is not None:
        date, hour = following, 0
    instant, offset = f"{date}T{hour:02}:{time[2]}", _OFFSET.fullmatch(rest, time.end())
    if offset is None:
        return f"{instant}+00:00", ", with your offset from UTC in figures"
    known = "+00:00" if offset["zero"] else f"{offset['sign']}{int(offset['hour']):02}:{offset['minute'] or '00'}"
    return f"{instant}{known}", ""
