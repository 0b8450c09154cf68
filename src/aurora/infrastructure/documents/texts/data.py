"""Data as text: JSON and JSON lines, records as tables and the rest as lists."""

import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from aurora.domains.blocks import AnyBlock, Listing, Paragraph, Run
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.texts.tables import table_of
from aurora.infrastructure.extraction.charset import decode

Value: TypeAlias = Any  # whatever JSON holds
DEEPEST = 24
MOST_COLUMNS = 40
MOST_VALUES = 500_000
MOST_FAULTS = 20
HALF = re.compile(r"[\ud800-\udfff]")  # a character
TITLES = ("title", "name", "título", "titulo", "nome")


def read_json(content: bytes, content_type: str) -> Transcript:
    """Read JSON, or JSON lines where its first line is a value of its own; raises Unreadable."""
    text = decode(content, content_type)
    try:
        value = _decoded(text)
    except Unreadable:
        if not _begins_lines(text):
            raise
        return _of_lines(text)
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        value = _decoded(value)
    return Transcript(facts=Facts(title=_title(value)), blocks=tuple(Data().blocks(value)))


def read_json_lines(content: bytes, content_type: str) -> Transcript:
    """Read JSON lines, without those that are none; raises Unreadable where all are."""
    return _of_lines(decode(content, content_type))


def _of_lines(text: str) -> Transcript:
    values: list[Value] = []
    faults: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            values.append(_decoded(line))
        except Unreadable:
            faults.append(f"line {number} is no JSON")
    if not values:
        raise Unreadable(UnreadableReason.DAMAGED, "no line is JSON")
    more = [f"and {len(faults) - MOST_FAULTS} more"] if len(faults) > MOST_FAULTS else []
    reasons = (*faults[:MOST_FAULTS], *more)
    return Transcript(facts=Facts(), blocks=tuple(Data().blocks(values)), reasons=reasons)


def _begins_lines(text: str) -> bool:
    first, _, others = text.strip().partition("\n")
    try:
        return bool(others) and isinstance(_decoded(first), dict | list)
    except Unreadable:
        return False


def _named(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    """Give names with their values, with all of those that one name has."""
    named = dict(pairs)
    if len(named) < len(pairs):
        values: dict[str, list[Value]] = {name: [] for name in named}
        for name, value in pairs:
            values[name].append(value)
        named |= {name: held for name, held in values.items() if len(held) > 1}
    return named


# numbers stay as they are written: 3.10 and those that no computer counts to
DECODER = json.JSONDecoder(
    object_pairs_hook=_named, parse_int=str, parse_float=str, parse_constant=str, strict=False
)


class Data:
    """Makes blocks of values, of so many at most."""

    def __init__(self) -> None:
        self._left = MOST_VALUES

    def blocks(self, value: Value, depth: int = 0) -> Iterator[AnyBlock]:
        """Give a value: records as a table, names with their values and others as lists."""
        if depth > DEEPEST:
            raise Unreadable(UnreadableReason.TOO_LARGE, f"nested more than {DEEPEST} times")
        if columns := _columns(value):
            self._count(len(columns) * len(value))
            rows = [
                [*map(_shown, columns)],
                *([_shown(one.get(name)) for name in columns] for one in value),
            ]
            yield from table_of(rows)
        elif isinstance(value, dict):
            self._count(len(value))
            yield Listing(items=tuple(self._named(*item, depth) for item in value.items()))
        elif isinstance(value, list):
            self._count(len(value))
            yield Listing(items=tuple(tuple(self.blocks(one, depth + 1)) for one in value))
        elif text := _shown(value):
            yield Paragraph(runs=(Run(text),))

    def _named(self, name: str, value: Value, depth: int) -> tuple[AnyBlock, ...]:
        name = _shown(name)
        if not isinstance(value, dict | list):
            return (Paragraph(runs=(Run(f"{name}: {_shown(value)}"),)),)
        return (Paragraph(runs=(Run(f"{name}:"),)), *self.blocks(value, depth + 1))

    def _count(self, values: int) -> None:
        self._left -= values
        if self._left < 0:
            detail = f"the document holds more than {MOST_VALUES:,} values"
            raise Unreadable(UnreadableReason.TOO_LARGE, detail)


def _decoded(text: str) -> Value:
    try:
        value = DECODER.decode(text)
    except RecursionError as error:
        raise Unreadable(UnreadableReason.TOO_LARGE, "the JSON is nested too deeply") from error
    except ValueError as error:
        raise Unreadable(UnreadableReason.DAMAGED, f"this is no JSON: {error}") from error
    return value


def _columns(value: Value) -> list[str]:
    """Give the names of records that are alike and hold nothing that is nested."""
    if not isinstance(value, list) or len(value) < 2:
        return []
    names: dict[str, None] = {}
    for one in value:
        if not isinstance(one, dict) or any(isinstance(each, dict | list) for each in one.values()):
            return []
        names |= dict.fromkeys(one)
        if len(names) > MOST_COLUMNS:
            return []
    return list(names) if len(names) > 1 else []


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return HALF.sub("\ufffd", str(value))


def _title(value: Value) -> str | None:
    if not isinstance(value, dict):
        return None
    named = (value[name] for name in TITLES if name in value)
    return next((_shown(one) for one in named if isinstance(one, str) and one.strip()), None)
