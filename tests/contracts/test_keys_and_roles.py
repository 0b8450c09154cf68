"""What the record of identity promises of keys and of own roles, in memory and on PostgreSQL."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from tests.contracts.accounts import ADMINISTRATOR, ANA, BIA, NOW, key, role, state, user

from aurora.domains.errors import Stale
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.own_role import role_id
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.roles import Role
from aurora.domains.principal import Permission, PrincipalKind

SECOND = timedelta(seconds=1)


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
        personal=True,
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


async def test_keys_of_an_issuer_that_still_open_something_are_counted(identity: Identity) -> None:
    plain = [PlainKey.mint(Environment("test"), UUID(int=n), bytes(32)) for n in range(7, 12)]
    ends = (None, NOW + SECOND, NOW + SECOND, NOW, None)
    made = [
        ApiKey.issue(one, "indexer", Role.VIEWER, by, expires_at=end)
        for one, by, end in zip(plain, (ANA, ANA, ANA, ANA, BIA), ends, strict=True)
    ]
    made[2].revoke()
    async with identity.work() as work:
        for one in made:
            work.keys.add(one)

    async with identity.work() as work:
        assert await work.keys.live(ANA, NOW) == 2
        assert await work.keys.live(BIA, NOW) == 1
        assert await work.keys.live(UUID(int=404), NOW) == 0


async def test_nobody_issues_more_keys_than_are_allowed_by_being_quick(identity: Identity) -> None:
    async def issue(number: int) -> None:
        async with identity.work() as work:
            if await work.keys.live(ADMINISTRATOR, NOW) < 3:
                work.keys.add(key(number))

    await asyncio.gather(*(issue(100 + number) for number in range(8)))

    async with identity.work() as work:
        assert await work.keys.live(ADMINISTRATOR, NOW) == 3
