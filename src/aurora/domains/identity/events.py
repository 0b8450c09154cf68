"""What happens in identity: the context's public API. No event tells who a person is."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aurora.domains.event import Event
from aurora.domains.identity.account_events import ACCOUNT_EVENTS
from aurora.domains.principal import PrincipalKind


class BootstrapPrepared(Event, frozen=True, kw_only=True, tag="identity.bootstrap-prepared.v1"):
    """A one-time token for the first administrator was given out; an older one is void."""

    installation_id: UUID


class InstallationClaimed(Event, frozen=True, kw_only=True, tag="identity.installation-claimed.v1"):
    """The one-time token was used: there is a first administrator."""

    installation_id: UUID
    administrator_id: UUID


class UserCreated(Event, frozen=True, kw_only=True, tag="identity.user-created.v1"):
    """Somebody has an account."""

    user_id: UUID
    role: str


class UserRoleChanged(Event, frozen=True, kw_only=True, tag="identity.user-role-changed.v1"):
    """Somebody holds another role from now on."""

    user_id: UUID
    role: str


class UserDisabled(Event, frozen=True, kw_only=True, tag="identity.user-disabled.v1"):
    """Somebody may not come in any more."""

    user_id: UUID


class UserEnabled(Event, frozen=True, kw_only=True, tag="identity.user-enabled.v1"):
    """Somebody may come in again."""

    user_id: UUID


class SessionsEnded(Event, frozen=True, kw_only=True, tag="identity.sessions-ended.v1"):
    """What somebody signed in to before this is over, but for the session that is kept."""

    user_id: UUID
    at: datetime
    kept: UUID | None = None


class Ending(StrEnum):
    """Why a session is over."""

    LOGOUT = "logout"
    OWNER = "owner"
    REVOCATION = "revocation"
    REUSE = "reuse"


class SessionStarted(Event, frozen=True, kw_only=True, tag="identity.session-started.v1"):
    """Somebody signed in, by what the account was at that version."""

    session_id: UUID
    user_id: UUID
    at: datetime
    expires_at: datetime
    account_version: int = 0


class SessionRefreshed(Event, frozen=True, kw_only=True, tag="identity.session-refreshed.v1"):
    """Somebody stayed in: a refresh token was spent for its child."""

    session_id: UUID
    user_id: UUID


class SessionEnded(Event, frozen=True, kw_only=True, tag="identity.session-ended.v1"):
    """What was signed in to once is over; a spent token that came back is one of the reasons."""

    session_id: UUID
    user_id: UUID
    why: Ending


class PasswordRehashed(Event, frozen=True, kw_only=True, tag="identity.password-rehashed.v1"):
    """Somebody's password is hashed with newer parameters; it is the same password."""

    user_id: UUID


class RoleDefined(Event, frozen=True, kw_only=True, tag="identity.role-defined.v1"):
    """There is a role of this installation's own, new or again, and this is what it allows."""

    role_id: UUID
    name: str
    permissions: tuple[str, ...]


class RoleChanged(Event, frozen=True, kw_only=True, tag="identity.role-changed.v1"):
    """A role allows something else from now on."""

    role_id: UUID
    permissions: tuple[str, ...]


class RoleDeleted(Event, frozen=True, kw_only=True, tag="identity.role-deleted.v1"):
    """A role is gone; nobody held it."""

    role_id: UUID


class PasswordResetOffered(
    Event, frozen=True, kw_only=True, tag="identity.password-reset-offered.v1"
):
    """Somebody may set a new password with a one-time token until then; an older one is void."""

    user_id: UUID
    until: datetime


class PasswordChanged(Event, frozen=True, kw_only=True, tag="identity.password-changed.v1"):
    """Somebody has another password."""

    user_id: UUID


class UserErased(Event, frozen=True, kw_only=True, tag="identity.user-erased.v1"):
    """Nothing is kept of a person but this id; what happened before is emptied."""

    user_id: UUID


class KeyIssued(Event, frozen=True, kw_only=True, tag="identity.key-issued.v1"):
    """An API key exists; `name` says what it is for, `sha256` is all that is kept of it.

    `issuer` is what kind of principal `issued_by` is; `scopes` narrow what the role allows. A
    `personal` one stands for the person who issued it.
    """

    key_id: UUID
    name: str
    prefix: str
    role: str
    sha256: str
    issued_by: UUID
    local: bool
    issuer: PrincipalKind | None = None
    scopes: tuple[str, ...] | None = None
    issued_at: datetime | None = None
    expires_at: datetime | None = None
    personal: bool = False


class KeyRotated(Event, frozen=True, kw_only=True, tag="identity.key-rotated.v1"):
    """An API key has another text; the one before opens it until `previous_until`."""

    key_id: UUID
    prefix: str
    sha256: str
    previous_sha256: str
    previous_until: datetime
    issued_at: datetime
    expires_at: datetime | None


class KeyRevoked(Event, frozen=True, kw_only=True, tag="identity.key-revoked.v1"):
    """An API key opens nothing any more."""

    key_id: UUID


class SecondFactorBegun(Event, frozen=True, kw_only=True, tag="identity.second-factor-begun.v1"):
    """Somebody was given the secret of a second factor; it does not count yet."""

    user_id: UUID


class SecondFactorTurnedOn(
    Event, frozen=True, kw_only=True, tag="identity.second-factor-turned-on.v1"
):
    """Somebody's sign-in takes a code from now on."""

    user_id: UUID
    recovery_codes: int


class SecondFactorUsed(Event, frozen=True, kw_only=True, tag="identity.second-factor-used.v1"):
    """A code of somebody's app was accepted, and is spent."""

    user_id: UUID


class RecoveryCodeUsed(Event, frozen=True, kw_only=True, tag="identity.recovery-code-used.v1"):
    """A recovery code was accepted, and is spent; so many are left."""

    user_id: UUID
    left: int


class RecoveryCodesReplaced(
    Event, frozen=True, kw_only=True, tag="identity.recovery-codes-replaced.v1"
):
    """Somebody has new recovery codes, and the old ones are void."""

    user_id: UUID
    recovery_codes: int


class SecondFactorRemoved(
    Event, frozen=True, kw_only=True, tag="identity.second-factor-removed.v1"
):
    """Somebody's sign-in takes no code any more; the secret is forgotten."""

    user_id: UUID


class SigningKeyPublished(
    Event, frozen=True, kw_only=True, tag="identity.signing-key-published.v1"
):
    """A key that access tokens will be signed with is in the key set."""

    keyring_id: UUID
    kid: str
    signs_from: datetime


class SigningKeyRetired(Event, frozen=True, kw_only=True, tag="identity.signing-key-retired.v1"):
    """What the key signed is believed until that moment, and no longer."""

    keyring_id: UUID
    kid: str
    at: datetime


class SigningKeyErased(Event, frozen=True, kw_only=True, tag="identity.signing-key-erased.v1"):
    """The private half of a retired key exists no more."""

    keyring_id: UUID
    kid: str


EVENTS: tuple[type[Event], ...] = (
    BootstrapPrepared,
    InstallationClaimed,
    UserCreated,
    UserRoleChanged,
    UserDisabled,
    UserEnabled,
    SessionsEnded,
    SessionStarted,
    SessionRefreshed,
    SessionEnded,
    PasswordRehashed,
    RoleDefined,
    RoleChanged,
    RoleDeleted,
    PasswordResetOffered,
    PasswordChanged,
    *ACCOUNT_EVENTS,
    UserErased,
    KeyIssued,
    KeyRotated,
    KeyRevoked,
    SecondFactorBegun,
    SecondFactorTurnedOn,
    SecondFactorUsed,
    RecoveryCodeUsed,
    RecoveryCodesReplaced,
    SecondFactorRemoved,
    SigningKeyPublished,
    SigningKeyRetired,
    SigningKeyErased,
)
CLOSES_NOTHING: tuple[type[Event], ...] = (SessionStarted, SessionRefreshed, PasswordRehashed)
