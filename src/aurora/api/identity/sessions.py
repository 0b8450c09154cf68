"""Sessions over HTTP: staying in, signing out, and where else one is signed in."""

from uuid import UUID

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from aurora.api.door import Door
from aurora.api.identity.caching import SECRET
from aurora.api.pagination import Cursor, Limit, Page, page
from aurora.commands.identity.end_other_sessions import EndOtherSessions
from aurora.commands.identity.end_session import EndSession
from aurora.commands.identity.end_user_sessions import EndUserSessions
from aurora.commands.identity.logout import Logout
from aurora.commands.identity.refresh import Refresh
from aurora.commands.identity.tokens import Tokens
from aurora.queries.identity.list_own_sessions import ListOwnSessions
from aurora.queries.identity.list_user_sessions import ListUserSessions
from aurora.queries.identity.listed_session import ListedSession


@post("/auth/refresh", message=Refresh, status_code=200, cache_control=SECRET)
async def refresh(data: JSONBody[Refresh], door: NamedDependency[Door]) -> Tokens:
    """Exchange a refresh token for the next one and a fresh access token."""
    return await door.send(data)


@post("/auth/logout", message=Logout, status_code=204)
async def logout(door: NamedDependency[Door]) -> None:
    """End the session of the access token that the request is sent with."""
    await door.send(Logout())


@get("/me/sessions", message=ListOwnSessions)
async def list_own_sessions(
    door: NamedDependency[Door], limit: Limit = 50, cursor: Cursor = None
) -> Page[ListedSession]:
    """Give the caller's sessions, oldest first; the one that is asked with is marked."""
    return page(await door.ask(ListOwnSessions(limit=limit, cursor=cursor)), limit)


@delete("/me/sessions/{session_id:uuid}", message=EndSession)
async def end_session(session_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """End one of the caller's sessions."""
    await door.send(EndSession(session_id=session_id))


@delete("/me/sessions", message=EndOtherSessions)
async def end_other_sessions(door: NamedDependency[Door]) -> None:
    """End all of the caller's sessions but the one that is asked with."""
    await door.send(EndOtherSessions())


@get("/users/{user_id:uuid}/sessions", message=ListUserSessions)
async def list_user_sessions(
    user_id: FromPath[UUID], door: NamedDependency[Door], limit: Limit = 50, cursor: Cursor = None
) -> Page[ListedSession]:
    """Give a user's sessions, oldest first."""
    query = ListUserSessions(user_id=user_id, limit=limit, cursor=cursor)
    return page(await door.ask(query), limit)


@delete("/users/{user_id:uuid}/sessions", message=EndUserSessions)
async def end_user_sessions(user_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """End all of a user's sessions."""
    await door.send(EndUserSessions(user_id=user_id))


ROUTES: tuple[HTTPRouteHandler, ...] = (
    refresh,
    logout,
    list_own_sessions,
    end_session,
    end_other_sessions,
    list_user_sessions,
    end_user_sessions,
)
