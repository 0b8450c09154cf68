"""What lines below a heading tell in plain words: when it was published, and who wrote it."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aurora.infrastructure.extraction.ages import AGE_OR_COUNT
from aurora.infrastructure.extraction.beside_heading import CHANGED, DAY
from aurora.infrastructure.extraction.dates import written
from aurora.infrastructure.extraction.due import is_ahead
from aurora.infrastructure.extraction.persons import PEOPLE

MONTH = r"[^\W\d_]{3,12}\.?"
DATE = rf"""
    \d{{1,2}}(?P<sign>[./-])\d{{1,2}}(?P=sign)\d{{4}} | \d{{4}}-\d{{2}}-\d{{2}}
    | \d{{1,2}}(?:\.?[º°]|st|nd|rd|th|er|\.)?[ ./-](?:de\s|of\s)?{MONTH},?[ ./-](?:de\s)?\d{{4}}
    | {MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}
    """
WEEKDAY = r"""
    (?:segunda|ter[çc]a|quarta|quinta|sexta)(?:-feira)? | s[áa]bado | domingo
    | (?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)? | seg | ter | qua | qui | sex
    | s[áa]b | dom
    """
SAID = r"""
    (?:first\s|originally\s)?(?:published|posted) | date\spublished | publication\sdate
    | (?:publicad|postad)[oa] | (?:data\sd[ae]\s)?publica[çc][ãa]o
    """
TIME = r"""
    (?:[,\s]\s?|\s?[–—|·•-]\s?)(?:[àa]s\s|at\s)?\d{1,2}(?:h(?:\d{2})?(?:\s?min)?|:\d{2}(?::\d{2})?)
    (?:\s?[ap]\.?m\.?)?(?!\w)(?:\s(?-i:[A-Z]{2,4})(?:[+-]\d{1,2})?(?!\w)|\s\([^()\d]{3,25}\))?
    """
BYLINE = re.compile(
    rf"(?i:(?:written|posted|published|escrito|publicado|postado)\s)?(?i:by|por)(?:\s?:)?\s({PEOPLE})"
)
# no person, and yet who wrote
NEWSROOM = r"(?i:(?:por|da)\s(?:a\s)?reda[çc][ãa]o|by\s(?:our\s)?staff(?:\swriters?)?)"
DATED = re.compile(
    rf"(?P<said>(?:{SAID})(?:\son|\sem)?\s?:?\s)?(?:(?:{WEEKDAY})\.?,?\s)?"
    rf"(?P<day>{DATE})(?!\w)(?:{TIME})?",
    re.VERBOSE | re.IGNORECASE,
)
APART = re.compile(r"\s*[,;|·•—–-]\s*|\s(?:(?:on|em)\s)?")
FURTHER = re.compile(r"(?:\s*[,;|·•—–-]\s*\D{0,40})?\s*")


class Told(NamedTuple):
    """What one line tells; whether it says of its day that something was published on it, or
    changed after it.
    """

    people: str | None = None
    day: str | None = None
    said: bool = False
    changed: bool = False


def published(lines: Sequence[str], language: str | None, authors: Sequence[str]) -> str | None:
    """Give the only day that lines say to be that of publishing, or that stands beside a byline,
    be it that of a newsroom, or one of the `authors`, or beside the day of the last change.
    """
    byline = re.compile("|".join((BYLINE.pattern, NEWSROOM, *map(re.escape, authors))))
    told = [_told(line, byline, language) for line in lines]
    beside = zip((Told(), *told), told, (*told[1:], Told()), strict=False)
    days = {one.day for before, one, after in beside if one.day and _sure(one, before, after)}
    return days.pop() if len(days) == 1 else None


def people(lines: Iterable[str]) -> str | None:
    """Give whom the only byline names."""
    named = {told.people for line in lines if (told := _told(line, BYLINE)).people}
    return named.pop() if len(named) == 1 else None


def _sure(one: Told, before: Told, after: Told) -> bool:
    by = one.people or before.people or after.people
    return bool(one.said or one.changed or by or (after.changed and not after.day))


def _told(line: str, byline: re.Pattern[str], language: str | None = None) -> Told:
    first = byline.match(line)
    dated = DATED.match(line, _past(line, first) if first else 0)
    if dated is None:
        alone = first if first and FURTHER.fullmatch(line, first.end()) else None
        return Told(_people(alone), changed=_changed(line, 0))
    last = None if first else byline.match(line, _past(line, dated))
    by, end = first or last, (last or dated).end()
    changed = _changed(line, end)
    if not changed and not FURTHER.fullmatch(AGE_OR_COUNT.sub("", line[end:])):
        return Told()
    return Told(_people(by), _day(dated["day"], language), dated["said"] is not None, changed)


def _people(found: re.Match[str] | None) -> str | None:
    return found[1] or found[0] if found else None


def _past(line: str, found: re.Match[str]) -> int:
    joint = APART.match(line, found.end())
    return joint.end() if joint else len(line)


def _changed(line: str, start: int) -> bool:
    return CHANGED.match(line, start) is not None


def _day(said: str, language: str | None) -> str | None:
    day = written(said, language)
    return day if day and len(day) == DAY and not is_ahead(day) else None
