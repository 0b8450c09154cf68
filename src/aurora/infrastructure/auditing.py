"""Entries of the audit log in the making: what a delivery tells of itself."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from secrets import token_bytes
from uuid import UUID

import msgspec

from aurora.bus import Delivery
from aurora.domains.aggregate import Aggregate
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


def change(under: Delivery, subjects: Iterable[Subject], *, id: UUID, at: datetime) -> Noted:
    """Note that a delivery changed something."""
    where = whereabouts(under.origin.address)
    entry = AuditEntry(
        id=id,
        at=at,
        principal_id=under.by.id,
        principal_kind=under.by.kind,
        action=under.message.__name__,
        outcome=Outcome.DONE,
        subjects=tuple(dict.fromkeys(subjects)),
        address_sha256=where.sha256 if where else None,
        request_id=under.origin.request_id,
    )
    return Noted(entry, where)


def subjects(kind: str, changed: Iterable[Aggregate]) -> list[Subject]:
    """Name what was changed, and the users whom it is about."""
    named = []
    for aggregate in changed:
        named.append(Subject(kind, aggregate.id))
        if user := aggregate.concerns():
            named.append(Subject("user", user))
    return named
