"""Keep a user out."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.giving import require_over
from aurora.commands.identity.succession import keep_an_administrator
from aurora.domains.clock import Clock
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class DisableUser(Command[None], frozen=True, kw_only=True):
    """Refuse a user's password and access tokens from now on."""

    permission = Permission.MANAGE_USERS

    user_id: UUID


async def disable_user(
    command: DisableUser, by: Principal, identity: Identity, clock: Clock
) -> None:
    """Disable the account, unless it is the caller's own, nobody else administers or it may do more
    than the caller, and end its sessions for good; invitations that the user made are void.
    """
    async with identity.work() as work:
        user = await work.users.get(command.user_id)
        await require_over(user, by, work)
        await keep_an_administrator(user, work.users)
        for made in await work.invitations.open_by(user.id):
            made.revoke()
        user.disable(by.owner)
        user.end_sessions(clock.now())
