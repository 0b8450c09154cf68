"""Which users are there?"""

import pytest
from tests.identity_house import House
from tests.people import ADMIN, VIEWER
from tests.second_factors import with_second_factor

from aurora.commands.identity.disable_user import DisableUser
from aurora.domains.errors import Forbidden
from aurora.domains.identity.roles import Role
from aurora.queries.identity.get_user import GetUser
from aurora.queries.identity.list_users import ListUsers


async def test_administrators_see_who_users_are() -> None:
    house = House()
    id = await house.add_user()
    await house.bus.send(DisableUser(user_id=id), ADMIN)
    await house.settle()

    (account,) = await house.bus.ask(ListUsers(), ADMIN)

    assert (account.email, account.name) == ("ana@example.org", "Ana Lima")
    assert (account.role, account.disabled) == (Role.VIEWER, True)


async def test_administrators_see_who_signs_in_with_a_code() -> None:
    house = House()
    by, _, _ = await with_second_factor(house)
    await house.add_user("bia@example.org")

    accounts = await house.bus.ask(ListUsers(), ADMIN)

    assert [one.second_factor for one in accounts] == [True, False]
    assert await house.bus.ask(GetUser(user_id=by.id), ADMIN) == accounts[0]


async def test_users_come_page_by_page() -> None:
    house = House()
    ids = [await house.add_user(f"u{number}@example.org") for number in range(3)]

    first = await house.bus.ask(ListUsers(limit=2), ADMIN)
    second = await house.bus.ask(ListUsers(limit=2, cursor=first[-1].id), ADMIN)

    assert [account.id for account in (*first, *second)] == ids


async def test_a_person_who_was_erased_has_no_name() -> None:
    house = House()
    id = await house.add_user()
    house.record.kinds["user"].pop(id)

    (account,) = await house.bus.ask(ListUsers(), ADMIN)

    assert (account.id, account.email, account.name) == (id, None, None)


async def test_viewers_do_not_see_who_else_is_there() -> None:
    with pytest.raises(Forbidden):
        await House().bus.ask(ListUsers(), VIEWER)
