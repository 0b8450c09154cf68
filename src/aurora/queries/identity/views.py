"""What queries about identity answer from."""

from datetime import datetime
from uuid import UUID

import msgspec

from aurora.domains.principal import PrincipalKind
from aurora.queries.view import View


class UserView(View, frozen=True, kw_only=True):
    """A user without the person: enough to let them in.

    Sessions that an older version of the account than `sessions_from_version` let in are void,
    except the kept one.
    """

    role: str
    disabled: bool = False
    sessions_from_version: int = 0
    kept_session: UUID | None = None


class RoleView(View, frozen=True, kw_only=True):
    """A role of this installation's own; its permissions by name, in order."""

    name: str
    permissions: tuple[str, ...]


class KeyView(View, frozen=True, kw_only=True):
    """An API key: enough to recognise it.

    `issuer` is what kind of principal `issued_by` is, None where that was not kept yet; the text
    before a rotation opens the key until `previous_until`. A `personal` key stands for its issuer.
    """

    indexes = (("issued_by",),)

    name: str
    prefix: str
    role: str
    sha256: str
    issued_by: UUID
    issuer: PrincipalKind | None = None
    scopes: tuple[str, ...] | None = None
    issued_at: datetime | None = None
    expires_at: datetime | None = None
    previous_sha256: str | None = None
    previous_until: datetime | None = None
    local: bool = False
    personal: bool = False
    revoked: bool = False


class SessionView(View, frozen=True, kw_only=True):
    """A session: enough to tell whether an access token of it still counts. One that ended is kept
    for as long as such a token may come.
    """

    lasts = "of_use_until"

    user_id: UUID
    account_version: int = 0
    expires_at: datetime
    ended: bool = False
    of_use_until: datetime | None = None


class SecondFactorView(View, frozen=True, kw_only=True):
    """Whether a user, by whose id it goes, has a second factor."""

    on: bool = False
    recovery_codes_left: int = 0


class SigningKeyView(msgspec.Struct, frozen=True, kw_only=True):
    """A signing key by its public name."""

    kid: str
    signs_from: datetime
    retires_at: datetime | None = None
    erased: bool = False


class KeyringView(View, frozen=True, kw_only=True):
    """The signing keys, oldest first."""

    keys: tuple[SigningKeyView, ...] = ()


class InvitationView(View, frozen=True, kw_only=True):
    """An invitation without the person: what it is worth, and what became of it."""

    role: str
    invited_by: UUID
    until: datetime
    accepted_by: UUID | None = None
    revoked: bool = False
