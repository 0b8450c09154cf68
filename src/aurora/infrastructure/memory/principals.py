"""Who there is, in memory."""

from uuid import UUID

from aurora.domains.identity.api_key import ApiKey
from aurora.infrastructure.memory.work import MemoryRecord


class MemoryPrincipals:
    """Knows who there is from a record."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    async def known(self, id: UUID) -> bool:
        """Tell whether a user has that id, or a key that was not revoked."""
        key = self._record.kinds.get("key", {}).get(id)
        lives = isinstance(key, ApiKey) and not key.revoked
        return lives or id in self._record.kinds.get("user", {})
