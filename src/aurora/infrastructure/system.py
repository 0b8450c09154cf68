"""The machine's own time, and fresh identifiers."""

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
