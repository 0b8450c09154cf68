"""Where is a user signed in?"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.clock import Clock
from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission
from aurora.queries.identity.listed_session import ListedSession
from aurora.queries.identity.ports import Doorkeeper, SessionList
from aurora.queries.query import Query
from aurora.queries.view import Slice


class ListUserSessions(Query[Sequence[ListedSession]], frozen=True, kw_only=True):
    """Give a user's sessions that are not over, by ascending id, oldest first."""

    permission = Permission.MANAGE_SESSIONS

    user_id: UUID
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_user_sessions(
    query: ListUserSessions, doorkeeper: Doorkeeper, sessions: SessionList, clock: Clock
) -> Sequence[ListedSession]:
    """Ask the record, which alone knows; raises NotFound."""
    if await doorkeeper.find_user(query.user_id) is None:
        raise NotFound(f"no user {query.user_id}")
    part = Slice(limit=query.limit, cursor=query.cursor)
    return await sessions.of(query.user_id, clock.now(), part)
