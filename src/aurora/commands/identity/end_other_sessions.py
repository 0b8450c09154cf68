"""End all sessions of one's own but this one."""

from aurora.commands.command import Command
from aurora.commands.identity.own_session import own_session
from aurora.domains.clock import Clock
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class EndOtherSessions(Command[None], frozen=True, kw_only=True):
    """Sign out everywhere else."""

    permission = Permission.MANAGE_SELF
    for_people = True


async def end_other_sessions(
    command: EndOtherSessions,  # noqa: ARG001  it says all by its type
    by: Principal,
    identity: Identity,
    clock: Clock,
) -> None:
    """Keep the session of the caller, unless it is over itself: it must not come back by this."""
    now = clock.now()
    async with identity.work() as work:
        user = await work.users.get(by.id)
        user.end_sessions(now, kept=await own_session(user, by, work, now))
