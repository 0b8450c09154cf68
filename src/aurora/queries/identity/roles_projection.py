"""Keeps up the views of this installation's own roles."""

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.identity.events import RoleChanged, RoleDefined, RoleDeleted
from aurora.queries.identity.views import RoleView
from aurora.queries.view import Views


async def project_roles(recorded: Recorded, views: Views[RoleView]) -> None:
    """Note what each role allows; a deleted one is forgotten."""
    match recorded.event:
        case RoleDefined(role_id=id, name=name, permissions=allowed):
            view = RoleView(id=id, version=recorded.version, name=name, permissions=allowed)
            await views.put(view)
        case RoleChanged(role_id=id, permissions=allowed):
            if known := await views.get(id):
                await views.put(replace(known, permissions=allowed, version=recorded.version))
        case RoleDeleted(role_id=id):
            await views.forget(id, recorded.version)
