"""Entries of the audit log in the making: what a delivery tells of itself."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from secrets import token_bytes
from uuid import UUID

import msgspec

from aurora.bus import Delivery
from aurora.domains.aggregate import Aggregate
from aurora.domains.event import tag_of
from aurora.domains.identity.audit import AuditEntry, Outcome, Subject

SALT_BYTES = 16


class Whereabouts(msgspec.Struct, frozen=True):
    """An address in the clear, and the salt that its hash is made with: what can be erased."""

    address: str
    salt: bytes

    @property
    def sha256(self) -> str:
        """What the entry keeps of it."""
        return sha256(self.salt + self.address.encode()).hexdigest()


class Noted(msgspec.Struct, frozen=True):
    """An entry, and from where."""

    entry: AuditEntry
    whereabouts: Whereabouts | None = None


def whereabouts(address: str | None) -> Whereabouts | None:
    """Salt an address, if there is one."""
    return Whereabouts(address, token_bytes(SALT_BYTES)) if address else None


class Changes:
    """What a unit of work changes, whom it is about, and what happened."""

    def __init__(self) -> None:
        self.subjects: list[Subject] = []
        self.events: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.subjects)

    def add(self, kind: str, changed: Iterable[Aggregate]) -> None:
        """Take in aggregates whose events are still pending."""
        for aggregate in changed:
            self.subjects.append(Subject(kind, aggregate.id))
            if user := aggregate.concerns():
                self.subjects.append(Subject("user", user))
            self.events += [tag_of(event) for event in aggregate.pending]


def change(under: Delivery, changes: Changes, *, id: UUID, at: datetime) -> Noted:
    """Note that a delivery changed something."""
    where = whereabouts(under.origin.address)
    entry = AuditEntry(
        id=id,
        at=at,
        principal_id=under.by.id,
        principal_kind=under.by.kind,
        action=under.message.__name__,
        outcome=Outcome.DONE,
        subjects=tuple(dict.fromkeys(changes.subjects)),
        address_sha256=where.sha256 if where else None,
        request_id=under.origin.request_id,
        events=tuple(dict.fromkeys(changes.events)),
    )
    return Noted(entry, where)
