"""End all sessions of a user."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission


class EndUserSessions(Command[None], frozen=True, kw_only=True):
    """Sign a user out everywhere; the user may sign in again."""

    permission = Permission.MANAGE_SESSIONS

    user_id: UUID


async def end_user_sessions(command: EndUserSessions, identity: Identity, clock: Clock) -> None:
    """End whatever began before this moment."""
    async with identity.work() as work:
        (await work.users.get(command.user_id)).end_sessions(clock.now())
