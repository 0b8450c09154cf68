"""Signing in."""

import asyncio

import pytest
from tests.identity_house import EMAIL, PASSWORD, House
from tests.people import ADMIN

from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.login import Login
from aurora.domains.errors import Invalid, TooOften
from aurora.domains.identity.access_token import LIFETIME
from aurora.domains.identity.refusal import SignInRefused
from aurora.domains.identity.roles import PERMISSIONS, Role
from aurora.domains.identity.throttling import TRIES
from aurora.domains.principal import ANONYMOUS


async def test_the_token_says_how_long_it_holds_and_what_it_allows() -> None:
    house = House()
    await house.add_user()

    token = await house.bus.send(Login(email=EMAIL, password=PASSWORD), ANONYMOUS)

    assert (token.token_type, token.expires_in) == ("Bearer", LIFETIME)
    assert set(token.scope.split()) == PERMISSIONS[Role.VIEWER]


async def test_the_address_may_be_typed_in_capitals() -> None:
    house = House()
    await house.add_user("ana@example.org")

    assert await house.sign_in(" Ana@Example.ORG ")


async def test_every_sign_in_is_a_session_of_its_own() -> None:
    house = House()
    await house.add_user()

    assert await house.sign_in() != await house.sign_in()


async def test_a_missing_account_and_a_wrong_password_answer_alike_and_cost_alike() -> None:
    house = House()
    await house.add_user()

    with pytest.raises(SignInRefused) as missing:
        await house.sign_in("nobody@example.org")
    with pytest.raises(SignInRefused) as wrong:
        await house.sign_in(EMAIL, PASSWORD + "!")

    assert str(missing.value) == str(wrong.value)
    assert house.hasher.verified == 2


async def test_a_disabled_account_answers_like_a_wrong_password() -> None:
    house = House()
    id = await house.add_user()
    await house.bus.send(DisableUser(user_id=id), ADMIN)

    with pytest.raises(SignInRefused):
        await house.sign_in()
    assert house.hasher.verified == 1


async def test_an_endless_password_is_refused_before_it_is_hashed() -> None:
    house = House()
    await house.add_user()

    with pytest.raises(Invalid, match="at most"):
        await house.sign_in(EMAIL, "a" * 100_000)
    assert house.hasher.verified == 0


async def test_tokens_are_not_kept_for_idempotency() -> None:
    house = House()
    await house.add_user()

    await house.bus.send(Login(email=EMAIL, password=PASSWORD), ANONYMOUS, key="once")

    assert not house.record.answers


async def test_a_sign_in_renews_a_hash_of_older_parameters_once() -> None:
    house = House()
    await house.add_user()
    house.hasher.renewed = 1

    await house.sign_in()
    await house.sign_in()

    assert house.hasher.hashed == 2
    assert "password-rehashed" in repr(house.record.log)


async def test_a_wrong_password_renews_nothing() -> None:
    house = House()
    await house.add_user()
    house.hasher.renewed = 1

    with pytest.raises(SignInRefused):
        await house.sign_in(EMAIL, PASSWORD + "!")
    assert house.hasher.hashed == 1


async def test_two_at_once_renew_it_and_both_come_in() -> None:
    house = House()
    await house.add_user()
    house.hasher.renewed = 1

    tokens = await asyncio.gather(*(house.sign_in() for _ in range(2)))

    assert len(set(tokens)) == 2
    assert await house.sign_in()


async def test_wrong_passwords_are_borne_for_a_while_and_then_even_the_right_one_has_to_wait() -> (
    None
):
    house = House()
    await house.add_user()
    for _ in range(TRIES + 1):
        with pytest.raises(SignInRefused):
            await house.sign_in(EMAIL, PASSWORD + "!")
    verified = house.hasher.verified

    with pytest.raises(TooOften) as refusal:
        await house.sign_in()
    assert house.hasher.verified == verified
    house.clock.advance(refusal.value.retry_after)
    assert await house.sign_in()


async def test_a_missing_account_is_slowed_down_like_one_that_exists() -> None:
    house = House()
    await house.add_user()
    refusals = []
    for email in (EMAIL, "nobody@example.org"):
        for _ in range(TRIES + 1):
            with pytest.raises(SignInRefused):
                await house.sign_in(email, PASSWORD + "!")
        with pytest.raises(TooOften) as refusal:
            await house.sign_in(email, PASSWORD + "!")
        refusals.append((str(refusal.value), refusal.value.retry_after))
    assert refusals[0] == refusals[1]


async def test_who_signs_in_often_is_not_slowed_down() -> None:
    house = House()
    await house.add_user()
    for _ in range(10 * TRIES):
        await house.sign_in()


async def test_a_crowd_that_hammers_one_account_costs_few_hashes_and_keeps_nobody_else_out() -> (
    None
):
    house = House()
    await house.add_user()
    await house.add_user("bia@example.org")

    outcomes = await asyncio.gather(
        *(house.sign_in(EMAIL, PASSWORD + "!") for _ in range(500)), return_exceptions=True
    )

    assert house.hasher.verified == TRIES + 1
    assert sum(isinstance(outcome, TooOften) for outcome in outcomes) == 500 - TRIES - 1
    assert await house.sign_in("bia@example.org")
