"""Rows of the audit log, read back as what they were written from."""

from typing import Any

import msgspec
from sqlalchemy import Row

from aurora.domains.identity.audit import AuditEntry

FIELDS = tuple(field.name for field in msgspec.structs.fields(AuditEntry) if field.name != "events")


def entry_of(row: Row[Any]) -> AuditEntry:
    """Give the entry that a row of `audit_entries` holds."""
    found = row._asdict()
    later = {} if found["events"] is None else {"events": found["events"]}
    return msgspec.convert({name: found[name] for name in FIELDS} | later, AuditEntry)
