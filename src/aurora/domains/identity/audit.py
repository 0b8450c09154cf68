"""The audit log: who did what, from where, when, and what came of it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from aurora.domains.principal import PrincipalKind


class Outcome(StrEnum):
    """What came of it: a change, or one of the refusals."""

    DONE = "done"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    TOO_OFTEN = "too-often"


class Subject(msgspec.Struct, frozen=True):
    """What was changed, or whom it is about."""

    kind: str
    id: UUID


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One change, or `count` refusals of one kind within a minute, by pseudonyms alone.

    `events` are the tags of what happened. It came later than the other fields, so where it is
    UNSET it is no part of the canonical JSON: what was sealed before stays as it was.

    `action` is the name of the message. The address is kept elsewhere, where it can be erased;
    `address_sha256` is the SHA-256 of a salt, kept with it, and the address.
    """

    id: UUID
    at: datetime
    principal_id: UUID
    principal_kind: PrincipalKind
    action: str
    outcome: Outcome
    subjects: tuple[Subject, ...] = ()
    count: int = 1
    address_sha256: str | None = None
    request_id: str | None = None
    events: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
