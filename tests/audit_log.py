"""An audit log to tamper with: entries, sealed in memory."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from aurora.domains.identity.audit import AuditEntry, Outcome, Subject
from aurora.domains.identity.audit_chain import BEGINNING, Checkpoint, Link, seal
from aurora.domains.identity.audit_faults import Fault
from aurora.domains.identity.audit_verification import Verification
from aurora.domains.principal import PrincipalKind

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def entry(number: int, action: str = "CreateUser") -> AuditEntry:
    """Give a different entry for each number."""
    return AuditEntry(
        id=UUID(int=number),
        at=NOON + timedelta(seconds=number),
        principal_id=UUID(int=1001),
        principal_kind=PrincipalKind.USER,
        action=action,
        outcome=Outcome.DONE,
        subjects=(Subject("user", UUID(int=2000 + number)),),
        address_sha256=f"{number:064x}",
        request_id=f"request {number}",
    )


def chain(length: int) -> list[Link]:
    """Give an honest chain."""
    return list(seal(BEGINNING, (entry(number) for number in range(1, length + 1))))


def checkpoint(link: Link) -> Checkpoint:
    """Give what is signed about a link."""
    return Checkpoint(sequence=link.sequence, hash=link.hash, at=NOON)


def verified(links: Sequence[Link], *checkpoints: Checkpoint) -> Fault | None:
    """Verify a chain at once."""
    verification = Verification(checkpoints)
    verification.take(links)
    return verification.conclude()
