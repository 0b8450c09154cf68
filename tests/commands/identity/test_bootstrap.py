"""The first administrator."""

import asyncio

import pytest
from tests.identity_house import EMAIL, PASSWORD, TOKEN, House, first_administrator

from aurora.commands.identity.bootstrap import Bootstrap
from aurora.commands.identity.prepare_bootstrap import PrepareBootstrap
from aurora.domains.errors import Invalid
from aurora.domains.identity.installation import AlreadyClaimed, WrongToken
from aurora.domains.identity.roles import PERMISSIONS, Role
from aurora.domains.principal import ANONYMOUS, SYSTEM


async def prepared() -> House:
    house = House()
    await house.bus.send(PrepareBootstrap(token=TOKEN), SYSTEM)
    return house


async def test_the_first_administrator_signs_in_and_may_administer() -> None:
    house = await prepared()
    made = await house.bus.send(first_administrator(), ANONYMOUS)
    await house.settle()

    principal = await house.who(await house.sign_in(EMAIL, PASSWORD))

    assert principal.id == made.id
    assert principal.permissions == PERMISSIONS[Role.ADMINISTRATOR]


async def test_fifty_at_once_make_one_administrator() -> None:
    house = await prepared()
    crowd = [first_administrator(email=f"u{number}@example.org") for number in range(50)]

    outcomes = await asyncio.gather(
        *(house.bus.send(one, ANONYMOUS) for one in crowd), return_exceptions=True
    )

    refused = [outcome for outcome in outcomes if isinstance(outcome, AlreadyClaimed)]
    assert len(refused) == 49
    assert len(house.record.kinds["user"]) == 1


@pytest.mark.parametrize("token", [TOKEN, "a-token-that-never-was"])
async def test_afterwards_the_door_is_gone_whatever_the_token(token: str) -> None:
    house = await prepared()
    await house.bus.send(first_administrator(), ANONYMOUS)

    with pytest.raises(AlreadyClaimed):
        await house.bus.send(first_administrator(token, "bia@example.org"), ANONYMOUS)


async def test_a_wrong_token_makes_nobody_and_costs_no_hash() -> None:
    house = await prepared()

    with pytest.raises(WrongToken):
        await house.bus.send(first_administrator("a-token-that-never-was"), ANONYMOUS)
    assert "user" not in house.record.kinds or not house.record.kinds["user"]
    assert house.hasher.hashed == 0


async def test_no_token_works_before_one_was_prepared() -> None:
    with pytest.raises(WrongToken):
        await House().bus.send(first_administrator(), ANONYMOUS)


async def test_a_bad_password_leaves_the_token_as_it_was() -> None:
    house = await prepared()
    weak = Bootstrap(token=TOKEN, email=EMAIL, name="Ana", password="short")

    with pytest.raises(Invalid, match="at least 15"):
        await house.bus.send(weak, ANONYMOUS)
    assert await house.bus.send(first_administrator(), ANONYMOUS)


async def test_neither_password_nor_its_hash_is_kept_for_idempotency() -> None:
    house = await prepared()

    await house.bus.send(first_administrator(), ANONYMOUS, key="once")

    assert not house.record.answers
