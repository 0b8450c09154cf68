"""The chain that the entries of the audit log are sealed in.

The hash of a link is the SHA-256 of the previous link's hash and the entry as canonical JSON
(RFC 8785: sorted keys, no spaces; no entry holds a fraction), in hexadecimal.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

import msgspec

from aurora.domains.identity.audit import AuditEntry

CANONICAL = msgspec.json.Encoder(order="sorted")


class Link(msgspec.Struct, frozen=True):
    """A place in the chain, from 1 without gaps; the entry is None where it is gone."""

    sequence: int
    hash: str
    entry: AuditEntry | None


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """What the chain was at a moment: its last sequence and hash."""

    sequence: int
    hash: str
    at: datetime


BEGINNING = Link(0, bytes(32).hex(), None)


def canonical(entry: AuditEntry) -> bytes:
    """Give the entry as canonical JSON."""
    return CANONICAL.encode(entry)


def hash_after(previous: str, entry: AuditEntry) -> str:
    """Give the hash of an entry that follows upon that hash."""
    return sha256(bytes.fromhex(previous) + canonical(entry)).hexdigest()


def seal(last: Link, entries: Iterable[AuditEntry]) -> Iterator[Link]:
    """Give the links that continue the chain."""
    for entry in entries:
        last = Link(last.sequence + 1, hash_after(last.hash, entry), entry)
        yield last
