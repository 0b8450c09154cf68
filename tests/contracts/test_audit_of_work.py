"""What a unit of work leaves in the audit log, in memory and on PostgreSQL."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

import pytest
from sqlalchemy import select
from tests.databases import wiring
from tests.people import EDITOR
from tests.tallies import (
    MemoryTallies,
    Open,
    Tallies,
    Tally,
    postgres_tallies,
    seed,
    tally_database,
)

from aurora.bus import Delivery, delivery
from aurora.domains.identity.audit import AuditEntry, Outcome, Subject
from aurora.domains.identity.events import EVENTS
from aurora.domains.identity.installation import INSTALLATION_ID, Installation
from aurora.domains.identity.ports import Identity
from aurora.domains.origin import WITHIN, Origin
from aurora.domains.principal import SYSTEM, Principal
from aurora.infrastructure.auditing import Noted, Whereabouts
from aurora.infrastructure.memory.identity import MemoryIdentity
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.audit import addresses, entries
from aurora.infrastructure.postgres.audit_rows import entry_of
from aurora.infrastructure.postgres.identity import PostgresIdentity

SHEEP, GOATS = UUID(int=1), UUID(int=2)
DOOR = Origin(address="203.0.113.9", agent="curl", request_id="0123")


@dataclass
class Field:
    """Tallies and identity, and what was noted about them."""

    tallies: Tallies
    identity: Identity
    audit: Callable[[], Awaitable[Sequence[Noted]]]

    async def entries(self) -> list[AuditEntry]:
        return [noted.entry for noted in await self.audit()]


@pytest.fixture
def memory() -> Field:
    record = MemoryRecord(MemoryClock(), MemoryIds())

    async def audit() -> Sequence[Noted]:
        return record.audit

    return Field(MemoryTallies(record), MemoryIdentity(record), audit)


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Field]:
    async with tally_database(postgres_url) as engine:

        async def audit() -> Sequence[Noted]:
            joined = entries.outerjoin(addresses, addresses.c.entry_id == entries.c.id)
            asked = select(entries, addresses.c.address, addresses.c.salt).select_from(joined)
            async with engine.connect() as connection:
                rows = (await connection.execute(asked.order_by(entries.c.id))).all()
            return [
                Noted(entry_of(row), Whereabouts(row.address, row.salt) if row.salt else None)
                for row in rows
            ]

        identity = PostgresIdentity(wiring(engine, EVENTS))
        yield Field(postgres_tallies(engine), identity, audit)


@pytest.fixture(params=["memory", "postgres"])
def field(request: pytest.FixtureRequest) -> Field:
    chosen: Field = request.getfixturevalue(request.param)
    return chosen


@contextmanager
def sent(by: Principal, origin: Origin = WITHIN) -> Iterator[None]:
    token = delivery.set(Delivery(message=Open, by=by, origin=origin))
    try:
        yield
    finally:
        delivery.reset(token)


async def test_a_callers_change_is_noted_with_who_what_and_from_where(field: Field) -> None:
    with sent(EDITOR, DOOR):
        async with field.tallies.work() as work:
            for id, name in ((SHEEP, "sheep"), (GOATS, "goats")):
                tally = Tally(id=id, name=name)
                tally.count(1)
                work.tallies.add(tally)

    (noted,) = await field.audit()
    entry, where = noted.entry, noted.whereabouts
    assert (entry.principal_id, entry.principal_kind) == (EDITOR.id, EDITOR.kind)
    assert (entry.action, entry.outcome, entry.count) == ("Open", Outcome.DONE, 1)
    assert entry.subjects == (Subject("tally", SHEEP), Subject("tally", GOATS))
    assert entry.events == ("tests.counted.v1",)
    assert entry.request_id == "0123"
    assert where
    assert where.address == "203.0.113.9"
    assert entry.address_sha256 == sha256(where.salt + b"203.0.113.9").hexdigest()


async def test_the_same_address_is_hashed_differently_each_time(field: Field) -> None:
    with sent(EDITOR, DOOR):
        await seed(field.tallies, SHEEP)
        await seed(field.tallies, GOATS, name="goats")

    assert len({entry.address_sha256 for entry in await field.entries()}) == 2


async def test_what_comes_from_within_has_no_address(field: Field) -> None:
    with sent(EDITOR):
        await seed(field.tallies, SHEEP)

    assert [(n.whereabouts, n.entry.address_sha256) for n in await field.audit()] == [(None, None)]


async def test_a_work_that_only_asks_for_a_job_is_noted(field: Field) -> None:
    with sent(EDITOR):
        async with field.tallies.work() as work:
            work.enqueue(Open(name="goats"))

    assert [entry.subjects for entry in await field.entries()] == [()]


async def test_what_changes_nothing_or_is_undone_is_not_noted(field: Field) -> None:
    await seed(field.tallies, SHEEP)

    async def fail() -> None:
        async with field.tallies.work() as work:
            (await work.tallies.get(SHEEP)).count(1)
            raise LookupError

    with sent(EDITOR):
        async with field.tallies.work() as work:
            await work.tallies.get(SHEEP)
        with pytest.raises(LookupError):
            await fail()

    assert await field.audit() == []


async def test_what_aurora_does_by_itself_is_noted_in_identity_alone(field: Field) -> None:
    with sent(SYSTEM):
        await seed(field.tallies, SHEEP)
        async with field.identity.work() as work:
            installation = Installation(id=INSTALLATION_ID)
            installation.prepare("a-one-time-token-0123456789")
            work.installations.add(installation)

    entries = await field.entries()
    assert [(e.principal_id, e.subjects) for e in entries] == [
        (SYSTEM.id, (Subject("installation", INSTALLATION_ID),)),
    ]
