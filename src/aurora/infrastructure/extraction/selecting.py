"""Own fields of a page, by selectors."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from aurora.domains.errors import Invalid
from aurora.domains.perception.fields import (
    OF_FIELDS,
    Field,
    all_fields,
    by_xpath,
    check_fields,
)
from aurora.infrastructure.extraction.deadline import TookTooLong, at_most
from aurora.infrastructure.extraction.expressions import xpath_fault
from aurora.infrastructure.extraction.metadata import root_language
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.selectors import css_fault
from aurora.infrastructure.extraction.spots import CssSpot, Spot, XPathSpot
from aurora.infrastructure.extraction.targets import Targets
from aurora.infrastructure.extraction.typed import missing, typed

Found: TypeAlias = dict[str, object]

MANY_LIMIT, SIZE_LIMIT = 1_000, 1_000_000
SECONDS = 3.0
UNREADABLE = "the selector cannot be read"
GIVEN_UP = f"{OF_FIELDS}those that took too long to find were given up"


class Selection:
    """What is selected of one page in a `language`, until there is more than anybody keeps."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self.reasons: dict[str, None] = {}
        self._size = 0

    def fields(self, spot: Spot, fields: Sequence[Field]) -> Found:
        """Give the values of fields that stand in a spot."""
        return {field.name: self.value(spot, field) for field in fields}

    def value(self, spot: Spot, field: Field) -> object:
        """Give the value of a field that stands in a spot."""
        found = spot.select(field.css or field.xpath or "")
        if not field.many:
            return self._one(found[0], field) if found else missing(field)
        if len(found) > MANY_LIMIT:
            self._miss(f"only the first {MANY_LIMIT:,} of {field.name!r} were taken")
        values = (self._one(one, field) for one in found[:MANY_LIMIT])
        return [value for value in values if value is not None]

    def _one(self, spot: Spot, field: Field) -> object:
        if field.fields:
            return self.fields(spot, field.fields)
        said = spot.say(field.take, field.attribute)
        if said is None:
            return missing(field)
        if self._size + len(said) > SIZE_LIMIT:
            self._miss(f"only the first {SIZE_LIMIT:,} characters were taken")
            return None
        self._size += len(said)
        return typed(said, field, self._language)

    def _miss(self, said: str) -> None:
        self.reasons[f"{OF_FIELDS}{said}"] = None


class Selected(NamedTuple):
    """The values of fields, and which limits were hit."""

    values: Found
    reasons: tuple[str, ...]


def selected(page: ParsedPage, fields: Sequence[Field], targets: Targets) -> Selected:
    """Give the values of fields on a page."""
    selection, found = Selection(root_language(page.tree)), dict[str, object]()
    css = [field for field in fields if field.xpath is None]
    try:
        with at_most(SECONDS):
            whole: Spot = CssSpot.of(page, targets)
            for field in css:
                found[field.name] = selection.value(whole, field)
            if by_xpath(fields):
                whole = XPathSpot.of(page, targets)
            for field in fields:
                if field.xpath is not None:
                    found[field.name] = selection.value(whole, field)
    except TookTooLong:
        selection.reasons[GIVEN_UP] = None
    return Selected(_complete(fields, found), tuple(selection.reasons))


def given_up(fields: Sequence[Field]) -> Selected:
    """Give the values of fields that nobody looks for any more."""
    return Selected(_complete(fields, {}), (GIVEN_UP,))


def _complete(fields: Sequence[Field], found: Found) -> Found:
    return {
        field.name: found.get(field.name, [] if field.many else missing(field)) for field in fields
    }


def check_selectors(fields: Sequence[Field]) -> None:
    """Raise Invalid for fields that cannot be, and for selectors that cannot be read."""
    check_fields(fields)
    for place, field in all_fields(fields):
        if field.css is not None:
            _refuse(css_fault(field.css), f"{place}.css")
        if field.xpath is not None:
            _refuse(xpath_fault(field.xpath), f"{place}.xpath")


def _refuse(fault: str | None, place: str) -> None:
    if fault:
        raise Invalid(f"{UNREADABLE}: {fault}", place)
