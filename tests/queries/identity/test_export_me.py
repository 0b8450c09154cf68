"""Taking one's data along."""

import pytest
from tests.identity_house import EMAIL, House

from aurora.commands.identity.issue_own_key import IssueOwnKey
from aurora.domains.identity.oneself import NoPerson
from aurora.domains.identity.roles import Role
from aurora.queries.identity.export_me import ExportMe


async def test_everything_that_the_account_knows_of_its_owner_is_there() -> None:
    house = House()
    id = await house.add_user()
    await house.add_user("bia@example.org")
    me = await house.me()
    await house.sign_in()
    key = await house.bus.send(IssueOwnKey(name="notes", role=Role.VIEWER), me)
    await house.settle()

    export = await house.bus.ask(ExportMe(), me)

    assert (export.account.id, export.account.email, export.account.name) == (id, EMAIL, "Ana Lima")
    assert (export.at, export.language) == (house.clock.now(), "en")
    assert len(export.sessions) == 2
    assert [one.id for one in export.keys] == [key.id]
    assert key.key not in repr(export)


async def test_keys_have_no_data_of_their_own() -> None:
    house = House()
    key = await house.add_key()

    with pytest.raises(NoPerson):
        await house.bus.ask(ExportMe(), await house.who(key.key))
