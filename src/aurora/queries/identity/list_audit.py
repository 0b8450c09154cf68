"""Who did what, and who was refused?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.errors import Invalid
from aurora.domains.identity.audit import Outcome
from aurora.domains.principal import Permission
from aurora.queries.identity.audit_trail import AuditTrail, SealedEntry, Sought
from aurora.queries.query import Query


class ListAudit(Query[Sequence[SealedEntry]], frozen=True, kw_only=True):
    """Give entries of the audit log, the newest first or the oldest; `subject` is what was changed,
    `since` counts and `until` does not.
    """

    permission = Permission.READ_AUDIT

    since: datetime | None = None
    until: datetime | None = None
    principal: UUID | None = None
    subject: UUID | None = None
    action: str | None = None
    outcome: Outcome | None = None
    oldest_first: bool = False
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: int | None = None


async def list_audit(query: ListAudit, trail: AuditTrail) -> Sequence[SealedEntry]:
    """Read the trail."""
    sought = Sought(
        since=_aware(query.since, "since"),
        until=_aware(query.until, "until"),
        principal=query.principal,
        subject=query.subject,
        action=query.action,
        outcome=query.outcome,
    )
    return await trail.read(
        sought, limit=query.limit, cursor=query.cursor, oldest_first=query.oldest_first
    )


def _aware(at: datetime | None, field: str) -> datetime | None:
    if at is not None and at.utcoffset() is None:
        raise Invalid("a time says its zone, like 2026-11-27T12:00:00Z", field)
    return at
