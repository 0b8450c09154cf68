"""Identity over HTTP: signing in, oneself, users and keys."""

from uuid import UUID

from litestar import delete, get, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from aurora.api.door import Door
from aurora.api.pagination import Cursor, Limit, Page, page
from aurora.commands.identity.bootstrap import Bootstrap
from aurora.commands.identity.create_user import CreateUser
from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.enable_user import EnableUser
from aurora.commands.identity.issue_key import IssuedKey, IssueKey
from aurora.commands.identity.login import AccessToken, Login
from aurora.commands.identity.new_password import OpenedAccount
from aurora.commands.identity.revoke_key import RevokeKey
from aurora.domains.identity.access_token import KeySet
from aurora.queries.identity.get_key_set import GetKeySet
from aurora.queries.identity.get_me import GetMe, Me
from aurora.queries.identity.list_keys import ListedKey, ListKeys
from aurora.queries.identity.list_users import Account, ListUsers

SECRET = CacheControlHeader(no_store=True)
PUBLIC = CacheControlHeader(public=True, max_age=300)


@post("/auth/bootstrap", message=Bootstrap, status_code=201, cache_control=SECRET)
async def bootstrap(data: JSONBody[Bootstrap], door: NamedDependency[Door]) -> OpenedAccount:
    """Make the first administrator with the one-time token; gone afterwards."""
    return await door.send(data)


@post("/auth/login", message=Login, status_code=200, cache_control=SECRET)
async def login(data: JSONBody[Login], door: NamedDependency[Door]) -> AccessToken:
    """Exchange e-mail address and password for an access token."""
    return await door.send(data)


@get("/me", message=GetMe)
async def me(door: NamedDependency[Door]) -> Me:
    """Tell who the caller is and what it may do."""
    return await door.ask(GetMe())


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


@post("/users/{user_id:uuid}/disable", message=DisableUser, status_code=204)
async def disable_user(user_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Keep a user out."""
    await door.send(DisableUser(user_id=user_id))


@post("/users/{user_id:uuid}/enable", message=EnableUser, status_code=204)
async def enable_user(user_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Let a user in again."""
    await door.send(EnableUser(user_id=user_id))


@post("/keys", message=IssueKey, status_code=201, cache_control=SECRET)
async def issue_key(data: JSONBody[IssueKey], door: NamedDependency[Door]) -> IssuedKey:
    """Issue an API key; its text is shown this once."""
    return await door.send(data)


@get("/keys", message=ListKeys)
async def list_keys(
    door: NamedDependency[Door], limit: Limit = 50, cursor: Cursor = None
) -> Page[ListedKey]:
    """Give the API keys, oldest first, without what they open with."""
    return page(await door.ask(ListKeys(limit=limit, cursor=cursor)), limit)


@delete("/keys/{key_id:uuid}", message=RevokeKey)
async def revoke_key(key_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Revoke an API key."""
    await door.send(RevokeKey(key_id=key_id))


@get("/.well-known/jwks.json", message=GetKeySet, cache_control=PUBLIC)
async def key_set(door: NamedDependency[Door]) -> KeySet:
    """Give the public keys that access tokens verify under."""
    return await door.ask(GetKeySet())


ROUTES: tuple[HTTPRouteHandler, ...] = (
    bootstrap,
    login,
    me,
    create_user,
    list_users,
    disable_user,
    enable_user,
    issue_key,
    list_keys,
    revoke_key,
)
WELL_KNOWN: tuple[HTTPRouteHandler, ...] = (key_set,)
