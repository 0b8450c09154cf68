"""What issuing a key, for whomever, has in common."""

from collections.abc import AsyncIterator
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

import msgspec

from aurora.commands.identity.giving import staying
from aurora.commands.identity.send_notice import SendNotice
from aurora.domains.errors import Conflict, TooOften
from aurora.domains.identity.api_key import LINKS, ApiKey, KeyLimit, ahead, narrowed
from aurora.domains.identity.plain_key import PlainKey
from aurora.domains.identity.ports import IdentityWork, Throttle
from aurora.domains.identity.roles import require_within
from aurora.domains.identity.throttling import Attempt, Trial
from aurora.domains.identity.wordings import Occasion
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission, Principal, PrincipalKind


class LineTooLong(Conflict):
    """Keys that keys issued end somewhere."""


class IssuedKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key with its text, `key`, which is shown this once; the text before a rotation opens it
    until `previous_until`.
    """

    id: UUID
    name: str
    role: str
    scopes: tuple[Permission, ...] | None
    prefix: str
    expires_at: datetime | None
    previous_until: datetime | None
    key: str

    @classmethod
    def of(cls, key: ApiKey, plain: PlainKey) -> "IssuedKey":
        """Show a key with its text."""
        return cls(
            id=key.id,
            name=key.name,
            role=key.role,
            scopes=None if key.scopes is None else tuple(sorted(key.scopes)),
            prefix=key.prefix,
            expires_at=key.expires_at,
            previous_until=key.previous_until,
            key=plain.text,
        )


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a key is for, what it may do and until when, and whether it stands for its issuer."""

    name: str
    role: str
    scopes: AbstractSet[Permission] | None
    expires_at: datetime | None
    personal: bool = False


@asynccontextmanager
async def worth_a_letter(by: Principal, origin: Origin, throttle: Throttle) -> AsyncIterator[bool]:
    """Tell whether a letter says that somebody issues a key: whoever took a session could come back
    with the key when the session is over. Of many keys the first ones say enough; where none is
    issued, none is counted.
    """
    attempt = Attempt(trial=Trial.NOTICE, subject=str(by.id), origin=origin)
    told = by.kind is PrincipalKind.USER and await _is_admitted(attempt, throttle)
    try:
        yield told
    except Exception:
        if told:
            await throttle.forgive(attempt)
        raise


async def _is_admitted(attempt: Attempt, throttle: Throttle) -> bool:
    try:
        await throttle.admit(attempt)
    except TooOften:
        return False
    return True


async def issue(
    plain: PlainKey,
    terms: Terms,
    by: Principal,
    now: datetime,
    work: IdentityWork,
    limit: KeyLimit,
    *,
    told: bool,
) -> IssuedKey:
    """Add a key that allows no more than its issuer may do, who may be `told` by letter; raises
    TooManyKeys where the issuer has enough of them.
    """
    allowed = narrowed(await staying(terms.role, work), terms.scopes)
    require_within(allowed, by, "this key")
    await _require_short_line(by.id, work)
    if by.kind is not PrincipalKind.SYSTEM:
        limit.require(await work.keys.live(by.id, now))
    key = ApiKey.issue(
        plain,
        terms.name,
        terms.role,
        by.id,
        issuer=by.kind,
        scopes=None if terms.scopes is None else allowed,
        at=now,
        expires_at=ahead(terms.expires_at, now),
        personal=terms.personal,
    )
    work.keys.add(key)
    if told:
        work.enqueue(SendNotice(user_id=by.id, occasion=Occasion.KEY_ISSUED))
    return IssuedKey.of(key, plain)


async def _require_short_line(issued_by: UUID, work: IdentityWork) -> None:
    for _ in range(LINKS):
        issuer = await work.keys.find(issued_by)
        if issuer is None or issuer.local:
            return
        issued_by = issuer.issued_by
    raise LineTooLong(f"this key stands at the end of {LINKS} keys that issued each other")
