"""An invitation is worth no more than whoever made it at the moment when it is accepted."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest
from tests.identity_house import EMAIL, PASSWORD, House
from tests.people import ADMIN

from aurora.commands.identity.accept_invitation import AcceptInvitation
from aurora.commands.identity.change_role import ChangeRole
from aurora.commands.identity.change_user_role import ChangeUserRole
from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.invite_user import InviteUser
from aurora.commands.identity.issue_local_key import IssueLocalKey
from aurora.commands.identity.renew_invitation import RenewInvitation
from aurora.commands.identity.revoke_key import RevokeKey
from aurora.domains.identity.one_time import LinkRefused
from aurora.domains.identity.roles import PERMISSIONS, Role
from aurora.domains.principal import ANONYMOUS, SYSTEM, Permission, Principal

CLERK = "clerk@example.org"
GUEST = "guest@example.org"
HELPING = PERMISSIONS[Role.EDITOR] | {Permission.MANAGE_USERS, Permission.MANAGE_KEYS}
DAY = 86_400


async def clerk(house: House) -> Principal:
    """Give somebody with an own role who may invite editors."""
    await house.add_user(role=Role.ADMINISTRATOR)
    await house.add_user(CLERK, await house.add_role(*HELPING, name="helper"))
    return await house.me(CLERK)


async def key_of(house: House, by: Principal) -> tuple[UUID, Principal]:
    """Give a key that somebody issued, and who comes in with it."""
    issued = await house.add_key("helper", by=by)
    return issued.id, await house.who(issued.key)


async def invited(house: House, by: Principal, role: str = Role.EDITOR) -> UUID:
    """Have somebody invite a guest."""
    id = (await house.bus.send(InviteUser(email=GUEST, role=role), by)).id
    await house.settle()
    return id


async def accept(house: House) -> None:
    """Follow the newest letter to the guest."""
    accepting = AcceptInvitation(token=house.token(GUEST), name="Guest", password=PASSWORD)
    await house.bus.send(accepting, ANONYMOUS)


async def demoted(house: House, by: Principal) -> None:
    await house.bus.send(ChangeUserRole(user_id=by.id, role=Role.VIEWER), ADMIN)


async def narrowed(house: House, _: Principal) -> None:
    allowed = PERMISSIONS[Role.VIEWER] | {Permission.MANAGE_USERS}
    await house.bus.send(ChangeRole(name="helper", permissions=allowed), ADMIN)


@pytest.mark.parametrize("lose", [demoted, narrowed])
async def test_who_lost_the_right_to_give_a_role_has_invited_nobody_to_it(
    lose: Callable[[House, Principal], Awaitable[None]],
) -> None:
    house = House()
    by = await clerk(house)
    await invited(house, by)

    await lose(house, by)

    with pytest.raises(LinkRefused):
        await accept(house)


async def test_a_lesser_role_is_given_all_the_same() -> None:
    house = House()
    by = await clerk(house)
    await invited(house, by, Role.VIEWER)

    await demoted(house, by)

    await accept(house)
    assert (await house.me(GUEST)).permissions == PERMISSIONS[Role.VIEWER]


async def test_what_a_key_invited_to_goes_with_the_key() -> None:
    house = House()
    id, key = await key_of(house, await clerk(house))
    await invited(house, key)

    await house.bus.send(RevokeKey(key_id=id), ADMIN)

    with pytest.raises(LinkRefused):
        await accept(house)


async def test_and_with_whoever_issued_the_key() -> None:
    house = House()
    by = await clerk(house)
    _, key = await key_of(house, by)
    await invited(house, key)

    await house.bus.send(DisableUser(user_id=by.id), ADMIN)

    with pytest.raises(LinkRefused):
        await accept(house)


async def test_the_guest_of_a_key_comes_in_while_it_opens_something() -> None:
    house = House()
    _, key = await key_of(house, await clerk(house))
    await invited(house, key)

    await accept(house)

    assert (await house.me(GUEST)).permissions == PERMISSIONS[Role.EDITOR]


async def test_what_the_local_key_invited_to_outlives_its_renewal() -> None:
    house = House()
    text = await house.bus.send(IssueLocalKey(), SYSTEM)
    await house.settle()
    await invited(house, await house.who(text), Role.ADMINISTRATOR)

    await house.bus.send(IssueLocalKey(), SYSTEM)

    await accept(house)


async def test_whoever_renews_an_invitation_vouches_for_it() -> None:
    house = House()
    by = await clerk(house)
    id = await invited(house, by)
    await demoted(house, by)

    await house.bus.send(RenewInvitation(invitation_id=id), await house.me(EMAIL))
    await house.settle()

    await accept(house)


async def test_a_key_that_is_over_vouches_for_nobody() -> None:
    house = House()
    end = house.clock.now().replace(year=house.clock.now().year + 1)
    issued = await house.add_key(Role.ADMINISTRATOR, expires_at=end)
    await invited(house, await house.who(issued.key))
    house.clock.advance((end - house.clock.now()).total_seconds() - DAY)
    id = await invited(house, await house.who(issued.key))
    house.clock.advance(DAY)

    assert id
    with pytest.raises(LinkRefused):
        await accept(house)
