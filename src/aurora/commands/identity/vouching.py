"""What whoever vouched for something may do at this moment."""

from datetime import datetime
from uuid import UUID

from aurora.commands.identity.giving import allowed_by
from aurora.domains.identity.api_key import LINKS, ApiKey
from aurora.domains.identity.ports import IdentityWork
from aurora.domains.principal import SYSTEM, Permission


async def rights_of(
    maker: UUID, work: IdentityWork, now: datetime, links: int = LINKS
) -> frozenset[Permission]:
    """Give what a user or a key may do, as the door would find it: a key no more than whoever
    issued it, and nobody anything who is gone or kept out.
    """
    if maker == SYSTEM.id:
        return SYSTEM.permissions
    if user := await work.users.find(maker):
        return frozenset() if user.disabled else await allowed_by(user.role, work)
    key = await work.keys.find(maker)
    if key is None:
        return frozenset()
    return SYSTEM.permissions if key.local else await _rights_of_key(key, work, now, links)


async def _rights_of_key(
    key: ApiKey, work: IdentityWork, now: datetime, links: int
) -> frozenset[Permission]:
    if not links or not key.live(now):
        return frozenset()
    allowed = await allowed_by(key.role, work)
    scopes = allowed if key.scopes is None else key.scopes
    return allowed & scopes & await rights_of(key.issued_by, work, now, links - 1)
