"""Lists are given page by page, by cursor."""

from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar
from uuid import UUID

import msgspec
from litestar.params import QueryParameter

from aurora.domains.errors import Invalid
from aurora.queries.view import View

V = TypeVar("V", bound=View)
T = TypeVar("T")

Limit = Annotated[int, QueryParameter(ge=1, le=200, description="how many at most, 1 to 200")]
Cursor = Annotated[UUID | None, QueryParameter(description="`next` of the page before")]
After = Annotated[
    str | None, QueryParameter(name="cursor", description="`next` of the page before")
]


class Page(msgspec.Struct, Generic[V], frozen=True):
    """Part of a list; `next` is the cursor of the following part, null at the end."""

    items: Sequence[V]
    next: UUID | None


class Part(msgspec.Struct, Generic[T], frozen=True):
    """Part of a list that has no ids; `next` is the cursor of the following part, null at the
    end.
    """

    items: Sequence[T]
    next: str | None


def page(items: Sequence[V], limit: int) -> Page[V]:
    """Give a page; a full one may have a next one."""
    return Page(items, items[-1].id if len(items) == limit else None)


def part(items: Sequence[T], named: Callable[[T], str], limit: int, after: str | None) -> Part[T]:
    """Give the items of a list that is there whole which follow the one of that name; raises
    Invalid where it has none.
    """
    names = [named(item) for item in items]
    if after is not None and after not in names:
        raise Invalid("the list has no such place", "cursor")
    start = 0 if after is None else names.index(after) + 1
    end = start + limit
    return Part(items[start:end], names[end - 1] if end < len(names) else None)
