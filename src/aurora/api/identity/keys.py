"""API keys over HTTP."""

from uuid import UUID

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from aurora.api.door import Door
from aurora.api.identity.caching import SECRET
from aurora.api.pagination import Cursor, Limit, Page, page
from aurora.commands.identity.issue_key import IssuedKey, IssueKey
from aurora.commands.identity.revoke_key import RevokeKey
from aurora.queries.identity.list_keys import ListedKey, ListKeys


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


ROUTES: tuple[HTTPRouteHandler, ...] = (issue_key, list_keys, revoke_key)
