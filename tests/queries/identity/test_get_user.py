"""Looking at one user."""

from uuid import UUID

import pytest
from tests.identity_house import EMAIL, House
from tests.people import ADMIN, VIEWER

from aurora.domains.errors import Forbidden, NotFound
from aurora.queries.identity.get_user import GetUser
from aurora.queries.identity.list_users import ListUsers


async def test_a_user_is_shown_as_in_the_list() -> None:
    house = House()
    id = await house.add_user()

    shown = await house.bus.ask(GetUser(user_id=id), ADMIN)

    assert (shown.id, shown.email, shown.name) == (id, EMAIL, "Ana Lima")
    assert [shown] == await house.bus.ask(ListUsers(), ADMIN)


async def test_there_must_be_such_a_user() -> None:
    with pytest.raises(NotFound):
        await House().bus.ask(GetUser(user_id=UUID(int=9)), ADMIN)


async def test_viewers_look_at_nobody() -> None:
    house = House()
    id = await house.add_user()

    with pytest.raises(Forbidden):
        await house.bus.ask(GetUser(user_id=id), VIEWER)
