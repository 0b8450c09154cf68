"""Who was invited a long time ago is forgotten, whatever became of it."""

import pytest
from tests.identity_house import PASSWORD, House
from tests.people import ADMIN

from aurora.commands.identity.accept_invitation import AcceptInvitation
from aurora.commands.identity.expire_invitations import AT_ONCE, ExpireInvitations
from aurora.commands.identity.invite_user import InviteUser
from aurora.commands.identity.revoke_invitation import RevokeInvitation
from aurora.domains.errors import Forbidden
from aurora.domains.identity.roles import Role
from aurora.domains.principal import ANONYMOUS, SYSTEM
from aurora.queries.identity.list_invitations import ListInvitations

DAY = 86_400
EMAILS = ("special.one@example.org", "special.two@example.org", "special.three@example.org")


async def invited(house: House) -> None:
    """Invite three: one accepts, one is not to come, one never hears of it."""
    ids = [
        (await house.bus.send(InviteUser(email=email, role=Role.VIEWER), SYSTEM)).id
        for email in EMAILS
    ]
    await house.settle()
    token = house.token(EMAILS[0])
    accepting = AcceptInvitation(token=token, name="Ana", password=PASSWORD)
    await house.bus.send(accepting, ANONYMOUS)
    await house.bus.send(RevokeInvitation(invitation_id=ids[1]), ADMIN)


async def expire(house: House) -> int:
    """Forget what is due, and count the invitations that are left."""
    await house.bus.send(ExpireInvitations(), SYSTEM)
    await house.settle()
    left = await house.bus.ask(ListInvitations(limit=200), ADMIN)
    return len(left)


async def test_invitations_are_forgotten_thirty_days_after_they_ran_out() -> None:
    house = House()
    await invited(house)

    house.clock.advance(37 * DAY)
    before = await expire(house)
    house.clock.advance(1)
    after = await expire(house)

    assert (before, after) == (3, 0)
    left = repr((house.record.kinds["invitation"], house.record.log))
    assert "special" not in left


async def test_the_account_that_came_of_one_stays() -> None:
    house = House()
    await invited(house)
    house.clock.advance(40 * DAY)

    await expire(house)

    assert await house.me(EMAILS[0])


async def test_many_are_forgotten_some_at_a_time() -> None:
    house = House()
    for number in range(AT_ONCE + 1):
        invite = InviteUser(email=f"u{number}@example.org", role=Role.VIEWER)
        await house.bus.send(invite, SYSTEM)
    await house.settle()
    house.clock.advance(40 * DAY)

    assert [await expire(house), await expire(house)] == [1, 0]


async def test_nobody_but_aurora_may_ask_for_it() -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(ExpireInvitations(), ADMIN)
