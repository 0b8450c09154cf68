"""Who is behind an access token?"""

from aurora.domains.clock import Clock
from aurora.domains.identity.ports import Signer
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.session import cut_off
from aurora.domains.principal import Principal, PrincipalKind
from aurora.queries.identity.ports import Doorkeeper, Freshness
from aurora.queries.identity.rights import allowed_by
from aurora.queries.identity.seen import seen
from aurora.queries.identity.views import RoleView, SessionView, UserView
from aurora.queries.view import Views


async def recognise_user(
    credential: str,
    users: Views[UserView],
    roles: Views[RoleView],
    sessions: Views[SessionView],
    doorkeeper: Doorkeeper,
    freshness: Freshness,
    signer: Signer,
    clock: Clock,
) -> Principal:
    """Give the principal behind an access token; raises NotRecognised."""
    claims = await signer.verify(credential)
    believed = await freshness.known()
    user = await seen(claims.sub, users, doorkeeper.find_user, believed=believed)
    session = await seen(claims.sid, sessions, doorkeeper.find_session, believed=believed)
    over = session.ended or clock.now() >= session.expires_at
    cut = cut_off(
        session.id, session.account_version, user.sessions_from_version, user.kept_session
    )
    if user.disabled or over or cut or session.user_id != user.id:
        raise NotRecognised
    allowed = await allowed_by(user.role, roles, doorkeeper, believed=believed)
    return Principal(
        id=user.id,
        kind=PrincipalKind.USER,
        name=f"user {user.id}",
        permissions=allowed & claims.permissions,
        session=session.id,
    )
