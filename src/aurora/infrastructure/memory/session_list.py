"""The sessions of a user, in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from aurora.domains.identity.session import Session
from aurora.domains.identity.user import User
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.queries.identity.listed_session import ListedSession
from aurora.queries.view import Slice


class MemorySessionList:
    """Says from where users are signed in."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    async def of(self, user_id: UUID, at: datetime, part: Slice) -> Sequence[ListedSession]:
        """Give the sessions of the user that are not over at that moment, by ascending id."""
        user = cast("User", self._record.kinds["user"][user_id])
        sessions = cast("Mapping[UUID, Session]", self._record.kinds.get("session", {}))
        live = [
            _listed(one)
            for id, one in sorted(sessions.items())
            if one.user_id == user_id and one.live(at) and not user.has_ended(one)
            if part.cursor is None or id > part.cursor
        ]
        return live[: part.limit]

    async def with_token(self, sha256: str, at: datetime) -> ListedSession | None:
        """Give the session whose current refresh token has that hash, if it is good."""
        sessions = cast("Mapping[UUID, Session]", self._record.kinds.get("session", {}))
        for one in sessions.values():
            user = cast("User", self._record.kinds["user"][one.user_id])
            good = one.live(at) and not user.disabled and not user.has_ended(one)
            if good and one.token_sha256 == sha256:
                return _listed(one)
        return None


def _listed(session: Session) -> ListedSession:
    return ListedSession(
        id=session.id,
        version=session.version,
        user_id=session.user_id,
        started_at=session.started_at,
        used_at=session.used_at,
        over_at=session.over_at,
        agent=session.agent,
        address=session.address,
    )
