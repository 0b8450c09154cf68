"""API keys over HTTP."""

from uuid import UUID

import msgspec
from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from aurora.api.door import Door
from aurora.api.identity.caching import SECRET
from aurora.api.pagination import Cursor, Limit, Page, page
from aurora.commands.identity.issue_key import IssuedKey, IssueKey
from aurora.commands.identity.revoke_key import RevokeKey
from aurora.commands.identity.rotate_key import RotateKey
from aurora.commands.identity.rotating import HOUR, Expiry, Overlap
from aurora.queries.identity.get_key import GetKey
from aurora.queries.identity.list_keys import ListedKey, ListKeys


class RotationBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For how long the present text opens the key beside the new one, and until when that opens it;
    without a date it lives as long as the present one was to.
    """

    overlap_seconds: Overlap = HOUR
    expires_at: Expiry | None = None


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


@get("/keys/{key_id:uuid}", message=GetKey)
async def get_key(key_id: FromPath[UUID], door: NamedDependency[Door]) -> ListedKey:
    """Give one API key, without what it opens with."""
    return await door.ask(GetKey(key_id=key_id))


@post(
    "/keys/{key_id:uuid}/rotate",
    message=RotateKey,
    status_code=200,
    cache_control=SECRET,
)
async def rotate_key(
    key_id: FromPath[UUID], data: JSONBody[RotationBody], door: NamedDependency[Door]
) -> IssuedKey:
    """Give a key a new text, shown this once; the present one opens it too for a while."""
    return await door.send(
        RotateKey(key_id=key_id, overlap_seconds=data.overlap_seconds, expires_at=data.expires_at)
    )


@delete("/keys/{key_id:uuid}", message=RevokeKey)
async def revoke_key(key_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Revoke an API key."""
    await door.send(RevokeKey(key_id=key_id))


ROUTES: tuple[HTTPRouteHandler, ...] = (issue_key, list_keys, get_key, rotate_key, revoke_key)
