"""The machine's own time, and fresh identifiers."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Give the present moment in UTC."""
        return datetime.now(UTC)


class SystemIds:
    """Fresh UUIDv7 identifiers: they sort by their time of birth."""

    def new(self) -> UUID:
        """Give a new identifier."""
        return uuid7()


class SystemPause:
    """Waits for real."""

    async def wait(self, seconds: float) -> None:
        """Return after so many seconds."""
        if seconds > 0:
            await asyncio.sleep(seconds)
