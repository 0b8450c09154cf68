"""The session that somebody keeps who ends all others."""

from datetime import datetime
from uuid import UUID

from aurora.domains.identity.ports import IdentityWork
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.user import User
from aurora.domains.principal import Principal


async def own_session(user: User, by: Principal, work: IdentityWork, at: datetime) -> UUID | None:
    """Give the caller's session; raises NotRecognised for one that is over: a view may have been
    late, and what is over must not come back by being kept.
    """
    if by.session is None:
        return None
    session = await work.sessions.find(by.session)
    if session is None or not session.live(at) or user.has_ended(session):
        raise NotRecognised
    return session.id
