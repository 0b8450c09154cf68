"""Roles over HTTP."""

from operator import attrgetter

import msgspec
from litestar import Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from aurora.api.door import Door
from aurora.api.pagination import After, Limit, Part, part
from aurora.commands.identity.change_role import ChangeRole
from aurora.commands.identity.create_role import CreateRole
from aurora.commands.identity.delete_role import DeleteRole
from aurora.domains.principal import Permission
from aurora.queries.identity.get_role import GetRole
from aurora.queries.identity.list_roles import ListedRole, ListRoles


class RoleBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the role is to allow."""

    permissions: frozenset[Permission]


@post("/roles", message=CreateRole, status_code=201)
async def create_role(
    data: JSONBody[CreateRole], door: NamedDependency[Door]
) -> Response[ListedRole]:
    """Define a role of one's own."""
    await door.send(data)
    permissions = tuple(sorted(data.permissions))
    role = ListedRole(name=data.name, built_in=False, permissions=permissions)
    return Response(role, headers={"Location": f"/v1/roles/{data.name}"})


@get("/roles", message=ListRoles)
async def list_roles(
    door: NamedDependency[Door], limit: Limit = 50, after: After = None
) -> Part[ListedRole]:
    """Give all roles with what they allow: the built-in ones, then one's own by name."""
    return part(await door.ask(ListRoles()), attrgetter("name"), limit, after)


@get("/roles/{name:str}", message=GetRole)
async def get_role(name: FromPath[str], door: NamedDependency[Door]) -> ListedRole:
    """Give one role."""
    return await door.ask(GetRole(name=name))


@put("/roles/{name:str}", message=ChangeRole, status_code=204)
async def change_role(
    name: FromPath[str], data: JSONBody[RoleBody], door: NamedDependency[Door]
) -> None:
    """Let an own role allow something else, for everybody who holds it."""
    await door.send(ChangeRole(name=name, permissions=data.permissions))


@delete("/roles/{name:str}", message=DeleteRole)
async def delete_role(name: FromPath[str], door: NamedDependency[Door]) -> None:
    """Take away an own role that nobody holds."""
    await door.send(DeleteRole(name=name))


ROUTES: tuple[HTTPRouteHandler, ...] = (create_role, list_roles, get_role, change_role, delete_role)
