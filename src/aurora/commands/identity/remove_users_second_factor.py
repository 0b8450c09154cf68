"""Take a second factor off somebody who lost it."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.giving import require_over
from aurora.commands.identity.second_step import factor_of
from aurora.commands.identity.send_notice import SendNotice
from aurora.domains.clock import Clock
from aurora.domains.errors import Conflict
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.wordings import Occasion
from aurora.domains.principal import Permission, Principal


class TakesOwn(Conflict):
    """Nobody loses their own second factor without proving both."""


class RemoveUsersSecondFactor(Command[None], frozen=True, kw_only=True):
    """Let a user sign in by password alone; all their sessions end."""

    permission = Permission.MANAGE_USERS

    user_id: UUID


async def remove_users_second_factor(
    command: RemoveUsersSecondFactor, by: Principal, identity: Identity, clock: Clock
) -> None:
    """Where there is no second factor nothing changes; whoever may do more keeps theirs, and so do
    callers themselves: a token that somebody found is no password.
    """
    if by.owner == command.user_id:
        raise TakesOwn("one's own second factor goes with password and code, at /v1/me")
    async with identity.work() as work:
        user = await work.users.get(command.user_id)
        await require_over(user, by, work)
        factor = await factor_of(user.id, work)
        if factor.on:
            user.lose_second_factor(clock.now())
            work.enqueue(SendNotice(user_id=user.id, occasion=Occasion.SECOND_FACTOR_OFF))
        factor.remove()
