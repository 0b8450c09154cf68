"""What the record of identity promises of invitations and of being forgotten, in memory and on
PostgreSQL.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.databases import fresh_database, wiring

from aurora.domains.errors import Stale
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.events import EVENTS
from aurora.domains.identity.invitation import LIFE, Invitation
from aurora.domains.identity.one_time import Ticket, sha256_of
from aurora.domains.identity.person import Person
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.roles import Role
from aurora.domains.identity.user import User
from aurora.infrastructure.memory.doorkeeper import MemoryDirectory
from aurora.infrastructure.memory.identity import MemoryIdentity
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.directory import PostgresDirectory
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.queries.identity.ports import Directory

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ADA, ANA, NOBODY = UUID(int=1), UUID(int=41), UUID(int=99)
EMAIL, TOKEN = "ana@example.org", "0" * 43


@dataclass
class Record:
    identity: Identity
    directory: Directory


@pytest.fixture
def memory() -> Record:
    kept = MemoryRecord(MemoryClock(), MemoryIds())
    return Record(MemoryIdentity(kept), MemoryDirectory(kept))


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Record]:
    async with fresh_database(postgres_url) as engine:
        yield Record(PostgresIdentity(wiring(engine, EVENTS)), PostgresDirectory(engine))


@pytest.fixture(params=["memory", "postgres"])
def record(request: pytest.FixtureRequest) -> Record:
    chosen: Record = request.getfixturevalue(request.param)
    return chosen


def invitation(number: int, email: str = EMAIL, by: UUID = ADA) -> Invitation:
    return Invitation.make(UUID(int=number), email, Role.EDITOR, "pt-BR", by, NOW)


def ana() -> User:
    return User.create(ANA, Person(email=EMAIL, name="Ana Lima"), Role.VIEWER, "a hash")


def state(aggregate: Invitation) -> dict[str, object]:
    return {name: value for name, value in vars(aggregate).items() if name != "pending"}


async def test_an_invitation_comes_back_whole(record: Record) -> None:
    added = invitation(7)
    added.offer("a hash")
    async with record.identity.work() as work:
        work.invitations.add(added)

    async with record.identity.work() as work:
        found = await work.invitations.get(added.id)

    assert found.version == 2
    assert state(found) == state(added)


async def test_invitations_are_found_by_address_by_token_and_by_maker(record: Record) -> None:
    revoked, present, other = invitation(7), invitation(8), invitation(9, "bia@x.example", ANA)
    revoked.revoke()
    accepted = invitation(10, "before@x.example")
    accepted.offer(sha256_of(TOKEN))
    accepted.accept(TOKEN, ANA, NOW)
    present.offer("a hash")
    async with record.identity.work() as work:
        for one in (revoked, present, other, accepted):
            work.invitations.add(one)

    async with record.identity.work() as work:
        found = await work.invitations.open_to(EMAIL), await work.invitations.with_token("a hash")
        missing = (
            await work.invitations.open_to("x@x.example"),
            await work.invitations.with_token("x"),
        )
        about, by = await work.invitations.about(ana()), await work.invitations.open_by(ANA)
        none = await work.invitations.open_by(NOBODY)

    assert [one.id if one else None for one in found] == [present.id] * 2
    assert missing == (None, None)
    assert {one.id for one in about} == {revoked.id, present.id, accepted.id}
    assert [[one.id for one in by], [*none]] == [[other.id], []]


async def test_there_are_never_two_open_ones_to_an_address(record: Record) -> None:
    async with record.identity.work() as work:
        work.invitations.add(invitation(7))

    with pytest.raises(Stale):
        async with record.identity.work() as work:
            work.invitations.add(invitation(8))


async def test_one_takes_the_place_of_another_in_one_step(record: Record) -> None:
    async with record.identity.work() as work:
        work.invitations.add(invitation(7))

    async with record.identity.work() as work:
        last = await work.invitations.open_to(EMAIL)
        assert last is not None
        last.revoke()
        work.invitations.add(invitation(8))

    async with record.identity.work() as work:
        present = await work.invitations.open_to(EMAIL)
        assert present is not None
        assert present.id == UUID(int=8)


async def test_those_that_ran_out_long_ago_are_found_some_at_a_time(record: Record) -> None:
    old = [invitation(number, f"{number}@x.example") for number in (7, 8)]
    async with record.identity.work() as work:
        for one in old:
            work.invitations.add(one)

    async with record.identity.work() as work:
        none = await work.invitations.over_before(NOW + LIFE, 10)
        both = await work.invitations.over_before(NOW + LIFE + timedelta(seconds=1), 10)
        some = await work.invitations.over_before(NOW + LIFE + timedelta(seconds=1), 1)

    assert ([*none], {one.id for one in both}) == ([], {one.id for one in old})
    assert len(some) == 1


async def test_the_directory_tells_whom_invitations_are_for(record: Record) -> None:
    async with record.identity.work() as work:
        work.invitations.add(invitation(7))

    assert await record.directory.invited([UUID(int=7), NOBODY]) == {UUID(int=7): EMAIL}
    assert await record.directory.invited([]) == {}


async def test_who_is_erased_is_nowhere(record: Record) -> None:
    user = ana()
    async with record.identity.work() as work:
        work.users.add(user)
        work.invitations.add(invitation(7))

    async with record.identity.work() as work:
        gone, letter = await work.users.get(ANA), await work.invitations.get(UUID(int=7))
        gone.erase()
        letter.erase()
        work.users.erase(gone)
        work.invitations.erase(letter)

    async with record.identity.work() as work:
        assert await work.users.find(ANA) is None
        assert await work.users.with_email(EMAIL) is None
        assert await work.invitations.about(user) == []
    assert await record.directory.people([ANA]) == {}


async def test_keys_are_found_by_who_issued_them_whatever_became_of_them(
    record: Record,
) -> None:
    issued = [_key(number, by) for number, by in ((7, ANA), (8, ANA), (9, ADA))]
    issued[1].revoke()
    async with record.identity.work() as work:
        for key in issued:
            work.keys.add(key)

    async with record.identity.work() as work:
        found = {key.id for key in await work.keys.issued_by(ANA)}
        assert found == {issued[0].id, issued[1].id}
        assert await work.keys.issued_by(NOBODY) == []


async def test_accounts_are_found_by_what_is_kept_of_a_new_address(record: Record) -> None:
    user = ana()
    user.ask_address("ana.lima@example.org")
    user.offer_address(Ticket(sha256="a hash", until=NOW + timedelta(hours=1)))
    async with record.identity.work() as work:
        work.users.add(user)

    async with record.identity.work() as work:
        found = await work.users.with_new_address("a hash")
        missing = await work.users.with_new_address("another hash")

    assert found is not None
    assert (found.new_email, found.new_address) == (user.new_email, user.new_address)
    assert missing is None
    assert await record.directory.wanted(ANA) == "ana.lima@example.org"
    assert await record.directory.wanted(NOBODY) is None


def _key(number: int, by: UUID) -> ApiKey:
    plain = PlainKey.mint(Environment("test"), UUID(int=number), number.to_bytes(32))
    return ApiKey.issue(plain, "indexer", Role.VIEWER, by)
