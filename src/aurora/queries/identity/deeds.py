"""What somebody did, as far as the audit log knows from where."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from aurora.domains.identity.audit import Outcome
from aurora.domains.principal import PrincipalKind
from aurora.queries.identity.audit_trail import AuditTrail, SealedEntry, Sought

PAGE, MOST = 200, 10_000


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was done or refused `count` times, and from which address."""

    at: datetime
    action: str
    outcome: Outcome
    count: int
    address: str | None


async def deeds_of(user_id: UUID, since: datetime, trail: AuditTrail) -> Sequence[Deed]:
    """Give what a user did, and what was done in their name by whoever signed in, newest first."""
    own = await _read(Sought(principal=user_id, since=since), trail)
    about = await _read(Sought(subject=user_id, since=since), trail)
    found = own + [one for one in about if _signed_in(one)]
    newest_first = sorted(found, key=lambda one: one.sequence, reverse=True)
    return [
        Deed(
            at=one.at,
            action=one.action,
            outcome=one.outcome,
            count=one.count,
            address=one.address,
        )
        for one in newest_first[:MOST]
    ]


def _signed_in(entry: SealedEntry) -> bool:
    nobody = entry.principal_kind is PrincipalKind.ANONYMOUS
    return nobody and entry.outcome is Outcome.DONE


async def _read(sought: Sought, trail: AuditTrail) -> list[SealedEntry]:
    found: list[SealedEntry] = []
    cursor = None
    while len(found) < MOST:
        part = await trail.read(sought, limit=PAGE, cursor=cursor, oldest_first=False)
        found += part
        if len(part) < PAGE:
            break
        cursor = part[-1].sequence
    return found
