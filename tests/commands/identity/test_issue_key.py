"""Issuing API keys."""

from datetime import timedelta

import pytest
from tests.identity_house import House
from tests.people import ADMIN, VIEWER, person

from aurora.commands.identity.issue_key import IssueKey
from aurora.domains.errors import Forbidden, Invalid
from aurora.domains.identity.roles import PERMISSIONS, BeyondOneself, Role
from aurora.domains.principal import Permission, Principal, PrincipalKind


@pytest.mark.parametrize("role", Role)
async def test_a_key_opens_what_its_role_allows(role: Role) -> None:
    house = House()
    issued = await house.add_key(role)

    principal = await house.who(issued.key)

    assert principal.kind is PrincipalKind.KEY
    assert (principal.id, principal.permissions) == (issued.id, PERMISSIONS[role])


async def test_a_key_says_where_it_belongs() -> None:
    issued = await House().add_key()

    assert issued.key.startswith(issued.prefix + "_")
    assert issued.prefix.startswith("aur_test_")


async def test_the_text_is_shown_once_and_kept_nowhere() -> None:
    house = House()
    issued = await house.bus.send(IssueKey(name="indexer", role=Role.VIEWER), ADMIN, key="once")
    await house.settle()

    kept = repr(
        (house.record.log, house.record.answers, [vars(views) for views in house.kinds.values()])
    )
    assert issued.key not in kept
    assert issued.key.split("_")[3] not in kept


async def test_viewers_issue_no_keys() -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(IssueKey(name="indexer", role=Role.VIEWER), VIEWER)


async def test_a_key_does_not_reach_beyond_its_issuer() -> None:
    clerk = Principal(
        id=VIEWER.id,
        kind=PrincipalKind.USER,
        name="clerk",
        permissions=VIEWER.permissions | {Permission.MANAGE_KEYS},
    )

    with pytest.raises(BeyondOneself):
        await House().bus.send(IssueKey(name="indexer", role=Role.ADMINISTRATOR), clerk)


async def test_a_key_needs_a_name() -> None:
    with pytest.raises(Invalid):
        await House().bus.send(IssueKey(name="\x00", role=Role.VIEWER), ADMIN)


async def test_a_key_is_narrowed_by_scopes_and_ends() -> None:
    house = House()
    soon = house.clock.now() + timedelta(days=30)
    scopes = frozenset({Permission.SEARCH, Permission.ASK})
    command = IssueKey(name="indexer", role=Role.VIEWER, scopes=scopes, expires_at=soon)

    issued = await house.bus.send(command, ADMIN)

    assert issued.scopes == (Permission.ASK, Permission.SEARCH)
    assert issued.expires_at == soon


async def test_scopes_do_not_reach_beyond_the_role() -> None:
    scopes = frozenset({Permission.MANAGE_USERS})
    command = IssueKey(name="indexer", role=Role.VIEWER, scopes=scopes)
    with pytest.raises(Invalid) as refusal:
        await House().bus.send(command, ADMIN)
    assert refusal.value.field == "scopes"


async def test_a_narrow_issuer_issues_narrow_keys_of_wider_roles() -> None:
    clerk = person(1005, "Kai", frozenset({Permission.MANAGE_KEYS, Permission.SEARCH}))
    narrow = IssueKey(name="a", role=Role.VIEWER, scopes=frozenset({Permission.SEARCH}))

    assert await House().bus.send(narrow, clerk)
    with pytest.raises(BeyondOneself):
        await House().bus.send(IssueKey(name="a", role=Role.VIEWER), clerk)


async def test_a_key_does_not_end_in_the_past() -> None:
    house = House()
    command = IssueKey(name="indexer", role=Role.VIEWER, expires_at=house.clock.now())
    with pytest.raises(Invalid) as refusal:
        await house.bus.send(command, ADMIN)
    assert refusal.value.field == "expires_at"
