"""Who am I?"""

import pytest
from tests.identity_house import EMAIL, House

from aurora.domains.errors import Unauthenticated
from aurora.domains.identity.roles import PERMISSIONS, Role
from aurora.domains.principal import ANONYMOUS, PrincipalKind
from aurora.queries.identity.get_me import GetMe


async def test_a_user_is_told_name_address_and_permissions() -> None:
    house = House()
    id = await house.add_user()
    by = await house.who(await house.sign_in())

    me = await house.bus.ask(GetMe(), by)

    assert (me.id, me.kind, me.name, me.email) == (id, PrincipalKind.USER, "Ana Lima", EMAIL)
    assert set(me.permissions) == PERMISSIONS[Role.VIEWER]


async def test_a_key_is_told_its_prefix() -> None:
    house = House()
    issued = await house.add_key()
    by = await house.who(issued.key)

    me = await house.bus.ask(GetMe(), by)

    assert (me.kind, me.name, me.email) == (PrincipalKind.KEY, issued.prefix, None)


async def test_nobody_in_particular_is_told_to_sign_in() -> None:
    with pytest.raises(Unauthenticated):
        await House().bus.ask(GetMe(), ANONYMOUS)
