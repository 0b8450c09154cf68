"""The webhooks of crawls and what they were told, in PostgreSQL."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    Integer,
    Row,
    SmallInteger,
    Table,
    Text,
    Uuid,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from aurora.domains.perception.notice import Notice, NoticeState
from aurora.domains.perception.webhook import Webhook
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository, PostgresWork

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

    def __init__(self, work: PostgresWork) -> None:
        self._work = work

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

    async def forget(self) -> None:
        """Forget those to which no notice is on its way."""
        await (await self._work.writing()).execute(FORGET)
