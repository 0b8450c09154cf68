"""What queries about identity answer from."""

from datetime import datetime
from uuid import UUID

import msgspec

from aurora.queries.view import View


class UserView(View, frozen=True, kw_only=True):
    """A user without the person: enough to let them in.

    Sessions that were started before `sessions_from` are void, except the kept one.
    """

    role: str
    disabled: bool = False
    sessions_from: datetime | None = None
    kept_session: UUID | None = None


class RoleView(View, frozen=True, kw_only=True):
    """A role of this installation's own; its permissions by name, in order."""

    name: str
    permissions: tuple[str, ...]


class KeyView(View, frozen=True, kw_only=True):
    """An API key: enough to recognise it."""

    name: str
    prefix: str
    role: str
    sha256: str
    issued_by: UUID
    local: bool = False
    revoked: bool = False


class SessionView(View, frozen=True, kw_only=True):
    """A session: enough to tell whether an access token of it still counts."""

    user_id: UUID
    started_at: datetime
    expires_at: datetime
    ended: bool = False


class SigningKeyView(msgspec.Struct, frozen=True, kw_only=True):
    """A signing key by its public name."""

    kid: str
    signs_from: datetime
    retires_at: datetime | None = None
    erased: bool = False


class KeyringView(View, frozen=True, kw_only=True):
    """The signing keys, oldest first."""

    keys: tuple[SigningKeyView, ...] = ()
