"""Sign out."""

from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.identity.events import Ending
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class Logout(Command[None], frozen=True, kw_only=True):
    """End the session that the caller's access token is of."""

    permission = Permission.SEE_SELF
    for_people = True


async def logout(
    command: Logout,  # noqa: ARG001  it says all by its type
    by: Principal,
    identity: Identity,
    clock: Clock,
) -> None:
    """End it, once."""
    async with identity.work() as work:
        if by.session and (session := await work.sessions.find(by.session)):
            session.end(Ending.LOGOUT, clock.now())
