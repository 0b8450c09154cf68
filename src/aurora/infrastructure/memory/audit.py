"""The audit log in memory: sealed as soon as it is written."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from aurora.domains.identity.audit import AuditEntry
from aurora.domains.identity.audit_chain import BEGINNING, Link, seal
from aurora.domains.principal import PrincipalKind
from aurora.infrastructure.auditing import Noted
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.queries.identity.audit_trail import SealedEntry, Sought


class MemoryAudit:
    """Keeps, reads and forgets."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    async def keep(self, noted: Sequence[Noted]) -> None:
        """Add entries."""
        self._record.audit += noted

    async def read(
        self, sought: Sought, *, limit: int, cursor: int | None, oldest_first: bool
    ) -> Sequence[SealedEntry]:
        """Give up to `limit` entries beyond the sequence `cursor`, by sequence."""
        links = seal(BEGINNING, (noted.entry for noted in self._record.audit))
        listed = [
            _sealed(link, link.entry, noted)
            for link, noted in zip(links, self._record.audit, strict=True)
            if link.entry and _fits(link.entry, sought)
        ]
        if not oldest_first:
            listed.reverse()
        return [one for one in listed if _beyond(one.sequence, cursor, oldest_first)][:limit]

    async def forget(self, principal_id: UUID) -> None:
        """Erase the addresses that a principal acted from, or signed in from."""
        self._erase(lambda entry: _of(entry, principal_id))

    async def forget_before(self, at: datetime) -> None:
        """Erase the addresses of entries that are older."""
        self._erase(lambda entry: entry.at < at)

    def _erase(self, among: Callable[[AuditEntry], bool]) -> None:
        self._record.audit = [
            Noted(noted.entry) if among(noted.entry) else noted for noted in self._record.audit
        ]


def _of(entry: AuditEntry, principal_id: UUID) -> bool:
    unnamed = entry.principal_kind is PrincipalKind.ANONYMOUS
    about = unnamed and any(subject.id == principal_id for subject in entry.subjects)
    return entry.principal_id == principal_id or about


def _fits(entry: AuditEntry, sought: Sought) -> bool:
    wanted = (
        (sought.principal, entry.principal_id),
        (sought.action, entry.action),
        (sought.outcome, entry.outcome),
    )
    return (
        all(one is None or one == found for one, found in wanted)
        and (sought.since is None or entry.at >= sought.since)
        and (sought.until is None or entry.at < sought.until)
        and (sought.subject is None or sought.subject in [one.id for one in entry.subjects])
    )


def _beyond(sequence: int, cursor: int | None, oldest_first: bool) -> bool:
    if cursor is None:
        return True
    return sequence > cursor if oldest_first else sequence < cursor


def _sealed(link: Link, entry: AuditEntry, noted: Noted) -> SealedEntry:
    events = () if entry.events is msgspec.UNSET else entry.events
    return SealedEntry(
        **{**msgspec.structs.asdict(entry), "events": events},
        sequence=link.sequence,
        hash=link.hash,
        address=noted.whereabouts.address if noted.whereabouts else None,
    )
