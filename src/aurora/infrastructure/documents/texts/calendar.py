"""Calendars (RFC 5545): what happens when and where, and who is there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from aurora.domains.blocks import AnyBlock, Heading, Paragraph, Run
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.extraction.charset import decode

FOLDED = re.compile(r"\n[ \t]")
LINE = re.compile(
    r'(?P<name>[\w-]+)(?P<parameters>(?:;[\w-]+=(?:"[^"\n]*"|[^";:,\n]|,)*)*):(?P<value>.*)'
)
PARAMETER = re.compile(r';([\w-]+)=("[^"]*"|[^;]*)')
ESCAPED = re.compile(r"\\(.)")
MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
MAILTO = re.compile(r"mailto:", re.IGNORECASE)
KINDS = frozenset({"VEVENT", "VTODO", "VJOURNAL"})
MOMENTS = {"DTSTART": "Start", "DTEND": "End", "DUE": "Due"}
TEXTS = {"LOCATION": "Location", "STATUS": "Status", "RRULE": "Repeats"}
PEOPLE = {"ORGANIZER": "Organizer", "ATTENDEE": "Attendees"}
MOST_EVENTS = 20_000


class Value(NamedTuple):
    """What a line says, as it is written, and the parameters of it."""

    text: str
    parameters: Mapping[str, str]


Event = dict[str, list[Value]]


def read_calendar(content: bytes, content_type: str) -> Transcript:
    """Read a calendar; raises Unreadable."""
    events = list(islice(_events(FOLDED.sub("", decode(content, content_type))), MOST_EVENTS + 1))
    if len(events) > MOST_EVENTS:
        detail = f"the calendar has more than {MOST_EVENTS} events"
        raise Unreadable(UnreadableReason.TOO_LARGE, detail)
    title = _text(events[0], "SUMMARY") if len(events) == 1 else ""
    blocks = tuple(block for event in events for block in _told(event))
    return Transcript(facts=Facts(title=title or None), blocks=blocks)


def _events(text: str) -> Iterator[Event]:
    """Give the properties of each event, without those of alarms and the like in it."""
    event: Event | None = None
    within: list[str] = []
    for line in filter(None, map(LINE.fullmatch, text.split("\n"))):
        name, value = line["name"].upper(), line["value"]
        if name == "BEGIN":
            within.append(value.strip().upper())
            event = {} if within[-1] in KINDS else event
        elif name == "END":
            if event is not None and within[-1:] and within[-1] in KINDS:
                yield event
                event = None
            del within[-1:]
        elif event is not None and within[-1:] and within[-1] in KINDS:
            event.setdefault(name, []).append(Value(value, _parameters(line["parameters"])))
    if event:
        yield event


def _parameters(written: str) -> dict[str, str]:
    return {name.upper(): value.strip('"') for name, value in PARAMETER.findall(written)}


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
