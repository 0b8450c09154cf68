"""Taking one's data along."""

import pytest
from tests.identity_house import EMAIL, PASSWORD, House
from tests.people import ADMIN

from aurora.commands.identity.change_profile import ChangeProfile
from aurora.commands.identity.change_user_role import ChangeUserRole
from aurora.commands.identity.enable_user import EnableUser
from aurora.commands.identity.issue_own_key import IssueOwnKey
from aurora.commands.identity.login import Login
from aurora.domains.errors import Forbidden
from aurora.domains.identity.refusal import SignInRefused
from aurora.domains.identity.roles import Role
from aurora.domains.origin import Origin
from aurora.domains.principal import ANONYMOUS
from aurora.queries.identity.deeds import PAGE
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


async def test_an_address_that_is_to_be_confirmed_is_there() -> None:
    house = House()
    await house.add_user()
    me = await house.me()
    await house.bus.send(ChangeProfile(email="ana.lima@example.org", password=PASSWORD), me)

    assert (await house.bus.ask(ExportMe(), me)).new_email == "ana.lima@example.org"


async def test_what_the_audit_log_knows_of_oneself_is_there_and_of_others_is_not() -> None:
    house = House()
    id = await house.add_user()
    login = Login(email=EMAIL, password=PASSWORD)
    tokens = await house.bus.send(login, ANONYMOUS, origin=Origin(address="203.0.113.1"))
    wrong = Login(email=EMAIL, password="another password entirely")
    with pytest.raises(SignInRefused):
        await house.bus.send(wrong, ANONYMOUS, origin=Origin(address="203.0.113.4"))
    await house.refusals.flush(everything=True)
    await house.settle()
    me = await house.who(tokens.access_token)
    home, office = Origin(address="203.0.113.2"), Origin(address="203.0.113.3")
    await house.bus.send(ChangeProfile(name="Ana L."), me, origin=home)
    await house.bus.send(EnableUser(user_id=id), ADMIN, origin=office)
    await house.bus.send(ChangeUserRole(user_id=id, role=Role.EDITOR), ADMIN, origin=office)

    deeds = (await house.bus.ask(ExportMe(), me)).deeds

    assert [(one.action, one.address) for one in deeds] == [
        ("ChangeProfile", "203.0.113.2"),
        ("Login", "203.0.113.1"),
    ]


async def test_what_is_older_than_the_addresses_is_left_out_and_much_is_read_in_parts() -> None:
    house = House()
    await house.add_user()
    await house.bus.send(ChangeProfile(name="Ana L."), await house.me())
    house.clock.advance(91 * 86_400)
    me = await house.me()
    for number in range(PAGE + 1):
        await house.bus.send(ChangeProfile(name=f"Ana {number}"), me)

    deeds = (await house.bus.ask(ExportMe(), me)).deeds

    assert [one.action for one in deeds] == ["ChangeProfile"] * (PAGE + 1) + ["Login"]


async def test_keys_have_no_data_of_their_own() -> None:
    house = House()
    key = await house.add_key()

    with pytest.raises(Forbidden, match="for people"):
        await house.bus.ask(ExportMe(), await house.who(key.key))
