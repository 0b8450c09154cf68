"""Users over HTTP."""

from uuid import UUID

import msgspec
from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from aurora.api.door import Door
from aurora.api.pagination import Cursor, Limit, Page, page
from aurora.commands.identity.change_user_role import ChangeUserRole
from aurora.commands.identity.create_user import CreateUser
from aurora.commands.identity.delete_user import DeleteUser
from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.enable_user import EnableUser
from aurora.commands.identity.new_password import OpenedAccount
from aurora.queries.identity.get_user import GetUser
from aurora.queries.identity.list_users import Account, ListUsers


@post("/users", message=CreateUser, status_code=201)
async def create_user(data: JSONBody[CreateUser], door: NamedDependency[Door]) -> OpenedAccount:
    """Open an account."""
    return await door.send(data)


@get("/users", message=ListUsers)
async def list_users(
    door: NamedDependency[Door], limit: Limit = 50, cursor: Cursor = None
) -> Page[Account]:
    """Give the users, oldest first."""
    return page(await door.ask(ListUsers(limit=limit, cursor=cursor)), limit)


@get("/users/{user_id:uuid}", message=GetUser)
async def get_user(user_id: FromPath[UUID], door: NamedDependency[Door]) -> Account:
    """Give one user."""
    return await door.ask(GetUser(user_id=user_id))


class UserRoleBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The role that the user is to hold."""

    role: str


@put("/users/{user_id:uuid}/role", message=ChangeUserRole, status_code=204)
async def change_user_role(
    user_id: FromPath[UUID], data: JSONBody[UserRoleBody], door: NamedDependency[Door]
) -> None:
    """Give a user another role; it acts on their next request."""
    await door.send(ChangeUserRole(user_id=user_id, role=data.role))


@post("/users/{user_id:uuid}/disable", message=DisableUser, status_code=204)
async def disable_user(user_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Keep a user out."""
    await door.send(DisableUser(user_id=user_id))


@post("/users/{user_id:uuid}/enable", message=EnableUser, status_code=204)
async def enable_user(user_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Let a user in again."""
    await door.send(EnableUser(user_id=user_id))


@delete("/users/{user_id:uuid}", message=DeleteUser)
async def delete_user(user_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Erase a user's account and personal data, for good."""
    await door.send(DeleteUser(user_id=user_id))


ROUTES: tuple[HTTPRouteHandler, ...] = (
    create_user,
    list_users,
    get_user,
    change_user_role,
    disable_user,
    enable_user,
    delete_user,
)
