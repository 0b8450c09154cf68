"""The API key: a credential of a service."""

from dataclasses import dataclass
from uuid import UUID

from aurora.domains.aggregate import Aggregate
from aurora.domains.identity.events import KeyIssued, KeyRevoked
from aurora.domains.identity.person import clean_label
from aurora.domains.identity.plain_key import PlainKey


@dataclass(kw_only=True, eq=False)
class ApiKey(Aggregate):
    """What is kept of a key: what it is for, what it may do, and its SHA-256."""

    name: str
    prefix: str
    role: str
    sha256: str
    issued_by: UUID
    local: bool = False
    revoked: bool = False

    @classmethod
    def issue(
        cls, plain: PlainKey, name: str, role: str, issued_by: UUID, *, local: bool = False
    ) -> "ApiKey":
        """Take note of a freshly minted key."""
        key = cls(
            id=plain.id,
            name=clean_label(name, "name"),
            prefix=plain.prefix,
            role=role,
            sha256=plain.sha256,
            issued_by=issued_by,
            local=local,
        )
        key.record(
            KeyIssued(
                key_id=key.id,
                name=key.name,
                prefix=key.prefix,
                role=role,
                sha256=key.sha256,
                issued_by=issued_by,
                local=local,
            )
        )
        return key

    def revoke(self) -> None:
        """Make it open nothing; doing it again changes nothing."""
        if not self.revoked:
            self.revoked = True
            self.record(KeyRevoked(key_id=self.id))
