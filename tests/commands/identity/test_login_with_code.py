"""Signing in with a second factor."""

import asyncio

import pytest
from sqlalchemy import func, select
from tests.databases import fresh_database, wiring
from tests.harness import Present, Silence
from tests.identity_house import EMAIL, PASSWORD, House
from tests.second_factors import signed_in, with_second_factor

from aurora.bus import Bus
from aurora.commands.identity.login import Login, login
from aurora.domains.errors import AuroraError, Invalid, TooOften
from aurora.domains.identity.code_app import CodeApp
from aurora.domains.identity.events import EVENTS
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.refusal import CodeNeeded, SignInRefused
from aurora.domains.identity.second_factor import second_factor_of
from aurora.domains.principal import ANONYMOUS
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.postgres.tables import events


async def test_a_right_password_without_a_code_is_told_that_one_is_needed() -> None:
    house = House()
    await with_second_factor(house)

    with pytest.raises(CodeNeeded) as refusal:
        await house.sign_in()
    assert refusal.value.facts == {"needs": "code"}


async def test_a_wrong_password_is_told_nothing_of_it() -> None:
    house = House()
    _, phone, _ = await with_second_factor(house)

    for code in (None, phone.next(), "999999"):
        with pytest.raises(SignInRefused):
            await house.sign_in(EMAIL, PASSWORD + "!", code)


async def test_a_wrong_code_answers_like_a_wrong_password_and_costs_as_much() -> None:
    house = House()
    await with_second_factor(house)
    before = house.hasher.verified

    with pytest.raises(SignInRefused) as code:
        await house.sign_in(code="999999")
    with pytest.raises(SignInRefused) as password:
        await house.sign_in(EMAIL, PASSWORD + "!", "999999")

    assert str(code.value) == str(password.value)
    assert house.hasher.verified == before + 2


async def test_a_code_of_the_app_opens_once() -> None:
    house = House()
    _, phone, _ = await with_second_factor(house)
    code = phone.next()

    assert await signed_in(house, code=code)
    with pytest.raises(SignInRefused):
        await signed_in(house, code=code)
    assert await signed_in(house, code=phone.next())


async def test_a_recovery_code_opens_once() -> None:
    house = House()
    _, _, recovery = await with_second_factor(house)

    assert await signed_in(house, code=recovery[3].lower().replace("-", " "))
    with pytest.raises(SignInRefused):
        await signed_in(house, code=recovery[3])


async def test_what_can_be_no_code_is_refused_before_anything_is_hashed() -> None:
    house = House()
    await house.add_user()

    with pytest.raises(Invalid):
        await house.sign_in(code="a" * 100_000)
    assert house.hasher.verified == 0


async def test_who_has_no_second_factor_may_send_a_code_all_the_same() -> None:
    house = House()
    await house.add_user()

    assert await signed_in(house, code="123456")


async def test_guessing_codes_is_slowed_down_and_asking_whether_one_is_needed_is_not() -> None:
    house = House()
    await with_second_factor(house)
    for _ in range(40):
        with pytest.raises(CodeNeeded):
            await house.sign_in()

    for number in range(10):
        with pytest.raises(SignInRefused):
            await house.sign_in(code=f"{number:06}")
    outcomes = [await refusal(house, f"{number:06}") for number in range(5)]
    assert TooOften in outcomes


async def refusal(house: House, code: str) -> type[AuroraError] | None:
    try:
        await house.sign_in(code=code)
    except AuroraError as error:
        return type(error)
    return None


async def test_of_many_who_use_one_code_at_once_one_comes_in(postgres_url: str) -> None:
    house = House()
    by, phone, recovery = await with_second_factor(house)
    async with house.identity.work() as work:
        user = await work.users.get(by.id)
        factor = await work.second_factors.get(second_factor_of(by.id))
    async with fresh_database(postgres_url) as engine:
        identity = PostgresIdentity(wiring(engine, EVENTS))
        async with identity.work() as work:
            for aggregate in (user, factor):
                aggregate.version = 0
            user.rehash(user.password_hash)
            factor.replace_recovery_codes(factor.recovery)
            work.users.add(user)
            work.second_factors.add(factor)
        bus = Bus(
            (login,),
            {**house.ports, Identity: identity, CodeApp: house.app},
            ledger=PostgresLedger(engine),
            progress=Present(),
            meter=Silence(),
        )
        for code in (phone.next(), recovery[0]):
            command = Login(email=EMAIL, password=PASSWORD, code=code)
            outcomes = await asyncio.gather(
                *(bus.send(command, ANONYMOUS) for _ in range(4)), return_exceptions=True
            )
            refused = [one for one in outcomes if isinstance(one, SignInRefused | TooOften)]
            assert len(refused) == 3, outcomes

        async with engine.connect() as connection:
            started = events.c.type == "identity.session-started.v1"
            assert await connection.scalar(select(func.count()).where(started)) == 2
