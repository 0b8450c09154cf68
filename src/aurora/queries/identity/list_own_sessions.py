"""Where am I signed in?"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta
from msgspec.structs import replace

from aurora.domains.clock import Clock
from aurora.domains.principal import Permission, Principal
from aurora.queries.identity.listed_session import ListedSession
from aurora.queries.identity.ports import SessionList
from aurora.queries.query import Query
from aurora.queries.view import Slice


class ListOwnSessions(Query[Sequence[ListedSession]], frozen=True, kw_only=True):
    """Give the caller's sessions that are not over, by ascending id, oldest first."""

    permission = Permission.SEE_SELF
    for_people = True

    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_own_sessions(
    query: ListOwnSessions, by: Principal, sessions: SessionList, clock: Clock
) -> Sequence[ListedSession]:
    """Mark the one that the caller asks with."""
    part = Slice(limit=query.limit, cursor=query.cursor)
    found = await sessions.of(by.id, clock.now(), part)
    return [replace(one, current=one.id == by.session) for one in found]
