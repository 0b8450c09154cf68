"""The key of the command line on this machine."""

import pytest
from tests.identity_house import House
from tests.people import ADMIN

from aurora.commands.identity.issue_local_key import IssueLocalKey
from aurora.domains.errors import Forbidden
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.roles import PERMISSIONS, Role
from aurora.domains.principal import SYSTEM


async def test_the_local_key_administers() -> None:
    house = House()

    text = await house.bus.send(IssueLocalKey(), SYSTEM)

    assert (await house.who(text)).permissions == PERMISSIONS[Role.ADMINISTRATOR]


async def test_a_new_one_makes_the_last_one_void_and_no_other_key() -> None:
    house = House()
    other = await house.add_key()
    first = await house.bus.send(IssueLocalKey(), SYSTEM)
    second = await house.bus.send(IssueLocalKey(), SYSTEM)
    await house.settle()

    with pytest.raises(NotRecognised):
        await house.who(first)
    assert await house.who(second)
    assert await house.who(other.key)


async def test_administrators_do_not_issue_it() -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(IssueLocalKey(), ADMIN)
