"""What stands before a Markdown text about it, between lines of three hyphens in YAML, of three
pluses in TOML.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date

import msgspec
import yaml

from aurora.domains.transcript import Facts
from aurora.infrastructure.extraction.dates import written

YAML = re.compile(
    r"\A---[ \t]*\n([\w-]+[ \t]*:.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
TOML = re.compile(
    r"\A\+\+\+[ \t]*\n([\w-]+[ \t]*=.{0,20000}?)^\+\+\+[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
FIELD_LIMIT = 1_000
NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "published": ("date", "published", "created"),
    "modified": ("lastmod", "modified", "updated", "last_modified_at"),
    "site": ("site",),
    "licence": ("license", "licence"),
    "description": ("description", "summary", "abstract", "subtitle"),
}
DATES = ("published", "modified")
Parser = Callable[[str], object]
FORMS: tuple[tuple[re.Pattern[str], Parser], ...] = (
    (YAML, yaml.safe_load),
    (TOML, tomllib.loads),
)


def front_matter(text: str) -> tuple[Facts, int]:
    """Give the facts, and how many lines they take; none where there is no such block."""
    for form, parse in FORMS:
        if found := form.match(text):
            return _facts(_parsed(found[1], parse)), found[0].count("\n")
    return Facts(), 0


def _facts(said: Mapping[object, object]) -> Facts:
    facts: dict[str, object] = {fact: _first(said, names) for fact, names in NAMES.items()}
    facts |= {fact: written(_first(said, NAMES[fact])) for fact in DATES}
    facts["authors"] = _names(said.get("authors") or said.get("author"))
    language = _first(said, ("lang", "language")) or ""
    if LANGUAGE.fullmatch(language):
        facts["language"] = language.replace("_", "-")
    return msgspec.convert(facts, Facts)


def _parsed(block: str, parse: Parser) -> Mapping[object, object]:
    try:
        said = parse(block)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _first(said: Mapping[object, object], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := _text(said.get(name)))), None)


def _names(said: object) -> tuple[str, ...]:
    many = said if isinstance(said, list) else [said]
    return tuple(name for one in many[:50] if (name := _text(_named(one))))


def _named(one: object) -> object:
    return one.get("name") if isinstance(one, dict) else one


def _text(value: object) -> str | None:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip()[:FIELD_LIMIT] or None
    return None
