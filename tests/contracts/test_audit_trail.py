"""Reading the audit log and erasing addresses from it, in memory and on PostgreSQL."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.audit_log import NOON, entry
from tests.sealed import sealed_log

from aurora.domains.identity.audit import AuditEntry, Outcome, Subject
from aurora.domains.identity.audit_chain import BEGINNING, seal
from aurora.domains.principal import ANONYMOUS
from aurora.infrastructure.auditing import Noted, whereabouts
from aurora.infrastructure.memory.audit import MemoryAudit
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.audit_trail import PostgresAudit
from aurora.infrastructure.postgres.sealing import Sealer
from aurora.queries.identity.audit_trail import SealedEntry, Sought

ANA, EVA = UUID(int=501), UUID(int=502)


@dataclass
class Desk:
    """Where the log is read."""

    audit: MemoryAudit | PostgresAudit
    sealer: Sealer | None = None

    async def write(self, *entries: AuditEntry) -> None:
        await self.audit.keep([Noted(one, whereabouts("203.0.113.9")) for one in entries])
        if self.sealer:
            await self.sealer.step()

    async def read(self, cursor: int | None = None, limit: int = 50, **sought: object) -> list[int]:
        listed = await self.listed(cursor, limit, **sought)
        return [one.sequence for one in listed]

    async def listed(
        self, cursor: int | None = None, limit: int = 50, **sought: object
    ) -> Sequence[SealedEntry]:
        oldest = bool(sought.pop("oldest_first", False))
        wanted = replace(Sought(), **sought)
        return await self.audit.read(wanted, limit=limit, cursor=cursor, oldest_first=oldest)


@pytest.fixture(params=["memory", "postgres"])
async def desk(request: pytest.FixtureRequest, postgres_url: str) -> AsyncIterator[Desk]:
    if request.param == "memory":
        yield Desk(MemoryAudit(MemoryRecord(MemoryClock(), MemoryIds())))
        return
    async with sealed_log(postgres_url) as log:
        yield Desk(PostgresAudit(log.engine), log.sealer)


async def test_an_entry_is_read_back_as_it_was_written_with_its_place_and_address(
    desk: Desk,
) -> None:
    await desk.write(entry(1), entry(2))
    (found,) = await desk.listed(limit=1)
    (_, honest) = seal(BEGINNING, [entry(1), entry(2)])

    assert honest.entry
    assert (found.sequence, found.hash) == (2, honest.hash)
    assert (found.id, found.at, found.subjects) == (
        honest.entry.id,
        honest.entry.at,
        honest.entry.subjects,
    )
    assert found.address == "203.0.113.9"


async def test_it_is_read_part_by_part_in_either_direction(desk: Desk) -> None:
    await desk.write(*(entry(number) for number in range(1, 6)))

    assert await desk.read(limit=2) == [5, 4]
    assert await desk.read(4, limit=2) == [3, 2]
    assert await desk.read(2) == [1]
    assert await desk.read(limit=2, oldest_first=True) == [1, 2]
    assert await desk.read(2, oldest_first=True) == [3, 4, 5]
    assert await desk.read(5, oldest_first=True) == []


async def test_it_is_narrowed_by_time_person_subject_action_and_outcome(desk: Desk) -> None:
    await desk.write(
        entry(1),
        replace(entry(2), principal_id=EVA),
        entry(3, "RevokeKey"),
        replace(entry(4), outcome=Outcome.FORBIDDEN, subjects=()),
    )

    assert await desk.read(since=NOON + timedelta(seconds=3)) == [4, 3]
    assert await desk.read(until=NOON + timedelta(seconds=3)) == [2, 1]
    assert await desk.read(principal=EVA) == [2]
    assert await desk.read(subject=UUID(int=2003)) == [3]
    assert await desk.read(action="CreateUser") == [4, 2, 1]
    assert await desk.read(outcome=Outcome.FORBIDDEN) == [4]
    assert await desk.read(principal=EVA, action="RevokeKey") == []


async def test_forgetting_somebody_erases_addresses_and_changes_no_entry(desk: Desk) -> None:
    anonymous = {"principal_id": ANONYMOUS.id, "principal_kind": ANONYMOUS.kind}
    about_ana = (Subject("session", UUID(int=9)), Subject("user", ANA))
    await desk.write(
        replace(entry(1), principal_id=ANA),
        replace(entry(2), principal_id=EVA, subjects=(Subject("user", ANA),)),
        replace(entry(3), subjects=about_ana, **anonymous),
        replace(entry(4), subjects=(Subject("user", EVA),), **anonymous),
    )
    before = await desk.listed()
    await desk.audit.forget(ANA)
    after = await desk.listed()

    assert [one.sequence for one in after if one.address] == [4, 2]
    assert [replace(one, address=None) for one in before] == [
        replace(one, address=None) for one in after
    ]


async def test_addresses_are_forgotten_by_their_age(desk: Desk) -> None:
    await desk.write(entry(1), entry(2), entry(3))
    await desk.audit.forget_before(NOON + timedelta(seconds=2))

    assert [one.sequence for one in await desk.listed() if one.address] == [3, 2]
