"""Who is behind an access token?"""

from aurora.domains.identity.ports import Signer
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.principal import Principal, PrincipalKind
from aurora.queries.identity.ports import Doorkeeper
from aurora.queries.identity.rights import allowed_by
from aurora.queries.identity.seen import seen
from aurora.queries.identity.views import RoleView, UserView
from aurora.queries.view import Views


async def recognise_user(
    credential: str,
    users: Views[UserView],
    roles: Views[RoleView],
    doorkeeper: Doorkeeper,
    signer: Signer,
) -> Principal:
    """Give the principal behind an access token; raises NotRecognised."""
    claims = await signer.verify(credential)
    view = await seen(claims.sub, users, doorkeeper.find_user)
    if view.disabled:
        raise NotRecognised
    allowed = await allowed_by(view.role, roles, doorkeeper)
    return Principal(
        id=view.id,
        kind=PrincipalKind.USER,
        name=f"user {view.id}",
        permissions=allowed & claims.permissions,
        session=claims.sid,
    )
