"""Views that admit somebody: where one is missing, or may be late, the record is asked."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar
from uuid import UUID

from aurora.domains.errors import Unavailable
from aurora.domains.identity.refusal import NotRecognised
from aurora.queries.view import View, Views

V = TypeVar("V", bound=View)


async def seen(
    id: UUID,
    views: Views[V],
    look_up: Callable[[UUID], Awaitable[V | None]],
    *,
    believed: bool,
) -> V:
    """Give the view, from the record where the views have none or are not believed; raises
    NotRecognised.
    """
    view = None
    if believed:
        with suppress(Unavailable):
            view = await views.get(id)
    view = view or await look_up(id)
    if view is None:
        raise NotRecognised
    return view
