"""The event log: appended to by units of work, read in order by subscribers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Union
from uuid import UUID

import msgspec
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from aurora.domains.event import Event, Position, Recorded, tag_of
from aurora.infrastructure.postgres.engine import reading

CHANNEL = "aurora_events"

READ = text("""
    SELECT xid::text::bigint AS writer, position, id, type, aggregate_id, version, occurred_at,
           payload::text AS payload, correlation_id, trace_id
    FROM events
    WHERE (xid, position) > (CAST(CAST(:xid AS text) AS xid8), :position)
      AND xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY events.xid, events.position
    LIMIT :limit
""")

APPEND = text("""
    INSERT INTO events (id, type, aggregate_id, version, occurred_at, payload, correlation_id)
    SELECT id, type, aggregate_id, version, occurred_at, payload::jsonb, correlation_id
    FROM unnest(CAST(:ids AS uuid[]), CAST(:types AS text[]), CAST(:aggregates AS uuid[]),
                CAST(:versions AS integer[]), CAST(:times AS timestamptz[]),
                CAST(:payloads AS text[]), CAST(:correlations AS uuid[]))
         WITH ORDINALITY AS given (id, type, aggregate_id, version, occurred_at, payload,
                                   correlation_id, number)
    ORDER BY number
    RETURNING position, xid::text::bigint AS writer
""")

HEAD = text("""
    SELECT xid::text::bigint AS writer, position FROM events
    WHERE xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY events.xid DESC, events.position DESC LIMIT 1
""")


class EventCodec:
    """Turns events into payloads and back, by their versioned tags."""

    def __init__(self, types: Sequence[type[Event]]) -> None:
        self.known = {tag_of(type): type for type in types}
        self._encoder = msgspec.json.Encoder()
        union: Any = Union[tuple(types)]  # noqa: UP007  built from a list
        self._decoder = msgspec.json.Decoder(union)

    def encode(self, event: Event) -> str:
        """Give the payload as JSON."""
        return self._encoder.encode(event).decode()

    def decode(self, payload: str | None) -> Event | None:
        """Give the event; None for an erased payload."""
        if payload is None:
            return None
        event: Event = self._decoder.decode(payload)
        return event


class Appended(msgspec.Struct, frozen=True, kw_only=True):
    """One event on its way into the log."""

    id: UUID
    aggregate_id: UUID
    version: int
    occurred_at: datetime
    event: Event
    correlation_id: UUID | None


class EventLog:
    """Reads the log; only what no running transaction can still precede is shown."""

    def __init__(self, engine: AsyncEngine, codec: EventCodec) -> None:
        self._engine = reading(engine)
        self._codec = codec

    async def read(self, after: Position, limit: int) -> list[Recorded]:
        """Give up to `limit` events after the position, in the order of (xid, position)."""
        where = {"xid": str(after.xid), "position": after.position, "limit": limit}
        async with self._engine.connect() as connection:
            rows = (await connection.execute(READ, where)).all()
        return [self._recorded(row) for row in rows]

    async def head(self) -> Position | None:
        """Give the position of the newest readable event, None in an empty log."""
        async with self._engine.connect() as connection:
            row = (await connection.execute(HEAD)).one_or_none()
        return Position(row.writer, row.position) if row else None

    def _recorded(self, row: Row[Any]) -> Recorded:
        event, unreadable = None, None
        try:
            event = self._codec.decode(row.payload)
        except msgspec.ValidationError as error:
            unreadable = str(error)
        return Recorded(
            at=Position(row.writer, row.position),
            id=row.id,
            type=row.type,
            aggregate_id=row.aggregate_id,
            version=row.version,
            occurred_at=row.occurred_at,
            event=event,
            correlation_id=row.correlation_id,
            trace_id=row.trace_id,
            unreadable=unreadable,
        )


async def append(
    connection: AsyncConnection, codec: EventCodec, appended: Sequence[Appended]
) -> Position:
    """Write events in order and wake the subscribers on commit; give the last one's position."""
    columns = {
        "ids": [one.id for one in appended],
        "types": [tag_of(one.event) for one in appended],
        "aggregates": [one.aggregate_id for one in appended],
        "versions": [one.version for one in appended],
        "times": [one.occurred_at for one in appended],
        "payloads": [codec.encode(one.event) for one in appended],
        "correlations": [one.correlation_id for one in appended],
    }
    written = (await connection.execute(APPEND, columns)).all()
    await connection.execute(text(f"NOTIFY {CHANNEL}"))
    return max(Position(row.writer, row.position) for row in written)
