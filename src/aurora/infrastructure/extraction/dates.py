"""Dates as pages write them, made RFC 3339."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from aurora.infrastructure.extraction.months import MONTHS

ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
PART = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?$")
MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})$")
WITHIN = re.compile(r"(?<![\w/.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
KOREAN = re.compile(r"(?<![\w/.-])(\d{4})\. (\d{1,2})\. (\d{1,2})(?!\d)")
SIGNS = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
DAY_FIRST = re.compile(r"(?<![\w.])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?!\.?\d)")
SLASHED = re.compile(r"(?<![\w/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\d/-])")
SECONDS = re.compile(r"(\d{10})(?:\d{3})?")
NAMED = re.compile(
    r"(?:(?<!\d)(\d{1,2})(?:\.?[º°]|o|er|ro|ste|st|nd|rd|th|e)?\.?\s+(?:de\s+|of\s+)?)?"
    r"([^\W\d_]{3,12})\.?,?\s+(?:del?\s+)?"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})\b"
)
# a month by its name between the day and the year, or after the year as in PubMed
JOINED = re.compile(r"(?<![\w/.-])(\d{1,2})([./-])([^\W\d_]{3,12})\.?\2(\d{4})(?![\w/-])")
YEAR_FIRST = re.compile(r"(\d{4})[ -]([^\W\d_]{3,12})\.?(?:[ -](\d{1,2}))?$")
IN_PATH = re.compile(r"/((?:19|20)\d{2})[/-](\d{2})[/-](\d{2})(?:/|-|_|$|\D)")
EARLIEST, LATEST = 1600, 2100
MOST_MONTHS = 12
DAY_BEFORE = frozenset(
    """
    pt es fr de it nl pl en-gb en-ie en-au en-nz en-za en-in
    """.split()  # noqa: SIM905  a list of words reads best as text
)
MONTH_BEFORE = "en-us"


def written(text: str | None, language: str | None = None) -> str | None:
    """Give a date, or a date with its time where the zone is known; None for what is none, and for
    days and months of which neither they nor the `language` tell which is which.
    """
    text = (text or "").strip()[:100]
    return (
        _iso(text)
        or _counted(text)
        or _named(text)
        or _joined(text)
        or _within(text)
        or _slashed(text, (language or "").lower())
        or _by_mail(text)
    )


def in_address(url: str | None) -> str | None:
    """Give the day that the address of a page tells."""
    found = IN_PATH.search(url or "")
    return _day(*map(int, found.groups())) if found else None


def _iso(text: str) -> str | None:
    if part := PART.match(text):
        year = int(part[1])
        return _month(year, int(part[2])) if part[2] else part[0] if _day(year, 1, 1) else None
    if part := MONTH_FIRST.match(text):
        return _month(int(part[2]), int(part[1]))
    found = ISO.match(text) or SOLID.match(text)
    if not found:
        return None
    day = _day(*map(int, found.groups()[:3]))
    zone = found[7] if found.re is ISO else None
    return f"{day}T{_time(found)}{_zone(zone)}" if day and zone and int(found[4]) < 24 else day


def _time(found: re.Match[str]) -> str:
    return f"{int(found[4]):02}:{min(int(found[5]), 59):02}:{min(int(found[6] or 0), 59):02}"


def _zone(said: str) -> str:
    if said.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    return said if ":" in said else f"{said[:3]}:{said[3:]}"


def _named(text: str) -> str | None:
    for found in NAMED.finditer(text):
        month, day = MONTHS.get(found[2].lower()), found[1] or found[3]
        if month:
            year = int(found[4])
            return _day(year, month, int(day)) if day else _month(year, month)
    return None


def _joined(text: str) -> str | None:
    if found := JOINED.search(text):
        day, _, name, year = found.groups()
    elif found := YEAR_FIRST.match(text):
        year, name, day = found.groups()
    else:
        return None
    month = MONTHS.get(name.lower(), 0)
    return _day(int(year), month, int(day)) if day else _month(int(year), month)


def _month(year: int, month: int) -> str | None:
    return f"{year}-{month:02}" if _day(year, month, 1) else None


def _counted(text: str) -> str | None:
    """Read the seconds or milliseconds since 1970."""
    found = SECONDS.fullmatch(text)
    return _instant(datetime.fromtimestamp(int(found[1]), UTC)) if found else None


def _within(text: str) -> str | None:
    if found := WITHIN.search(text) or SIGNS.search(text) or KOREAN.search(text):
        return _day(*map(int, found.groups()))
    found = DAY_FIRST.search(text)
    return _day(int(found[3]), int(found[2]), int(found[1])) if found else None


def _slashed(text: str, language: str) -> str | None:
    found = SLASHED.search(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    day_before = not DAY_BEFORE.isdisjoint((language, language.partition("-")[0]))
    if first == second or first > MOST_MONTHS or (day_before and second <= MOST_MONTHS):
        return _day(year, second, first)
    month_before = second > MOST_MONTHS or language == MONTH_BEFORE
    return _day(year, first, second) if month_before else None


def _by_mail(text: str) -> str | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return _instant(found)


def _instant(found: datetime) -> str | None:
    if not EARLIEST <= found.year <= LATEST:
        return None
    if found.tzinfo is None:
        return found.date().isoformat()
    return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None
