"""What queries about identity answer from."""

from datetime import datetime
from uuid import UUID

from aurora.domains.identity.roles import Role
from aurora.queries.view import View


class UserView(View, frozen=True, kw_only=True):
    """A user without the person: enough to let them in.

    Sessions that were started before `sessions_from` are void, except the kept one.
    """

    role: Role
    disabled: bool = False
    sessions_from: datetime | None = None
    kept_session: UUID | None = None


class KeyView(View, frozen=True, kw_only=True):
    """An API key: enough to recognise it."""

    name: str
    prefix: str
    role: Role
    sha256: str
    issued_by: UUID
    local: bool = False
    revoked: bool = False
