"""End all sessions of one's own but this one."""

from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.identity.oneself import require_person
from aurora.domains.identity.ports import Identity, IdentityWork
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.user import User
from aurora.domains.principal import Permission, Principal


class EndOtherSessions(Command[None], frozen=True, kw_only=True):
    """Sign out everywhere else."""

    permission = Permission.MANAGE_SELF


async def end_other_sessions(
    command: EndOtherSessions,  # noqa: ARG001  it says all by its type
    by: Principal,
    identity: Identity,
    clock: Clock,
) -> None:
    """Keep the session of the caller, unless it is over itself: it must not come back by this."""
    require_person(by)
    async with identity.work() as work:
        user = await work.users.get(by.id)
        await _require_live(work, user, by, clock)
        user.end_sessions(clock.now(), kept=by.session)


async def _require_live(work: IdentityWork, user: User, by: Principal, clock: Clock) -> None:
    session = await work.sessions.find(by.session) if by.session else None
    if session is None or not session.live(clock.now()) or user.has_ended(session):
        raise NotRecognised
