"""What rotating a key, whosever it is, has in common."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from aurora.commands.identity.issuing import IssuedKey
from aurora.domains.errors import NotFound
from aurora.domains.identity.api_key import ApiKey, ahead
from aurora.domains.identity.plain_key import PlainKey
from aurora.domains.identity.ports import IdentityWork
from aurora.domains.principal import Principal

HOUR, MONTH = 3_600, 30 * 86_400
Overlap = Annotated[int, Meta(ge=0, le=MONTH)]
Expiry = Annotated[datetime, Meta(tz=True)]


class Renewal(msgspec.Struct, frozen=True, kw_only=True):
    """A new text for a key, how long it overlaps the one before, and until when it opens."""

    plain: PlainKey
    overlap_seconds: int
    expires_at: datetime | None


def rotate(key: ApiKey, renewal: Renewal, now: datetime) -> IssuedKey:
    """Give a key its new text."""
    overlap = timedelta(seconds=renewal.overlap_seconds)
    key.rotate(renewal.plain, now, overlap, ahead(renewal.expires_at, now))
    return IssuedKey.of(key, renewal.plain)


async def own_key(key_id: UUID, by: Principal, work: IdentityWork) -> ApiKey:
    """Give a key that the caller issued; somebody else's answers like a missing one."""
    key = await work.keys.find(key_id)
    if key is None or key.issued_by != by.id:
        raise NotFound(f"no key {key_id}")
    return key
