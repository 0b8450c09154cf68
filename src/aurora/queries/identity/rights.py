"""What does a role allow?"""

from aurora.domains.identity.own_role import role_id
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.roles import PERMISSIONS
from aurora.domains.principal import Permission, known
from aurora.queries.identity.ports import Doorkeeper
from aurora.queries.identity.seen import seen
from aurora.queries.identity.views import RoleView
from aurora.queries.view import Views


async def allowed_by(
    role: str, roles: Views[RoleView], doorkeeper: Doorkeeper, *, believed: bool
) -> frozenset[Permission]:
    """Give what the role allows at this moment: nothing where there is none of that name."""
    if built_in := PERMISSIONS.get(role):
        return built_in
    try:
        own = await seen(role_id(role), roles, doorkeeper.find_role, believed=believed)
    except NotRecognised:
        return frozenset()
    return known(own.permissions)
