"""Second factors over HTTP."""

from uuid import UUID

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from aurora.api.door import Door
from aurora.api.identity.caching import SECRET
from aurora.commands.identity.begin_second_factor import BeginSecondFactor
from aurora.commands.identity.confirm_second_factor import ConfirmSecondFactor
from aurora.commands.identity.remove_second_factor import RemoveSecondFactor
from aurora.commands.identity.remove_users_second_factor import RemoveUsersSecondFactor
from aurora.commands.identity.replace_recovery_codes import ReplaceRecoveryCodes
from aurora.commands.identity.second_step import RecoveryCodes
from aurora.domains.identity.code_app import AppCard
from aurora.queries.identity.get_second_factor import GetSecondFactor, OwnSecondFactor


@get("/me/second-factor", message=GetSecondFactor)
async def get_second_factor(door: NamedDependency[Door]) -> OwnSecondFactor:
    """Tell whether the caller's sign-in takes a code."""
    return await door.ask(GetSecondFactor())


@post(
    "/me/second-factor",
    message=BeginSecondFactor,
    hashes=True,
    status_code=201,
    cache_control=SECRET,
)
async def begin_second_factor(
    data: JSONBody[BeginSecondFactor], door: NamedDependency[Door]
) -> AppCard:
    """Give the secret that an app needs: as text, as link and as QR code."""
    return await door.send(data)


@post(
    "/me/second-factor/confirm",
    message=ConfirmSecondFactor,
    status_code=200,
    cache_control=SECRET,
)
async def confirm_second_factor(
    data: JSONBody[ConfirmSecondFactor], door: NamedDependency[Door]
) -> RecoveryCodes:
    """Turn it on by a first code, and give the recovery codes."""
    return await door.send(data)


@post(
    "/me/second-factor/recovery-codes",
    message=ReplaceRecoveryCodes,
    status_code=200,
    cache_control=SECRET,
)
async def replace_recovery_codes(
    data: JSONBody[ReplaceRecoveryCodes], door: NamedDependency[Door]
) -> RecoveryCodes:
    """Give new recovery codes instead of the old ones."""
    return await door.send(data)


@delete("/me/second-factor", message=RemoveSecondFactor, hashes=True)
async def remove_second_factor(
    data: JSONBody[RemoveSecondFactor], door: NamedDependency[Door]
) -> None:
    """Sign in by password alone again."""
    await door.send(data)


@delete("/users/{user_id:uuid}/second-factor", message=RemoveUsersSecondFactor)
async def remove_users_second_factor(user_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Take the second factor off somebody who lost it."""
    await door.send(RemoveUsersSecondFactor(user_id=user_id))


ROUTES: tuple[HTTPRouteHandler, ...] = (
    get_second_factor,
    begin_second_factor,
    confirm_second_factor,
    replace_recovery_codes,
    remove_second_factor,
    remove_users_second_factor,
)
