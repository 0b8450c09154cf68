"""The newest event that may close a door to somebody, found at once however long the log is."""

from sqlalchemy import Index, text
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.event import START, Position
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.tables import events

# the index of migration 0030 serves only these very words; a type that is not named here counts
CLOSING = (
    "type LIKE 'identity.%' AND type <> ALL (ARRAY['identity.session-started.v1', "
    "'identity.session-refreshed.v1', 'identity.password-rehashed.v1'])"
)
NEWEST = text(f"""
    SELECT xid::text::bigint AS writer, position FROM events WHERE {CLOSING}
    ORDER BY events.xid DESC, events.position DESC LIMIT 1
""")  # noqa: S608  nothing from outside  # nosec B608

Index("closings_by_xid", events.c.xid, events.c.position, postgresql_where=text(CLOSING))


class PostgresClosings:
    """Reads every committed event, also those that no subscriber may be shown yet."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)

    async def newest(self) -> Position:
        """Give where the newest one stands; START where there is none."""
        async with self._engine.connect() as connection:
            row = (await connection.execute(NEWEST)).one_or_none()
        return Position(row.writer, row.position) if row else START
