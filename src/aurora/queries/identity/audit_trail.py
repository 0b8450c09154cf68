"""The audit log as it can be read, and the port that reads it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from aurora.domains.identity.audit import Outcome, Subject
from aurora.domains.principal import PrincipalKind


class SealedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry in its place in the chain; `address` is None where there was none, or none is kept
    any more.
    """

    sequence: int
    hash: str
    id: UUID
    at: datetime
    principal_id: UUID
    principal_kind: PrincipalKind
    action: str
    outcome: Outcome
    subjects: tuple[Subject, ...]
    events: tuple[str, ...]
    count: int
    address: str | None
    address_sha256: str | None
    request_id: str | None


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries are wanted; what is None does not matter."""

    since: datetime | None = None
    until: datetime | None = None
    principal: UUID | None = None
    subject: UUID | None = None
    action: str | None = None
    outcome: Outcome | None = None


class AuditTrail(Protocol):
    """Reads what is sealed of the audit log, where it is written: it has no projection."""

    async def read(
        self, sought: Sought, *, limit: int, cursor: int | None, oldest_first: bool
    ) -> Sequence[SealedEntry]:
        """Give up to `limit` entries beyond the sequence `cursor`, by sequence."""
        ...
