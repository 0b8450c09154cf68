"""One's own account over HTTP."""

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from aurora.api.door import Door
from aurora.api.identity.caching import SECRET
from aurora.commands.identity.change_profile import ChangeProfile, Profile
from aurora.commands.identity.confirm_address import ConfirmAddress
from aurora.commands.identity.delete_me import DeleteMe
from aurora.queries.identity.export_me import Export, ExportMe


@get(
    "/me/export",
    message=ExportMe,
    cache_control=SECRET,
    response_headers={"Content-Disposition": 'attachment; filename="aurora-account.json"'},
)
async def export_me(door: NamedDependency[Door]) -> Export:
    """Give what is kept about the caller, as a file."""
    return await door.ask(ExportMe())


@patch("/me", message=ChangeProfile, hashes=True, cache_control=SECRET)
async def change_profile(data: JSONBody[ChangeProfile], door: NamedDependency[Door]) -> Profile:
    """Change name, language or e-mail address; an address is used once it was confirmed."""
    return await door.send(data)


@post("/auth/address/confirm", message=ConfirmAddress, status_code=204)
async def confirm_address(data: JSONBody[ConfirmAddress], door: NamedDependency[Door]) -> None:
    """Confirm a new e-mail address with the token of a letter."""
    await door.send(data)


@delete("/me", message=DeleteMe, hashes=True, status_code=204)
async def delete_me(data: JSONBody[DeleteMe], door: NamedDependency[Door]) -> None:
    """Erase one's own account and personal data, for good."""
    await door.send(data)


ROUTES: tuple[HTTPRouteHandler, ...] = (export_me, change_profile, confirm_address, delete_me)
