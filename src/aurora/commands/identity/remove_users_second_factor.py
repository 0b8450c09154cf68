"""Take a second factor off somebody who lost it."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.giving import require_over
from aurora.commands.identity.second_step import factor_of
from aurora.domains.clock import Clock
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class RemoveUsersSecondFactor(Command[None], frozen=True, kw_only=True):
    """Let a user sign in by password alone; all their sessions end."""

    permission = Permission.MANAGE_USERS

    user_id: UUID


async def remove_users_second_factor(
    command: RemoveUsersSecondFactor, by: Principal, identity: Identity, clock: Clock
) -> None:
    """Where there is no second factor nothing changes; whoever may do more keeps theirs."""
    async with identity.work() as work:
        user = await work.users.get(command.user_id)
        await require_over(user, by, work)
        factor = await factor_of(user.id, work)
        if factor.on:
            user.lose_second_factor(clock.now())
        factor.remove()
