"""What the record of identity promises, in memory and on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.databases import fresh_database, wiring

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Stale
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.events import EVENTS
from aurora.domains.identity.installation import INSTALLATION_ID, Installation
from aurora.domains.identity.keyring import KEYRING_ID, Keyring, MintedKey
from aurora.domains.identity.one_time import Ticket
from aurora.domains.identity.one_time_code import OneTimeCode
from aurora.domains.identity.own_role import OwnRole, role_id
from aurora.domains.identity.person import Person
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.roles import Role
from aurora.domains.identity.second_factor import SecondFactor, second_factor_of
from aurora.domains.identity.user import User
from aurora.domains.principal import Permission, PrincipalKind
from aurora.infrastructure.memory.identity import MemoryIdentity
from aurora.infrastructure.memory.security import MemoryCodeApp
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.identity import PostgresIdentity

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TOKEN = "one-time-token-0123456789"
TICKET = Ticket(sha256="a hash", until=datetime(2026, 11, 1, tzinfo=UTC))
ANA, BIA, ADMINISTRATOR = UUID(int=41), UUID(int=42), UUID(int=1)
NOW, SECOND = datetime(2026, 11, 27, tzinfo=UTC), timedelta(seconds=1)


@pytest.fixture
def memory() -> Identity:
    return MemoryIdentity(MemoryRecord(MemoryClock(), MemoryIds()))


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Identity]:
    async with fresh_database(postgres_url) as engine:
        yield PostgresIdentity(wiring(engine, EVENTS))


@pytest.fixture(params=["memory", "postgres"])
def identity(request: pytest.FixtureRequest) -> Identity:
    chosen: Identity = request.getfixturevalue(request.param)
    return chosen


def user(id: UUID = ANA, email: str = "ana@example.org", role: str = Role.VIEWER) -> User:
    return User.create(id, Person(email=email, name="Ana Lima", language="pt-BR"), role, "a hash")


def administrator(number: int) -> User:
    person = Person(email=f"a{number}@example.org", name="Ada")
    return User.create(UUID(int=200 + number), person, Role.ADMINISTRATOR, "a hash")


def key(number: int, *, local: bool = False) -> ApiKey:
    plain = PlainKey.mint(Environment("test"), UUID(int=number), number.to_bytes(32))
    return ApiKey.issue(plain, "indexer", Role.VIEWER, ADMINISTRATOR, local=local)


def role(*permissions: Permission) -> OwnRole:
    role = OwnRole.named("clerk")
    role.define(set(permissions) or {Permission.SEARCH})
    return role


def minted(number: int) -> MintedKey:
    return MintedKey(kid=f"key-{number}", x="x", private="pem")


def state(aggregate: Aggregate) -> dict[str, object]:
    return {name: value for name, value in vars(aggregate).items() if name != "pending"}


async def test_a_user_comes_back_whole(identity: Identity) -> None:
    added = user()
    added.disable(ADMINISTRATOR)
    added.end_sessions(datetime(2026, 1, 1, tzinfo=UTC), kept=UUID(int=7))
    added.password_stands_alone = False
    added.offer_reset(TICKET)
    async with identity.work() as work:
        work.users.add(added)

    async with identity.work() as work:
        found = await work.users.get(ANA)

    assert found.version == 4
    assert state(found) == state(added)


async def test_a_key_comes_back_whole(identity: Identity) -> None:
    added = ApiKey.issue(
        PlainKey.mint(Environment("test"), UUID(int=7), bytes(32)),
        "indexer",
        Role.VIEWER,
        ANA,
        issuer=PrincipalKind.USER,
        scopes=frozenset({Permission.SEARCH, Permission.ASK}),
        at=NOW,
        expires_at=NOW + timedelta(days=1),
    )
    added.rotate(
        PlainKey.mint(Environment("test"), UUID(int=7), bytes(range(32))),
        NOW,
        timedelta(hours=1),
        None,
    )
    async with identity.work() as work:
        work.keys.add(added)

    async with identity.work() as work:
        found = await work.keys.get(added.id)

    assert state(found) == state(added)


async def test_an_own_role_comes_back_whole(identity: Identity) -> None:
    added = role(Permission.SEARCH, Permission.ASK)
    async with identity.work() as work:
        work.roles.add(added)

    async with identity.work() as work:
        found = await work.roles.get(added.id)

    assert state(found) == state(added)


async def test_a_deleted_role_is_kept_but_nobody_is_given_it(identity: Identity) -> None:
    gone = role()
    gone.delete(holders=0)
    async with identity.work() as work:
        work.roles.add(gone)

    async with identity.work() as work:
        assert await work.roles.staying("clerk") is None
        assert (await work.roles.get(gone.id)).deleted


async def test_those_who_hold_a_role_are_counted(identity: Identity) -> None:
    plain = [PlainKey.mint(Environment("test"), UUID(int=n), bytes(32)) for n in (7, 8, 9)]
    held, revoked, over = [
        ApiKey.issue(one, "indexer", "clerk", ADMINISTRATOR, expires_at=NOW + number * SECOND)
        for number, one in zip((1, 1, 0), plain, strict=True)
    ]
    revoked.revoke()
    async with identity.work() as work:
        work.roles.add(role())
        work.users.add(user(ANA))
        work.users.add(user(BIA, "bia@example.org", "clerk"))
        work.keys.add(held)
        work.keys.add(revoked)
        work.keys.add(over)

    async with identity.work() as work:
        assert await work.roles.holders("clerk", NOW) == 2
        assert await work.roles.holders("another", NOW) == 0


async def test_no_role_is_deleted_while_it_is_given(identity: Identity) -> None:
    async with identity.work() as work:
        work.roles.add(role())

    async def give(number: int) -> None:
        async with identity.work() as work:
            if await work.roles.staying("clerk"):
                added = user(UUID(int=number), f"u{number}@example.org", "clerk")
                work.users.add(added)

    async def delete() -> None:
        async with identity.work() as work:
            found = await work.roles.get(role_id("clerk"))
            if not await work.roles.holders("clerk", NOW):
                found.delete(holders=0)

    await asyncio.gather(delete(), *(give(100 + number) for number in range(4)))

    async with identity.work() as work:
        deleted = (await work.roles.get(role_id("clerk"))).deleted
        holders = await work.roles.holders("clerk", NOW)
    assert holders in ((0,) if deleted else (4,))


async def test_the_installation_comes_back_whole(identity: Identity) -> None:
    added = Installation(id=INSTALLATION_ID)
    added.prepare(TOKEN)
    added.claim(TOKEN, ANA)
    async with identity.work() as work:
        work.installations.add(added)

    async with identity.work() as work:
        found = await work.installations.get(INSTALLATION_ID)

    assert state(found) == state(added)


async def test_a_second_factor_comes_back_whole(identity: Identity) -> None:
    added, app = SecondFactor.of(ANA), MemoryCodeApp()
    added.begin(bytes(range(20)))
    code = OneTimeCode.read(app.shown(bytes(range(20)), app.now(NOW)))
    added.turn_on(code, app, NOW, ["a" * 64, "b" * 64])
    async with identity.work() as work:
        work.second_factors.add(added)

    async with identity.work() as work:
        found = await work.second_factors.get(second_factor_of(ANA))

    assert state(found) == state(added)


async def test_the_keyring_comes_back_whole(identity: Identity) -> None:
    added = Keyring(id=KEYRING_ID)
    added.rotate(minted(1), NOW)
    added.replace(minted(2), NOW + timedelta(hours=1))
    async with identity.work() as work:
        work.keyrings.add(added)

    async with identity.work() as work:
        found = await work.keyrings.get(KEYRING_ID)

    assert state(found) == state(added)


async def test_accounts_are_found_by_address(identity: Identity) -> None:
    async with identity.work() as work:
        work.users.add(user())

    async with identity.work() as work:
        found = await work.users.with_email("ana@example.org")
        missing = await work.users.with_email("bia@example.org")

    assert found is not None
    assert (found.id, missing) == (ANA, None)


async def test_administrators_are_counted_who_can_come_in(identity: Identity) -> None:
    disabled = administrator(3)
    disabled.disable(ADMINISTRATOR)
    async with identity.work() as work:
        for one in (administrator(1), administrator(2), disabled, user()):
            work.users.add(one)

    async with identity.work() as work:
        assert await work.users.other_administrators(administrator(1).id) == 1
        assert await work.users.other_administrators(ANA) == 2


async def test_of_two_administrators_who_disable_each_other_one_is_left(
    identity: Identity,
) -> None:
    async with identity.work() as work:
        for one in (administrator(1), administrator(2)):
            work.users.add(one)
    both_have_read = asyncio.Barrier(2)

    async def disable(number: int) -> bool:
        try:
            async with identity.work() as work:
                going = await work.users.get(administrator(number).id)
                await both_have_read.wait()
                others = await work.users.other_administrators(going.id)
                if others:
                    going.disable(ADMINISTRATOR)
                return others == 1
        except Stale:
            return False

    assert sorted(await asyncio.gather(disable(1), disable(2))) == [False, True]


async def test_accounts_are_found_by_what_is_kept_of_a_reset(identity: Identity) -> None:
    added = user()
    added.offer_reset(TICKET)
    async with identity.work() as work:
        work.users.add(added)
        work.users.add(user(BIA, "bia@example.org"))

    async with identity.work() as work:
        found = await work.users.with_reset(TICKET.sha256)
        missing = await work.users.with_reset("another hash")

    assert found is not None
    assert (found.id, missing) == (ANA, None)


async def test_two_accounts_never_share_an_address(identity: Identity) -> None:
    async with identity.work() as work:
        work.users.add(user(ANA))

    with pytest.raises(Stale):
        async with identity.work() as work:
            work.users.add(user(BIA))

    async with identity.work() as work:
        assert await work.users.find(BIA) is None


async def test_the_local_key_is_replaced_in_one_step(identity: Identity) -> None:
    async with identity.work() as work:
        work.keys.add(key(7, local=True))

    async with identity.work() as work:
        last = await work.keys.local()
        assert last is not None
        last.revoke()
        work.keys.add(key(8, local=True))

    async with identity.work() as work:
        present = await work.keys.local()
        assert present is not None
        assert present.id == UUID(int=8)


async def test_there_are_never_two_local_keys(identity: Identity) -> None:
    async with identity.work() as work:
        work.keys.add(key(6))
        work.keys.add(key(7, local=True))

    with pytest.raises(Stale):
        async with identity.work() as work:
            work.keys.add(key(8, local=True))


async def test_an_exception_undoes_everything(identity: Identity) -> None:
    async def fail() -> None:
        async with identity.work() as work:
            work.users.add(user())
            raise LookupError

    with pytest.raises(LookupError):
        await fail()

    async with identity.work() as work:
        assert await work.users.find(ANA) is None
        assert await work.installations.find(INSTALLATION_ID) is None


async def test_of_two_who_change_the_same_thing_one_is_told(identity: Identity) -> None:
    async with identity.work() as work:
        work.users.add(user())

    async def disable_after_somebody_else() -> None:
        async with identity.work() as slow:
            seen = await slow.users.get(ANA)
            async with identity.work() as quick:
                (await quick.users.get(ANA)).disable(ADMINISTRATOR)
            seen.disable(ADMINISTRATOR)

    with pytest.raises(Stale):
        await disable_after_somebody_else()


async def test_of_many_who_claim_the_installation_one_succeeds(identity: Identity) -> None:
    async with identity.work() as work:
        installation = Installation(id=INSTALLATION_ID)
        installation.prepare(TOKEN)
        work.installations.add(installation)
    everyone_has_read = asyncio.Barrier(8)

    async def claim(number: int) -> bool:
        administrator = user(UUID(int=100 + number), f"u{number}@example.org")
        try:
            async with identity.work() as work:
                found = await work.installations.get(INSTALLATION_ID)
                await everyone_has_read.wait()
                found.claim(TOKEN, administrator.id)
                work.users.add(administrator)
        except Stale:
            return False
        return True

    claimed = await asyncio.gather(*(claim(number) for number in range(8)))

    async with identity.work() as work:
        users = [await work.users.find(UUID(int=100 + number)) for number in range(8)]
    assert claimed.count(True) == 1
    assert [user is not None for user in users] == claimed
