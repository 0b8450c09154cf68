"""Passwords over HTTP: changing one's own, and a new one for who forgot it."""

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from aurora.api.door import Door
from aurora.api.identity.caching import SECRET
from aurora.commands.identity.ask_password_reset import AskPasswordReset
from aurora.commands.identity.change_password import ChangePassword
from aurora.commands.identity.new_password import ChangedPassword
from aurora.commands.identity.reset_password import ResetPassword


class OnItsWay(msgspec.Struct, frozen=True, kw_only=True):
    """What everybody is told, whether there is an account or not."""

    detail: str = "if there is an account under this address, a letter is on its way"


@post("/me/password", message=ChangePassword, status_code=200, cache_control=SECRET)
async def change_password(
    data: JSONBody[ChangePassword], door: NamedDependency[Door]
) -> ChangedPassword:
    """Choose another password; whatever else is signed in with the last one is signed out."""
    return await door.send(data)


@post("/auth/password-reset", message=AskPasswordReset, status_code=202, cache_control=SECRET)
async def ask_password_reset(
    data: JSONBody[AskPasswordReset], door: NamedDependency[Door]
) -> OnItsWay:
    """Have a link sent that sets a new password, if there is such an account."""
    await door.send(data)
    return OnItsWay()


@post(
    "/auth/password-reset/confirm",
    message=ResetPassword,
    status_code=200,
    cache_control=SECRET,
)
async def reset_password(
    data: JSONBody[ResetPassword], door: NamedDependency[Door]
) -> ChangedPassword:
    """Set a new password with the token of a letter; every session ends."""
    return await door.send(data)


ROUTES: tuple[HTTPRouteHandler, ...] = (change_password, ask_password_reset, reset_password)
