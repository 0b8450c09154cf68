"""Calendars (RFC 5545): what happens when and where, and who is there."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from aurora.domains.blocks import AnyBlock, Heading, Paragraph, Run
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.texts.calendar_events import Event, Value, events_of
from aurora.infrastructure.extraction.charset import decode

ESCAPED = re.compile(r"\\(.)")
MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
MAILTO = re.compile(r"mailto:", re.IGNORECASE)
MOMENTS = {"DTSTART": "Start", "DTEND": "End", "DUE": "Due"}
TEXTS = {"LOCATION": "Location", "STATUS": "Status", "RRULE": "Repeats"}
PEOPLE = {"ORGANIZER": "Organizer", "ATTENDEE": "Attendees"}
MOST_EVENTS = 20_000


def read_calendar(content: bytes, content_type: str) -> Transcript:
    """Read a calendar; raises Unreadable."""
    events = list(islice(events_of(decode(content, content_type)), MOST_EVENTS + 1))
    if len(events) > MOST_EVENTS:
        detail = f"the calendar has more than {MOST_EVENTS:,} events"
        raise Unreadable(UnreadableReason.TOO_LARGE, detail)
    title = _text(events[0], "SUMMARY") if len(events) == 1 else ""
    blocks = tuple(block for event in events for block in _told(event))
    return Transcript(facts=Facts(title=title or None), blocks=blocks)


def _told(event: Event) -> Iterator[AnyBlock]:
    if title := _text(event, "SUMMARY"):
        yield Heading(level=1, runs=(Run(title),))
    lines = [f"{label}: {said}" for label, said in _lines(event) if said]
    if lines:
        yield Paragraph(runs=(Run("\n".join(lines)),))
    described = re.split(r"\n\s*\n", _text(event, "DESCRIPTION"))
    yield from (Paragraph(runs=(Run(one),)) for one in described if one.strip())


def _lines(event: Event) -> Iterator[tuple[str, str]]:
    for name, label in MOMENTS.items():
        yield label, next(map(_moment, event.get(name, ())), "")
    for name, label in TEXTS.items():
        yield label, " ".join(_text(event, name).split())
    for name, label in PEOPLE.items():
        yield label, ", ".join(map(_person, event.get(name, ())))


def _text(event: Event, name: str) -> str:
    values: Sequence[Value] = event.get(name, ())
    return ESCAPED.sub(_unescaped, values[0].text).strip() if values else ""


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


def _moment(value: Value) -> str:
    """Give a day, and a time of it with its zone."""
    found = MOMENT.match(value.text)
    if not found:
        return value.text.strip()
    day = "-".join(found.group(1, 2, 3))
    zone = "UTC" if found[7] else value.parameters.get("TZID", "")
    return f"{day} {found[4]}:{found[5]}{zone and f' ({zone})'}" if found[4] else day


def _person(value: Value) -> str:
    address, name = MAILTO.sub("", value.text).strip(), value.parameters.get("CN", "")
    return f"{name} <{address}>" if name and name != address else address
