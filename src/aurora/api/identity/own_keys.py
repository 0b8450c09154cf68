"""One's own API keys over HTTP."""

from uuid import UUID

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from aurora.api.door import Door
from aurora.api.identity.caching import SECRET
from aurora.api.identity.keys import RotationBody
from aurora.api.pagination import Cursor, Limit, Page, page
from aurora.commands.identity.issue_own_key import IssueOwnKey
from aurora.commands.identity.issuing import IssuedKey
from aurora.commands.identity.revoke_own_key import RevokeOwnKey
from aurora.commands.identity.rotate_own_key import RotateOwnKey
from aurora.queries.identity.get_own_key import GetOwnKey
from aurora.queries.identity.list_keys import ListedKey
from aurora.queries.identity.list_own_keys import ListOwnKeys


@post("/me/keys", message=IssueOwnKey, status_code=201, cache_control=SECRET)
async def issue_own_key(data: JSONBody[IssueOwnKey], door: NamedDependency[Door]) -> IssuedKey:
    """Issue an API key of one's own; its text is shown this once."""
    return await door.send(data)


@get("/me/keys", message=ListOwnKeys)
async def list_own_keys(
    door: NamedDependency[Door], limit: Limit = 50, cursor: Cursor = None
) -> Page[ListedKey]:
    """Give the keys that the caller issued, oldest first."""
    return page(await door.ask(ListOwnKeys(limit=limit, cursor=cursor)), limit)


@get("/me/keys/{key_id:uuid}", message=GetOwnKey)
async def get_own_key(key_id: FromPath[UUID], door: NamedDependency[Door]) -> ListedKey:
    """Give one of the keys that the caller issued."""
    return await door.ask(GetOwnKey(key_id=key_id))


@post(
    "/me/keys/{key_id:uuid}/rotate",
    message=RotateOwnKey,
    status_code=200,
    cache_control=SECRET,
)
async def rotate_own_key(
    key_id: FromPath[UUID], data: JSONBody[RotationBody], door: NamedDependency[Door]
) -> IssuedKey:
    """Give a key of one's own a new text, shown this once; the present one opens it for a while."""
    return await door.send(
        RotateOwnKey(
            key_id=key_id, overlap_seconds=data.overlap_seconds, expires_at=data.expires_at
        )
    )


@delete("/me/keys/{key_id:uuid}", message=RevokeOwnKey)
async def revoke_own_key(key_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Revoke a key of one's own."""
    await door.send(RevokeOwnKey(key_id=key_id))


ROUTES: tuple[HTTPRouteHandler, ...] = (
    issue_own_key,
    list_own_keys,
    get_own_key,
    rotate_own_key,
    revoke_own_key,
)
