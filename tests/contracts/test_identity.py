"""What the record of identity promises, in memory and on PostgreSQL."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.contracts.accounts import (
    ADMINISTRATOR,
    ANA,
    BIA,
    NOW,
    administrator,
    minted,
    state,
    user,
)

from aurora.domains.errors import Stale
from aurora.domains.identity.installation import INSTALLATION_ID, Installation
from aurora.domains.identity.keyring import KEYRING_ID, Keyring
from aurora.domains.identity.one_time import Ticket
from aurora.domains.identity.one_time_code import OneTimeCode
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.second_factor import SecondFactor, second_factor_of
from aurora.infrastructure.memory.security import MemoryCodeApp

TOKEN = "one-time-token-0123456789"
TICKET = Ticket(sha256="a hash", until=datetime(2026, 11, 1, tzinfo=UTC))


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
