"""What a page says of itself in JSON-LD, read as people write it: with comments around it, commas
too many, or half of it broken (https://www.w3.org/TR/json-ld11/).
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import msgspec
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.flow import UNSEEN
from aurora.infrastructure.extraction.vocabulary import plainly

Thing: TypeAlias = dict[str, Any]

SCRIPTS = 'script[type^="application/ld+json"]'
SIZE_LIMIT, SCRIPT_LIMIT = 1_000_000, 50
THING_LIMIT, DEEPEST = 2_000, 8
WRAPPING = re.compile(
    r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*.*?\*/)|(?:-->|\]\]>|;)\s*$", re.DOTALL
)
QUOTED = r"\"(?:[^\"\\]|\\.)*+\"?"
COMMENT = re.compile(rf"({QUOTED})|//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
LOOSE_COMMA = re.compile(rf"({QUOTED})|,(?=\s*[}}\]])", re.DOTALL)
CONTAINERS = ("@list", "@set")
MARK = re.compile(
    r"</?(?:a|abbr|b|em|font|i|s|small|span|strong|sub|sup|u"
    r"|(br|center|div|h[1-6]|hr|li|ol|p|section|table|tbody|td|th|thead|tr|ul))(?![\w-])[^<>]*>",
    re.IGNORECASE,
)
MARKED = re.compile(r"</[a-z]|<(?:br|p)\b", re.IGNORECASE)
GRAPHS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
LISTED = frozenset({"itemListElement", "item", "hasPart"})


class Told(NamedTuple):
    """The things that a page describes, in order, and those of them that are `own`: no items of a
    list, no parts of another, and nothing that stands beside the content.
    """

    things: tuple[Thing, ...] = ()
    own: tuple[Thing, ...] = ()

    def __add__(self, other: "Told") -> "Told":  # type: ignore[override]
        return Told(self.things + other.things, self.own + other.own)


def linked_data(tree: LexborHTMLParser) -> Told:
    """Give the things that a page describes, what they name by `@id` put in its place."""
    found: list[tuple[Thing, bool]] = []
    for script in tree.css(SCRIPTS)[:SCRIPT_LIMIT]:
        text = script.text_lexbor()
        if len(text) <= SIZE_LIMIT:
            found += _things(plainly(_decoded(text)), DEEPEST)
    found = found[:THING_LIMIT]
    named = {one["@id"]: one for one, _ in found if isinstance(one.get("@id"), str)}
    things = [
        ({name: _resolved(value, named) for name, value in one.items()}, own) for one, own in found
    ]
    return Told(tuple(one for one, _ in things), tuple(one for one, own in things if own))


def kinds(thing: Thing) -> tuple[str, ...]:
    """Give the types of a thing, without the vocabulary that they are from."""
    said = thing.get("@type")
    many = said if isinstance(said, list) else [said]
    return tuple(one.rpartition("/")[2].rpartition(":")[2] for one in many if isinstance(one, str))


def _decoded(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        pass
    loose = WRAPPING.sub("", text.strip())
    for superfluous in (COMMENT, LOOSE_COMMA):
        loose = superfluous.sub(lambda found: found[1] or "", loose)
    try:
        return json.JSONDecoder(strict=False).raw_decode(loose.strip())[0]
    except (ValueError, RecursionError):
        return None


def _things(value: object, deep: int, *, own: bool = True) -> Iterator[tuple[Thing, bool]]:
    """Give each thing, and whether it is the page's own."""
    if isinstance(value, list):
        for one in value[:THING_LIMIT]:
            yield from _things(one, deep - 1, own=own)
    elif isinstance(value, dict) and deep > 0:
        if "@type" in value:
            yield value, own
        for name in GRAPHS:
            yield from _things(value.get(name), deep - 1, own=own and name not in LISTED)


def _resolved(value: object, named: dict[str, Thing]) -> object:
    """Put a thing in the place of its name; only once, since things name each other in circles. Of
    a list that is written as one, give what is in it.
    """
    if isinstance(value, dict) and len(value) == 1:
        value = next((value[name] for name in CONTAINERS if name in value), value)
    if isinstance(value, list):
        return [_resolved(one, named) for one in value[:THING_LIMIT]]
    if isinstance(value, dict) and value.keys() == {"@id"}:
        name = value["@id"]
        return named.get(name, value) if isinstance(name, str) else value
    return value


def words(value: object, limit: int = 5_000) -> str | None:
    """Give a value as one line of text: of a list the first, of a thing its name."""
    for _ in range(DEEPEST):
        if isinstance(value, list):
            value = next(iter(value), None)
        elif isinstance(value, dict):
            value = next((value[key] for key in ("@value", "name", "@id") if key in value), None)
        else:
            break
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(UNSEEN.sub("", html.unescape(str(value))).split())[:limit] or None


def unmarked(value: object, limit: int = 5_000) -> str | None:
    """Give such a line without the tags of HTML that it may be written with."""
    said = words(value, SIZE_LIMIT) or ""
    if MARKED.search(said):
        said = html.unescape(MARK.sub(lambda mark: " " if mark[1] else "", said))
    return " ".join(said.split())[:limit] or None


def every(value: object) -> list[object]:
    """Give a value as a list: what may be one or many."""
    return value[:THING_LIMIT] if isinstance(value, list) else [] if value is None else [value]
