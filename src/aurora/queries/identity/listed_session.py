"""A session as its owner and administrators see it."""

from datetime import datetime
from uuid import UUID

from aurora.queries.view import View


class ListedSession(View, frozen=True, kw_only=True):
    """A session that is not over: from where and with which program it was used last, and when it
    ends if it is left alone. `current` is the one that is asked with.
    """

    user_id: UUID
    started_at: datetime
    used_at: datetime
    over_at: datetime
    agent: str | None
    address: str | None
    current: bool = False
