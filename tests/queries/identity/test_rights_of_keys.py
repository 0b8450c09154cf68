"""A key never opens more than its role, its scopes and whoever issued it allow at that moment."""

from datetime import timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.identity_house import House
from tests.people import ADMIN

from aurora.commands.identity.change_role import ChangeRole
from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.enable_user import EnableUser
from aurora.commands.identity.issue_key import IssueKey
from aurora.commands.identity.issue_local_key import IssueLocalKey
from aurora.commands.identity.issuing import IssuedKey, LineTooLong
from aurora.commands.identity.revoke_key import RevokeKey
from aurora.domains.identity.api_key import LINKS
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.roles import PERMISSIONS, Role
from aurora.domains.principal import SYSTEM, Permission, PrincipalKind
from aurora.queries.identity.views import KeyView

SEARCH, ASK, KEYS = Permission.SEARCH, Permission.ASK, Permission.MANAGE_KEYS


async def issued_by(house: House, credential: str, role: str = Role.VIEWER) -> IssuedKey:
    """Issue a key under the name of whoever the credential is."""
    return await house.add_key(role, by=await house.who(credential))


async def shut(house: House, key: IssuedKey) -> None:
    with pytest.raises(NotRecognised):
        await house.who(key.key)


async def test_scopes_narrow_what_the_role_allows() -> None:
    house = House()
    key = await house.add_key(scopes=frozenset({SEARCH, ASK}))

    assert (await house.who(key.key)).permissions == {SEARCH, ASK}


async def test_a_key_expires_to_the_second() -> None:
    house = House()
    key = await house.add_key(expires_at=house.clock.now() + timedelta(seconds=60))

    house.clock.advance(59)
    assert await house.who(key.key)
    house.clock.advance(1)
    await shut(house, key)


async def test_a_key_follows_the_rights_of_its_issuer() -> None:
    house = House()
    await house.add_user(role=await house.add_role(SEARCH, ASK, KEYS))
    issuer = await house.who(await house.sign_in())
    key = await house.add_key("clerk", by=issuer, scopes=frozenset({SEARCH, ASK}))

    for allowed in ({SEARCH, KEYS}, {KEYS}, {SEARCH, ASK, KEYS}):
        await house.bus.send(ChangeRole(name="clerk", permissions=frozenset(allowed)), ADMIN)
        await house.settle()
        assert (await house.who(key.key)).permissions == allowed - {KEYS}


async def test_a_key_of_a_disabled_user_opens_nothing_until_they_are_back() -> None:
    house = House()
    id = await house.add_user(role=Role.ADMINISTRATOR)
    await house.add_user("b@example.org", role=Role.ADMINISTRATOR)
    key = await issued_by(house, await house.sign_in())

    await house.bus.send(DisableUser(user_id=id), ADMIN)
    await house.settle()
    await shut(house, key)
    await house.bus.send(EnableUser(user_id=id), ADMIN)
    await house.settle()
    assert await house.who(key.key)


async def test_a_key_of_nobody_opens_nothing() -> None:
    house = House()
    await shut(house, await house.add_key(by=ADMIN))


async def test_keys_of_a_key_end_with_it() -> None:
    house = House()
    parent = await house.add_key(Role.ADMINISTRATOR)
    child = await issued_by(house, parent.key, Role.ADMINISTRATOR)
    grandchild = await issued_by(house, child.key)
    assert (await house.who(grandchild.key)).permissions == PERMISSIONS[Role.VIEWER]

    await house.bus.send(RevokeKey(key_id=parent.id), ADMIN)
    await house.settle()
    await shut(house, child)
    await shut(house, grandchild)


async def test_keys_of_a_key_end_when_it_expires() -> None:
    house = House()
    soon = house.clock.now() + timedelta(seconds=60)
    parent = await house.add_key(Role.ADMINISTRATOR, expires_at=soon)
    child = await issued_by(house, parent.key)

    house.clock.advance(60)
    await shut(house, child)


async def test_keys_that_the_local_key_issued_are_the_machines_own() -> None:
    house = House()
    local = await house.bus.send(IssueLocalKey(), SYSTEM)
    await house.settle()
    key = await issued_by(house, local)

    await house.bus.send(IssueLocalKey(), SYSTEM)
    await house.settle()

    assert (await house.who(key.key)).permissions == PERMISSIONS[Role.VIEWER]


@pytest.mark.parametrize("issuer", ["user", "key"])
async def test_a_key_from_before_the_kind_of_issuers_was_kept_follows_them_too(
    issuer: str,
) -> None:
    house = House()
    await house.add_user(role=Role.ADMINISTRATOR)
    parent = await house.add_key(Role.ADMINISTRATOR)
    key = await issued_by(house, await house.sign_in() if issuer == "user" else parent.key)
    views = house.views(KeyView)
    view = await views.get(key.id)
    assert view

    await views.put(replace(view, issuer=None))
    assert (await house.who(key.key)).permissions == PERMISSIONS[Role.VIEWER]
    await views.put(replace(view, issuer=None, issued_by=UUID(int=99)))
    await shut(house, key)


async def test_a_line_of_keys_is_followed_only_so_far() -> None:
    house = House()
    key = await house.add_key()
    views = house.views(KeyView)
    view = await views.get(key.id)
    assert view

    await views.put(replace(view, issuer=PrincipalKind.KEY, issued_by=key.id))
    await shut(house, key)


async def test_no_key_is_issued_that_would_open_nothing() -> None:
    house = House()
    key = await house.add_key(Role.ADMINISTRATOR)
    for _ in range(LINKS - 1):
        key = await issued_by(house, key.key, Role.ADMINISTRATOR)

    last = await house.who(key.key)
    with pytest.raises(LineTooLong):
        await house.bus.send(IssueKey(name="one more", role=Role.VIEWER), last)
