"""The frontier in PostgreSQL: a row per URL, a lease per host, counters per crawl."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Double,
    Identity,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Row,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from aurora.domains.perception.frontier import Candidate, Claim
from aurora.domains.perception.pace import Pace
from aurora.domains.perception.sitemaps import Itinerary
from aurora.infrastructure.postgres.frontier_sql import DUE, RENEW, TAKE
from aurora.infrastructure.postgres.heartbeat import Heartbeat
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import Wiring

WAITING, DONE, DROPPED = "waiting", "done", "dropped"
IS_WAITING = text("state = 'waiting'")
IS_LEFT = text("state = 'dropped'")

hosts = Table(
    "hosts",
    metadata,
    Column("host", Text, primary_key=True),
    Column("next_allowed_at", DateTime(timezone=True), nullable=False),
    Column("leased_until", DateTime(timezone=True)),
    Column("leased_by", Uuid),
    Column("fence", BigInteger, nullable=False, server_default="0"),
    Column("troubles", Integer, nullable=False, server_default="0"),
    Column("delay", Double),
    Column("crawl_delay", Double),
    Column("response_time", Double),
    Column("wanted_until", DateTime(timezone=True)),
    Column("guests", SmallInteger, nullable=False, server_default="0"),
)

frontier_crawls = Table(
    "frontier_crawls",
    metadata,
    Column("crawl_id", Uuid, primary_key=True),
    Column("known", Integer, nullable=False, server_default="0"),
    Column("kept", Integer, nullable=False, server_default="0"),
    Column("kept_bytes", BigInteger, nullable=False, server_default="0"),
    Column("reached", Text),
    Column("priority", SmallInteger, nullable=False, server_default="0"),
    Column("ends_at", DateTime(timezone=True)),
    Column("rests_since", DateTime(timezone=True)),
    Column("paused", Boolean, nullable=False, server_default=text("false")),
    Column("closed", Boolean, nullable=False, server_default=text("false")),
    Column("left_out", JSONB, nullable=False, server_default=text("'{}'")),
    Index("frontier_crawls_open", "crawl_id", postgresql_where=text("NOT closed")),
)

crawl_credentials = Table(
    "crawl_credentials",
    metadata,
    Column("crawl_id", Uuid, primary_key=True),
    Column("credentials", JSONB, nullable=False),
)

frontier_hosts = Table(
    "frontier_hosts",
    metadata,
    Column("crawl_id", Uuid, nullable=False),
    Column("host", Text, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("survey", Boolean, nullable=False, server_default=text("false")),
    Column("itinerary", JSONB(none_as_null=True)),
    Column("served_at", DateTime(timezone=True), nullable=False),
    PrimaryKeyConstraint("crawl_id", "host"),
    Index("frontier_hosts_waiting", "host", postgresql_where=text("waiting > 0")),
)

frontier_urls = Table(
    "frontier_urls",
    metadata,
    Column("crawl_id", Uuid, nullable=False),
    Column("url_sha256", LargeBinary, nullable=False),
    Column("url", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("rank", SmallInteger, nullable=False, server_default="0"),
    Column("depth", SmallInteger, nullable=False),
    Column("number", BigInteger, Identity(always=True), nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("named_by", Text),
    Column("way", ARRAY(Text)),
    PrimaryKeyConstraint("crawl_id", "url_sha256"),
    Index(
        "frontier_urls_next",
        "crawl_id",
        "host",
        "rank",
        "depth",
        "number",
        postgresql_where=IS_WAITING,
    ),
    Index("frontier_urls_due", "crawl_id", "host", "due_at", postgresql_where=IS_WAITING),
    Index("frontier_urls_left", "crawl_id", "host", "depth", "number", postgresql_where=IS_LEFT),
)


UNKNOWN = dict.fromkeys(Pace.__struct_fields__)


def pace_of(row: Row[Any]) -> Pace | None:
    """Give how a host was asked; None for one that never was."""
    if row.delay is None:
        return None
    return Pace(delay=row.delay, crawl_delay=row.crawl_delay, response_time=row.response_time)


def told(pace: Pace | None) -> Mapping[str, object]:
    """Give what is to be noted of how a host was asked; nothing where it was not."""
    return msgspec.structs.asdict(pace) if pace else UNKNOWN


def hash_of(url: str) -> bytes:
    """Give the key of a URL within its crawl."""
    return sha256(url.encode()).digest()


class PostgresFrontier:
    """Leases hosts; each call is a short transaction of its own."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        self._heartbeat = Heartbeat(wiring)

    async def claim(self, crawl_id: UUID, host: str, *, limit: int, seconds: float) -> Claim | None:
        """Take the host, unless it is held or must not be asked yet."""
        now = self._wiring.clock.now()
        until = now + timedelta(seconds=seconds)
        where = {"crawl": crawl_id, "host": host, "now": now}
        async with self._wiring.engine.begin() as connection:
            held = (await connection.execute(TAKE, {**where, "until": until})).one_or_none()
            if held is None:
                return None
            candidates = await _due(connection, where, limit)
        return Claim(
            crawl_id=crawl_id,
            host=host,
            fence=held.fence,
            until=until,
            candidates=candidates,
            troubles=held.troubles,
            pace=pace_of(held),
            survey=bool(held.survey),
            itinerary=msgspec.json.decode(held.itinerary or "{}", type=Itinerary),
        )

    def kept(self, claim: Claim, *, seconds: float) -> AbstractAsyncContextManager[None]:
        """Hold the host in the heartbeat of this process."""
        return self._heartbeat.kept(claim, seconds=seconds)

    async def renew(
        self,
        claim: Claim,
        *,
        limit: int,
        seconds: float,
        next_allowed_at: datetime | None = None,
        pace: Pace | None = None,
    ) -> Claim | None:
        """Hold the host longer and look again at what waits."""
        now = self._wiring.clock.now()
        until = now + timedelta(seconds=seconds)
        where = {"crawl": claim.crawl_id, "host": claim.host, "now": now}
        given = {"fence": claim.fence, "until": until, "allowed": next_allowed_at, **told(pace)}
        async with self._wiring.engine.begin() as connection:
            held = (await connection.execute(RENEW, {**where, **given})).one_or_none()
            if held is None:
                return None
            candidates = await _due(connection, where, 0 if held.wanted else limit)
        survey = claim.survey and not held.wanted and bool(held.survey)
        return replace(claim, until=until, candidates=candidates, survey=survey)


async def _due(
    connection: AsyncConnection, where: Mapping[str, object], limit: int
) -> Sequence[Candidate]:
    if not limit:
        return ()
    rows = await connection.execute(DUE, {**where, "limit": limit})
    return [Candidate(**{**row._asdict(), "way": tuple(row.way or ())}) for row in rows]
