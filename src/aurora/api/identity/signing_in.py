"""Signing in over HTTP, and the keys that tokens verify under."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from aurora.api.door import Door
from aurora.api.identity.caching import PUBLIC, SECRET
from aurora.commands.identity.bootstrap import Bootstrap
from aurora.commands.identity.login import Login
from aurora.commands.identity.new_password import OpenedAccount
from aurora.commands.identity.tokens import Tokens
from aurora.domains.identity.access_token import KeySet
from aurora.queries.identity.get_key_set import GetKeySet
from aurora.queries.identity.get_me import GetMe, Me


@post("/auth/bootstrap", message=Bootstrap, status_code=201, cache_control=SECRET)
async def bootstrap(data: JSONBody[Bootstrap], door: NamedDependency[Door]) -> OpenedAccount:
    """Make the first administrator with the one-time token; gone afterwards."""
    return await door.send(data)


@post("/auth/login", message=Login, status_code=200, cache_control=SECRET)
async def login(data: JSONBody[Login], door: NamedDependency[Door]) -> Tokens:
    """Exchange e-mail address and password for an access token and a refresh token."""
    return await door.send(data)


@get("/me", message=GetMe)
async def me(door: NamedDependency[Door]) -> Me:
    """Tell who the caller is and what it may do."""
    return await door.ask(GetMe())


@get("/.well-known/jwks.json", message=GetKeySet, cache_control=PUBLIC)
async def key_set(door: NamedDependency[Door]) -> KeySet:
    """Give the public keys that access tokens verify under."""
    return await door.ask(GetKeySet())


ROUTES: tuple[HTTPRouteHandler, ...] = (bootstrap, login, me)
WELL_KNOWN: tuple[HTTPRouteHandler, ...] = (key_set,)
