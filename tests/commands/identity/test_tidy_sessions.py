"""Forgetting what is left of sessions."""

import pytest
from tests.identity_house import House
from tests.people import ADMIN

from aurora.commands.identity.logout import Logout
from aurora.commands.identity.tidy_sessions import TidySessions
from aurora.domains.errors import Forbidden
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.session import GRACE, KEPT
from aurora.domains.principal import SYSTEM


async def test_a_sealed_child_is_forgotten_when_nobody_is_given_it_any_more() -> None:
    house = House()
    await house.add_user()
    tokens = await house.tokens()
    child = await house.refreshed(tokens.refresh_token)
    identity = house.ports[Identity]

    kept = []
    for seconds in (GRACE.total_seconds(), 1):
        house.clock.advance(seconds)
        await house.bus.send(TidySessions(), SYSTEM)
        async with identity.work() as work:
            kept.append((await work.sessions.get(tokens.session_id)).sealed_child is not None)

    assert kept == [True, False]
    assert await house.refreshed(child.refresh_token)


async def test_a_session_that_ended_long_ago_leaves_nothing_behind() -> None:
    house = House()
    await house.add_user()
    over, other = await house.tokens(), await house.tokens()
    await house.refreshed(over.refresh_token)
    await house.bus.send(Logout(), await house.who(over.access_token))
    house.clock.advance(KEPT.total_seconds() / 2)
    child = await house.refreshed(other.refresh_token)

    house.clock.advance(KEPT.total_seconds() / 2 + 1)
    await house.bus.send(TidySessions(), SYSTEM)

    assert list(house.record.kinds["session"]) == [other.session_id]
    assert set(house.record.spent_tokens.values()) == {other.session_id}
    assert await house.refreshed(child.refresh_token)
    with pytest.raises(NotRecognised):
        await house.refreshed(over.refresh_token)


async def test_only_aurora_itself_tidies_up() -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(TidySessions(), ADMIN)
