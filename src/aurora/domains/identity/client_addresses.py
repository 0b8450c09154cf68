"""From where people came: what the audit log knows and may forget."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID


class ClientAddresses(Protocol):
    """The addresses that the audit log knows people by; they can be erased, its entries cannot."""

    async def forget(self, principal_id: UUID) -> None:
        """Erase the addresses that a principal acted from, or signed in from."""
        ...

    async def forget_before(self, at: datetime) -> None:
        """Erase the addresses of entries that are older."""
        ...


@dataclass(frozen=True)
class Retention:
    """For how long what is personal in the audit log is kept."""

    addresses: timedelta
