"""End one of one's sessions."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.errors import NotFound
from aurora.domains.identity.events import Ending
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class EndSession(Command[None], frozen=True, kw_only=True):
    """Sign out somewhere else, or here."""

    permission = Permission.MANAGE_SELF
    for_people = True

    session_id: UUID


async def end_session(command: EndSession, by: Principal, identity: Identity, clock: Clock) -> None:
    """End it, once; somebody else's answers like a missing one."""
    async with identity.work() as work:
        session = await work.sessions.find(command.session_id)
        if session is None or session.user_id != by.id:
            raise NotFound(f"no session {command.session_id}")
        session.end(Ending.OWNER, clock.now())
