"""Ending sessions: one, all others, all of somebody."""

from uuid import UUID

import pytest
from tests.identity_house import House
from tests.people import ADMIN, VIEWER

from aurora.commands.identity.end_other_sessions import EndOtherSessions
from aurora.commands.identity.end_session import EndSession
from aurora.commands.identity.end_user_sessions import EndUserSessions
from aurora.commands.identity.tokens import Tokens
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.identity.refusal import NotRecognised

BIA = "bia@example.org"


async def signed_in(*emails: str) -> tuple[House, list[UUID], list[Tokens]]:
    house = House()
    users = [await house.add_user(email) for email in emails]
    tokens = [await house.tokens(email) for email in emails for _ in range(3)]
    return house, users, tokens


async def live(house: House, *tokens: Tokens) -> list[bool]:
    found = []
    for one in tokens:
        try:
            await house.who(one.access_token)
            await house.refreshed(one.refresh_token)
            found.append(True)
        except NotRecognised:
            found.append(False)
    return found


async def test_one_session_is_ended_from_another() -> None:
    house, _, (here, there, elsewhere) = await signed_in("ana@example.org")
    by = await house.who(here.access_token)

    for _ in range(2):
        await house.bus.send(EndSession(session_id=there.session_id), by)

    assert await live(house, here, there, elsewhere) == [True, False, True]


async def test_a_clock_that_is_ahead_saves_no_session() -> None:
    house = House()
    id = await house.add_user()
    house.clock.advance(20)
    ahead = await house.tokens()
    house.clock.advance(-20)

    await house.bus.send(EndUserSessions(user_id=id), ADMIN)

    assert await live(house, ahead, await house.tokens()) == [False, True]


async def test_somebody_elses_session_answers_like_a_missing_one() -> None:
    house, _, (here, *_, hers) = await signed_in("ana@example.org", BIA)
    by = await house.who(here.access_token)

    said = []
    for id in (hers.session_id, UUID(int=9)):
        with pytest.raises(NotFound) as refusal:
            await house.bus.send(EndSession(session_id=id), by)
        said.append(str(refusal.value).replace(str(id), "it"))

    assert len(set(said)) == 1
    assert await live(house, hers) == [True]


async def test_all_others_are_ended_at_once() -> None:
    house, _, (here, there, elsewhere, *_, hers) = await signed_in("ana@example.org", BIA)

    await house.bus.send(EndOtherSessions(), await house.who(here.access_token))

    assert await live(house, here, there, elsewhere, hers) == [True, False, False, True]
    assert await live(house, await house.tokens()) == [True]


async def test_a_session_that_is_over_does_not_come_back_by_ending_the_others() -> None:
    house, (ana,), (here, there, _) = await signed_in("ana@example.org")
    over = await house.who(here.access_token)
    await house.bus.send(EndUserSessions(user_id=ana), ADMIN)

    with pytest.raises(NotRecognised):
        await house.bus.send(EndOtherSessions(), over)

    assert await live(house, here, there) == [False, False]


async def test_an_administrator_ends_all_sessions_of_somebody() -> None:
    house, (ana, _), (here, there, elsewhere, *_, hers) = await signed_in("ana@example.org", BIA)

    await house.bus.send(EndUserSessions(user_id=ana), ADMIN)

    assert await live(house, here, there, elsewhere, hers) == [False, False, False, True]
    with pytest.raises(NotFound):
        await house.bus.send(EndUserSessions(user_id=UUID(int=9)), ADMIN)


async def test_others_end_nobodys_sessions() -> None:
    house, (ana,), _ = await signed_in("ana@example.org")
    key = await house.who((await house.add_key()).key)

    with pytest.raises(Forbidden):
        await house.bus.send(EndUserSessions(user_id=ana), VIEWER)
    for message in (EndOtherSessions(), EndSession(session_id=UUID(int=9))):
        with pytest.raises(Forbidden):
            await house.bus.send(message, key)
