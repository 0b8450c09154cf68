"""Signing keys over HTTP: which there are, and how they are exchanged."""

from operator import attrgetter

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from aurora.api.door import Door
from aurora.api.pagination import After, Limit, Part, part
from aurora.commands.identity.rotate_signing_keys import RotateSigningKeys, Rotation
from aurora.queries.identity.list_signing_keys import ListedSigningKey, ListSigningKeys


@get("/signing-keys", message=ListSigningKeys)
async def list_signing_keys(
    door: NamedDependency[Door], limit: Limit = 50, after: After = None
) -> Part[ListedSigningKey]:
    """Give the keys that access tokens are signed with, oldest first, by their public names."""
    return part(await door.ask(ListSigningKeys()), attrgetter("kid"), limit, after)


@post("/signing-keys/rotate", message=RotateSigningKeys, status_code=200)
async def rotate_signing_keys(
    data: JSONBody[RotateSigningKeys], door: NamedDependency[Door]
) -> Rotation:
    """Publish the next key; with `now`, sign with it at once and end all access tokens."""
    return await door.send(data)


ROUTES: tuple[HTTPRouteHandler, ...] = (list_signing_keys, rotate_signing_keys)
