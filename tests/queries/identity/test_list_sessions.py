"""Where somebody is signed in."""

from uuid import UUID

import pytest
from tests.identity_house import EMAIL, PASSWORD, House
from tests.people import ADMIN, VIEWER

from aurora.commands.identity.login import Login
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.origin import Origin
from aurora.domains.principal import ANONYMOUS
from aurora.queries.identity.list_own_sessions import ListOwnSessions
from aurora.queries.identity.list_user_sessions import ListUserSessions


async def test_the_session_that_is_asked_with_is_marked() -> None:
    house = House()
    id = await house.add_user()
    there, here = await house.tokens(), await house.tokens()
    by = await house.who(here.access_token)

    own = await house.bus.ask(ListOwnSessions(), by)
    seen = await house.bus.ask(ListUserSessions(user_id=id), ADMIN)

    assert [(one.id, one.current) for one in own] == [
        (there.session_id, False),
        (here.session_id, True),
    ]
    assert [(one.id, one.current) for one in seen] == [
        (there.session_id, False),
        (here.session_id, False),
    ]


async def test_a_session_shows_from_where_it_is_used() -> None:
    house = House()
    await house.add_user()
    origin = Origin(address="192.0.2.7", agent="Firefox")
    login = Login(email=EMAIL, password=PASSWORD)
    tokens = await house.bus.send(login, ANONYMOUS, origin=origin)

    (listed,) = await house.bus.ask(ListOwnSessions(), await house.who(tokens.access_token))

    assert (listed.address, listed.agent) == ("192.0.2.7", "Firefox")


async def test_sessions_of_nobody_are_not_found() -> None:
    with pytest.raises(NotFound):
        await House().bus.ask(ListUserSessions(user_id=UUID(int=9)), ADMIN)


async def test_keys_have_no_sessions_and_others_see_nobodys() -> None:
    house = House()
    id = await house.add_user()
    key = await house.who((await house.add_key()).key)

    with pytest.raises(Forbidden):
        await house.bus.ask(ListOwnSessions(), key)
    with pytest.raises(Forbidden):
        await house.bus.ask(ListUserSessions(user_id=id), VIEWER)
