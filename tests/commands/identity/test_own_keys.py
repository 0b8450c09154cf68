"""Keys that people issue for themselves."""

from datetime import timedelta
from typing import Any

import pytest
from tests.identity_house import EMAIL, House

from aurora.commands.command import Command
from aurora.commands.identity.issue_key import IssueKey
from aurora.commands.identity.issue_own_key import IssueOwnKey
from aurora.commands.identity.revoke_own_key import RevokeOwnKey
from aurora.commands.identity.rotate_own_key import RotateOwnKey
from aurora.domains.errors import Forbidden, Invalid, NotFound
from aurora.domains.identity.api_key import TooManyKeys
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.roles import PERMISSIONS, BeyondOneself, Role
from aurora.domains.identity.throttling import TRIES
from aurora.domains.principal import SYSTEM, Permission, Principal
from aurora.queries.identity.get_own_key import GetOwnKey
from aurora.queries.identity.list_own_keys import ListOwnKeys

SEARCH = Permission.SEARCH


async def somebody(house: House, email: str = "ana@example.org") -> Principal:
    await house.add_user(email)
    return await house.who(await house.sign_in(email))


async def test_a_key_of_ones_own_has_ones_own_role() -> None:
    house = House()
    ana = await somebody(house)
    key = await house.bus.send(IssueOwnKey(name="laptop"), ana)
    await house.settle()

    principal = await house.who(key.key)

    assert (key.role, principal.id) == (Role.VIEWER, key.id)
    assert principal.permissions == PERMISSIONS[Role.VIEWER]


async def test_it_stands_for_its_person_with_every_text_and_no_other_key_does() -> None:
    house = House()
    await house.add_user(role=Role.ADMINISTRATOR)
    ana = await house.me()
    own = await house.bus.send(IssueOwnKey(name="laptop"), ana)
    rotated = await house.bus.send(RotateOwnKey(key_id=own.id), ana)
    services = await house.add_key(by=ana)
    made_by_key = await house.add_key(by=await house.who(own.key))

    for key, owner in (
        (own, ana.id),
        (rotated, ana.id),
        (services, services.id),
        (made_by_key, made_by_key.id),
    ):
        assert (await house.who(key.key)).owner == owner
    listed = await house.bus.ask(ListOwnKeys(), ana)
    assert {key.id: key.personal for key in listed} == {own.id: True, services.id: False}


async def test_scopes_narrow_it() -> None:
    house = House()
    narrow = IssueOwnKey(name="laptop", scopes=frozenset({SEARCH}))
    key = await house.bus.send(narrow, await somebody(house))
    await house.settle()

    assert (await house.who(key.key)).permissions == {SEARCH}


@pytest.mark.parametrize("command", [IssueOwnKey(name="a"), IssueKey(name="a", role="viewer")])
async def test_its_owner_hears_of_it_whatever_became_of_the_session(command: Command[Any]) -> None:
    house = House()
    await house.add_user(role=Role.ADMINISTRATOR)

    await house.bus.send(command, await house.me())
    await house.settle()

    assert [one.subject for one in house.mailer.to(EMAIL)] == [
        "A key was made with your account at Aurora"
    ]


async def test_of_many_keys_the_first_ones_say_enough() -> None:
    house = House()
    ana = await somebody(house)

    for number in range(3 * TRIES):
        await house.bus.send(IssueOwnKey(name=f"laptop {number}"), ana)
    await house.settle()

    assert TRIES <= len(house.mailer.to(EMAIL)) < 2 * TRIES


async def test_keys_that_are_refused_take_no_letter_from_one_that_is_made() -> None:
    house = House()
    ana = await somebody(house)
    for _ in range(3 * TRIES):
        with pytest.raises(BeyondOneself):
            await house.bus.send(IssueOwnKey(name="laptop", role=Role.EDITOR), ana)
    await house.settle()
    assert house.mailer.letters == []
    await house.bus.send(IssueOwnKey(name="laptop"), ana)
    await house.settle()
    assert len(house.mailer.to("ana@example.org")) == 1


async def test_nobody_hears_of_keys_that_no_person_issued() -> None:
    house = House()
    await house.add_key()
    await house.settle()

    assert house.mailer.letters == []


async def test_it_never_reaches_beyond_its_owner() -> None:
    house = House()
    ana = await somebody(house)

    with pytest.raises(BeyondOneself):
        await house.bus.send(IssueOwnKey(name="laptop", role=Role.EDITOR), ana)
    beyond = frozenset({SEARCH, Permission.MANAGE_USERS})
    with pytest.raises(Invalid):
        await house.bus.send(IssueOwnKey(name="laptop", scopes=beyond), ana)


async def test_ones_own_keys_are_listed_and_shown_without_others() -> None:
    house = House()
    ana, bia = await somebody(house), await somebody(house, "bia@example.org")
    key = await house.bus.send(IssueOwnKey(name="laptop"), ana)
    await house.add_key()
    await house.settle()

    assert [one.id for one in await house.bus.ask(ListOwnKeys(), ana)] == [key.id]
    assert (await house.bus.ask(GetOwnKey(key_id=key.id), ana)).name == "laptop"
    none = await house.bus.ask(ListOwnKeys(), bia)
    assert list(none) == []


async def test_a_key_of_ones_own_is_rotated_and_revoked() -> None:
    house = House()
    ana = await somebody(house)
    key = await house.bus.send(IssueOwnKey(name="laptop"), ana)
    new = await house.bus.send(RotateOwnKey(key_id=key.id), ana)
    await house.settle()
    assert (await house.who(new.key)).id == key.id

    await house.bus.send(RevokeOwnKey(key_id=key.id), ana)
    await house.settle()
    with pytest.raises(NotRecognised):
        await house.who(new.key)


async def test_somebody_elses_key_answers_like_a_missing_one() -> None:
    house = House()
    bia = await somebody(house)
    key = await house.add_key()

    commands: list[Command[Any]] = [RotateOwnKey(key_id=key.id), RevokeOwnKey(key_id=key.id)]
    for command in commands:
        with pytest.raises(NotFound, match=f"^no key {key.id}$"):
            await house.bus.send(command, bia)
    with pytest.raises(NotFound, match=f"^no key {key.id}$"):
        await house.bus.ask(GetOwnKey(key_id=key.id), bia)


async def test_keys_keep_no_keys_of_their_own() -> None:
    house = House()
    issued = await house.add_key(Role.ADMINISTRATOR)
    key = await house.who(issued.key)

    commands: list[Command[Any]] = [
        IssueOwnKey(name="laptop"),
        RotateOwnKey(key_id=issued.id),
        RevokeOwnKey(key_id=issued.id),
    ]
    for command in commands:
        with pytest.raises(Forbidden, match="for people"):
            await house.bus.send(command, key)
    with pytest.raises(Forbidden, match="for people"):
        await house.bus.ask(ListOwnKeys(), SYSTEM)
    with pytest.raises(Forbidden, match="for people"):
        await house.bus.ask(GetOwnKey(key_id=issued.id), key)


async def test_a_role_without_self_service_keeps_none() -> None:
    house = House()
    await house.add_user(role=await house.add_role(SEARCH))
    clerk = await house.who(await house.sign_in())

    with pytest.raises(Forbidden):
        await house.bus.send(IssueOwnKey(name="laptop"), clerk)


async def test_nobody_has_more_keys_than_are_allowed_at_a_time() -> None:
    house = House(keys_each=2)
    ana = await somebody(house)
    first = await house.bus.send(IssueOwnKey(name="laptop"), ana)
    soon = house.clock.now() + timedelta(hours=1)
    await house.bus.send(IssueOwnKey(name="phone", expires_at=soon), ana)
    with pytest.raises(TooManyKeys, match="made 2 keys that still open something"):
        await house.bus.send(IssueOwnKey(name="tablet"), ana)

    await house.bus.send(RevokeOwnKey(key_id=first.id), ana)
    await house.bus.send(IssueOwnKey(name="tablet"), ana)
    house.clock.advance(3_600)
    await house.bus.send(IssueOwnKey(name="watch"), ana)
    with pytest.raises(TooManyKeys):
        await house.bus.send(IssueOwnKey(name="car"), ana)


async def test_keys_for_services_count_for_whoever_issues_them_and_for_nobody_else() -> None:
    house = House(keys_each=1)
    await house.add_user("bia@example.org", Role.ADMINISTRATOR)
    bia = await house.me("bia@example.org")
    ana = await somebody(house)
    issued = await house.add_key(Role.ADMINISTRATOR, bia)
    with pytest.raises(TooManyKeys):
        await house.add_key(Role.VIEWER, bia)

    await house.bus.send(IssueOwnKey(name="laptop"), ana)
    await house.add_key(Role.VIEWER, await house.who(issued.key))
    for _ in range(3):
        await house.add_key()
