"""The webhooks of crawls and what they were told, in PostgreSQL."""

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Integer,
    LargeBinary,
    Row,
    SmallInteger,
    Table,
    Text,
    Uuid,
    delete,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert

from aurora.domains.clock import Clock
from aurora.domains.perception.notice import Notice, NoticeState
from aurora.domains.perception.receiver import Receiver
from aurora.domains.perception.webhook import Webhook
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository, PostgresWork

T = TypeVar("T")

crawl_webhooks = Table(
    "crawl_webhooks",
    metadata,
    Column("crawl_id", Uuid, primary_key=True),
    Column("webhook", JSONB, nullable=False),
    Column("ended", Boolean, nullable=False, server_default=text("false")),
)

notices = Table(
    "notices",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("crawl_id", Uuid, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", SmallInteger, nullable=False),
)

webhook_receivers = Table(
    "webhook_receivers",
    metadata,
    Column("host_sha256", LargeBinary, primary_key=True),
    Column("receiver", JSONB, nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
)

FORGET = text("""
    DELETE FROM crawl_webhooks w
    WHERE w.ended AND NOT EXISTS (
        SELECT FROM jobs j
        WHERE j.message = 'DeliverNotice' AND j.dead IS NULL
          AND j.payload -> 'message' ->> 'crawl_id' = w.crawl_id::text
    )
""")


class PostgresNotices(PostgresRepository[Notice]):
    """The notices that were tried, one row each."""

    table = notices
    kind = "notice"

    def to_row(self, aggregate: Notice) -> Mapping[str, object]:
        """Give the columns of the notice's state."""
        state = {"state": aggregate.state, "tries": aggregate.tries}
        return {"crawl_id": aggregate.crawl_id, **state}

    def from_row(self, row: Row[Any]) -> Notice:
        """Make the notice that the row describes."""
        return Notice(**{**row._asdict(), "state": NoticeState(row.state)})


class PostgresWebhooks:
    """Keeps webhooks in the caller's transaction."""

    def __init__(self, work: PostgresWork, clock: Clock) -> None:
        self._work, self._clock = work, clock

    async def keep(self, crawl_id: UUID, webhook: Webhook) -> None:
        """Tell that webhook what happens to the crawl."""
        row = {"crawl_id": crawl_id, "webhook": msgspec.to_builtins(webhook)}
        await (await self._work.writing()).execute(insert(crawl_webhooks).values(row))

    async def find(self, crawl_id: UUID) -> Webhook | None:
        """Give the crawl's webhook."""
        table = crawl_webhooks
        asked = select(table.c.webhook).where(table.c.crawl_id == crawl_id)
        kept = (await (await self._work.reading()).execute(asked)).scalar_one_or_none()
        return msgspec.convert(kept, Webhook) if kept else None

    async def close(self, crawl_id: UUID) -> None:
        """Note that all notices are on their way."""
        ended = update(crawl_webhooks).where(crawl_webhooks.c.crawl_id == crawl_id)
        await (await self._work.writing()).execute(ended.values(ended=True))

    async def receiver(self, host: str, change: Callable[[Receiver], T]) -> T:
        """Change how the receiver at a host stands, under a lock on its row."""
        connection, table = await self._work.writing(), webhook_receivers
        key, now = sha256(host.encode()).digest(), self._clock.now()
        new = {"host_sha256": key, "receiver": {}, "seen_at": now}
        await connection.execute(upsert(table).values(new).on_conflict_do_nothing())
        here = table.c.host_sha256 == key
        asked = select(table.c.receiver).where(here).with_for_update()
        receiver = msgspec.convert((await connection.execute(asked)).scalar_one(), Receiver)
        answer = change(receiver)
        kept = {"receiver": msgspec.to_builtins(receiver), "seen_at": now}
        await connection.execute(update(table).where(here).values(kept))
        return answer

    async def forget(self, *, seen_before: datetime) -> None:
        """Forget those to which no notice is on its way, and who was not seen since then."""
        connection, table = await self._work.writing(), webhook_receivers
        await connection.execute(FORGET)
        await connection.execute(delete(table).where(table.c.seen_at < seen_before))
