"""Staying signed in."""

import asyncio
from datetime import timedelta

import pytest
from tests.identity_house import House
from tests.people import ADMIN

from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.enable_user import EnableUser
from aurora.commands.identity.refresh import Refresh
from aurora.domains.identity.access_token import LIFETIME
from aurora.domains.identity.events import Ending, SessionEnded
from aurora.domains.identity.ports import Identity, Signer
from aurora.domains.identity.refresh_token import RefreshToken
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.session import GRACE, IDLE
from aurora.domains.identity.session import LIFETIME as SESSION_LIFETIME
from aurora.domains.origin import Origin
from aurora.domains.principal import ANONYMOUS

SECOND = 1
OUTSIDE = GRACE.total_seconds() + SECOND


async def signed_in() -> tuple[House, str]:
    house = House()
    await house.add_user()
    return house, (await house.tokens()).refresh_token


def endings(house: House) -> list[Ending]:
    return [one.event.why for one in house.record.log if isinstance(one.event, SessionEnded)]


async def test_a_refresh_gives_a_child_and_an_access_token_of_the_same_session() -> None:
    house, first = await signed_in()
    house.clock.advance(LIFETIME)

    given = await house.refreshed(first)

    claims = await house.ports[Signer].verify(given.access_token)
    principal = await house.who(given.access_token)
    assert principal.session == given.session_id == claims.sid
    assert given.refresh_token != first
    assert (given.expires_in, given.token_type) == (LIFETIME, "Bearer")


async def test_every_access_token_is_one_of_its_own() -> None:
    house, first = await signed_in()

    again = [await house.refreshed(first) for _ in range(2)]

    signer = house.ports[Signer]
    assert len({(await signer.verify(one.access_token)).jti for one in again}) == 2


async def test_the_predecessor_gets_the_same_child_again_in_time() -> None:
    house, first = await signed_in()
    child = await house.refreshed(first)
    house.clock.advance(GRACE.total_seconds())

    again = await house.refreshed(first)

    assert again.refresh_token == child.refresh_token
    assert await house.refreshed(child.refresh_token)
    assert endings(house) == []


async def test_the_predecessor_ends_the_session_when_its_time_is_over() -> None:
    house, first = await signed_in()
    child = await house.refreshed(first)
    house.clock.advance(OUTSIDE)

    for token in (first, child.refresh_token):
        with pytest.raises(NotRecognised):
            await house.refreshed(token)
    with pytest.raises(NotRecognised):
        await house.who(child.access_token)
    assert endings(house) == [Ending.REUSE]


async def test_the_predecessor_ends_the_session_when_its_child_was_used() -> None:
    house, first = await signed_in()
    child = await house.refreshed(first)
    grandchild = await house.refreshed(child.refresh_token)

    for token in (first, grandchild.refresh_token):
        with pytest.raises(NotRecognised):
            await house.refreshed(token)
    assert endings(house) == [Ending.REUSE]


async def test_a_token_spent_long_ago_is_known_to_be_spent() -> None:
    house, first = await signed_in()
    token = first
    for _ in range(5):
        token = (await house.refreshed(token)).refresh_token

    with pytest.raises(NotRecognised):
        await house.refreshed(first)
    assert endings(house) == [Ending.REUSE]


async def test_a_token_that_never_was_ends_nothing() -> None:
    house, first = await signed_in()

    with pytest.raises(NotRecognised):
        await house.refreshed(RefreshToken.mint(bytes(32)).text)
    assert await house.refreshed(first)


async def test_of_many_at_once_all_get_the_same_child() -> None:
    house, first = await signed_in()

    given = await asyncio.gather(*(house.refreshed(first) for _ in range(50)))

    assert len({one.refresh_token for one in given}) == 1
    assert await house.refreshed(given[0].refresh_token)


@pytest.mark.parametrize("left_alone", [IDLE, SESSION_LIFETIME])
async def test_a_session_left_alone_is_over(left_alone: timedelta) -> None:
    house, first = await signed_in()
    child = await house.refreshed(first)
    house.clock.advance(left_alone.total_seconds())

    for token in (first, child.refresh_token):
        with pytest.raises(NotRecognised):
            await house.refreshed(token)
    assert endings(house) == []


async def test_a_disabled_user_does_not_stay_in_and_does_not_come_back_by_being_enabled() -> None:
    house = House()
    id = await house.add_user()
    tokens = await house.tokens()
    house.clock.advance(SECOND)

    for message in (DisableUser(user_id=id), EnableUser(user_id=id)):
        await house.bus.send(message, ADMIN)
        await house.settle()
        with pytest.raises(NotRecognised):
            await house.refreshed(tokens.refresh_token)
        with pytest.raises(NotRecognised):
            await house.who(tokens.access_token)
    assert await house.refreshed((await house.tokens()).refresh_token)


async def test_sessions_that_the_user_ended_are_over_but_for_the_kept_one() -> None:
    house = House()
    id = await house.add_user()
    lost, kept = await house.tokens(), await house.tokens()
    house.clock.advance(SECOND)
    async with house.ports[Identity].work() as work:
        (await work.users.get(id)).end_sessions(house.clock.now(), kept=kept.session_id)
    await house.settle()

    for refused in (house.refreshed(lost.refresh_token), house.who(lost.access_token)):
        with pytest.raises(NotRecognised):
            await refused
    assert (await house.who(kept.access_token)).session == kept.session_id
    assert await house.refreshed(kept.refresh_token)


async def test_every_refusal_says_the_same_and_costs_no_hashing() -> None:
    house, first = await signed_in()
    access = await house.sign_in()
    key = await house.add_key()
    hashed = house.hasher.verified
    child = await house.refreshed(first)
    await house.refreshed(child.refresh_token)

    said = set()
    for token in ("", "junk", "é", "x" * 100_000, access, key.key, first[:-1], first):
        with pytest.raises(NotRecognised) as refusal:
            await house.refreshed(token)
        said.add(str(refusal.value))
    assert len(said) == 1
    assert house.hasher.verified == hashed


async def test_no_token_is_kept_anywhere() -> None:
    house, first = await signed_in()
    refresh = Refresh(refresh_token=first)

    child = await house.bus.send(refresh, ANONYMOUS, key="once")

    kept = repr((house.record.kinds, house.record.log, house.record.spent_tokens))
    assert first not in kept.replace(f"b'{first} {child.refresh_token}'", "what the sealer hides")
    assert not house.record.answers


async def test_a_session_knows_from_where_it_was_used_last() -> None:
    house, first = await signed_in()
    elsewhere = Origin(address="192.0.2.7", agent="Firefox")

    given = await house.bus.send(Refresh(refresh_token=first), ANONYMOUS, origin=elsewhere)

    async with house.ports[Identity].work() as work:
        session = await work.sessions.get(given.session_id)
    assert (session.address, session.agent) == ("192.0.2.7", "Firefox")
