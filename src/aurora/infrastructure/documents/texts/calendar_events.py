"""The events that stand in a calendar (RFC 5545), line by line."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

FOLDED = re.compile(r"\n[ \t]")
LINE = re.compile(
    r'(?P<name>[\w-]+)(?P<parameters>(?:;[\w-]+=(?:"[^"\n]*"|[^";:,\n]|,)*)*):(?P<value>.*)'
)
PARAMETER = re.compile(r';([\w-]+)=("[^"]*"|[^;]*)')
KINDS = frozenset({"VEVENT", "VTODO", "VJOURNAL"})


class Value(NamedTuple):
    """What a line says, as it is written, and the parameters of it."""

    text: str
    parameters: Mapping[str, str]


Event: TypeAlias = dict[str, list[Value]]


def events_of(text: str) -> Iterator[Event]:
    """Give the properties of each event, without those of alarms and the like in it."""
    event: Event | None = None
    within: list[str] = []
    for line in filter(None, map(LINE.fullmatch, FOLDED.sub("", text).split("\n"))):
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
