"""The API key: a credential of a service."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Conflict, Invalid
from aurora.domains.identity.events import KeyIssued, KeyRevoked, KeyRotated
from aurora.domains.identity.person import clean_label
from aurora.domains.identity.plain_key import PlainKey
from aurora.domains.principal import Permission, PrincipalKind

LINKS = 8
LONGEST_LIFE = timedelta(days=100 * 365)


class RenewedByAurora(Conflict):
    """The local key is renewed where it is used, by Aurora itself."""


class TooManyKeys(Conflict):
    """Whoever issues keys has as many as they may have at a time."""


class RevokedAlready(Conflict):
    """The key opens nothing any more."""


def narrowed(
    allowed: frozenset[Permission], scopes: AbstractSet[Permission] | None
) -> frozenset[Permission]:
    """Give what is left of a role's permissions; raises Invalid for scopes beyond them."""
    if scopes is None:
        return allowed
    if beyond := sorted(scopes - allowed):
        raise Invalid(f"the role does not allow {', '.join(beyond)}", "scopes")
    if not scopes:
        raise Invalid("a key without any scope opens nothing", "scopes")
    return frozenset(scopes)


@dataclass(frozen=True)
class KeyLimit:
    """How many keys that open something one person, or one key, may have issued at a time."""

    each: int

    def require(self, issued: int) -> None:
        """Raise TooManyKeys where that is reached."""
        if issued >= self.each:
            said = f"you have made {issued} keys that still open something: revoke one first"
            raise TooManyKeys(said)


@dataclass(kw_only=True, eq=False)
class ApiKey(Aggregate):
    """What is kept of a key: what it is for, what it may do, and its SHA-256.

    `scopes` narrow the role; `issued_at` is when its present text was made. After a rotation the
    text before opens it too, until `previous_until`. A `personal` key stands for who issued it.
    """

    name: str
    prefix: str
    role: str
    sha256: str
    issued_by: UUID
    issuer: PrincipalKind | None = None
    scopes: frozenset[Permission] | None = None
    issued_at: datetime | None = None
    expires_at: datetime | None = None
    previous_sha256: str | None = None
    previous_until: datetime | None = None
    local: bool = False
    personal: bool = False
    revoked: bool = False

    @classmethod
    def issue(
        cls,
        plain: PlainKey,
        name: str,
        role: str,
        issued_by: UUID,
        *,
        issuer: PrincipalKind = PrincipalKind.SYSTEM,
        scopes: frozenset[Permission] | None = None,
        at: datetime | None = None,
        expires_at: datetime | None = None,
        local: bool = False,
        personal: bool = False,
    ) -> "ApiKey":
        """Take note of a freshly minted key."""
        key = cls(
            id=plain.id,
            name=clean_label(name, "name"),
            prefix=plain.prefix,
            role=role,
            sha256=plain.sha256,
            issued_by=issued_by,
            issuer=issuer,
            scopes=scopes,
            issued_at=at,
            expires_at=expires_at,
            local=local,
            personal=personal,
        )
        key.record(
            KeyIssued(
                key_id=key.id,
                name=key.name,
                prefix=key.prefix,
                role=role,
                sha256=key.sha256,
                issued_by=issued_by,
                issuer=issuer,
                scopes=None if scopes is None else tuple(sorted(scopes)),
                issued_at=at,
                expires_at=expires_at,
                local=local,
                personal=personal,
            )
        )
        return key

    def rotate(
        self, plain: PlainKey, at: datetime, overlap: timedelta, expires_at: datetime | None
    ) -> None:
        """Open by another text from now on, and by the present one for as long as they overlap;
        without `expires_at` the new one lives as long as the present one was to.
        """
        if self.local:
            raise RenewedByAurora("the local key is renewed by Aurora itself")
        if self.revoked:
            raise RevokedAlready("a revoked key cannot be rotated; issue another one")
        until = min(at + overlap, self.expires_at or at + overlap)
        self.previous_sha256, self.previous_until = self.sha256, until
        self.expires_at = expires_at or self._as_long(at)
        self.sha256, self.prefix, self.issued_at = plain.sha256, plain.prefix, at
        self.record(
            KeyRotated(
                key_id=self.id,
                prefix=self.prefix,
                sha256=self.sha256,
                previous_sha256=self.previous_sha256,
                previous_until=until,
                issued_at=at,
                expires_at=self.expires_at,
            )
        )

    def live(self, now: datetime) -> bool:
        """Tell whether it still opens something."""
        return not self.revoked and (self.expires_at is None or now < self.expires_at)

    def revoke(self) -> None:
        """Make it open nothing; doing it again changes nothing."""
        if not self.revoked:
            self.revoked = True
            self.record(KeyRevoked(key_id=self.id))

    def _as_long(self, at: datetime) -> datetime | None:
        if self.expires_at is None or self.issued_at is None:
            return None
        return at + (self.expires_at - self.issued_at)


def ahead(expires_at: datetime | None, now: datetime) -> datetime | None:
    """Give the moment in UTC; raises Invalid for a key that is over before it begins, or never."""
    if expires_at is None:
        return None
    if not now < expires_at <= now + LONGEST_LIFE:
        years = LONGEST_LIFE.days // 365
        raise Invalid(f"a key expires in the future, within {years} years", "expires_at")
    return expires_at.astimezone(UTC)
