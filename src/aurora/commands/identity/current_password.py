"""What only the owner of an account may do: whoever took a session does not know the password."""

from aurora.commands.identity.guessing import guessing
from aurora.domains.errors import Forbidden, Stale
from aurora.domains.identity.password import comparable
from aurora.domains.identity.ports import Identity, IdentityWork, PasswordHasher, Throttle
from aurora.domains.identity.throttling import Trial
from aurora.domains.identity.user import User
from aurora.domains.origin import Origin
from aurora.domains.principal import Principal


class WrongPassword(Forbidden):
    """The current password is another one."""


async def owner(
    by: Principal,
    password: str,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    hasher: PasswordHasher,
) -> User:
    """Give the caller's account as it is now; raises WrongPassword."""
    async with identity.work() as work:
        user = await work.users.get(by.id)
    compared = comparable(password)
    async with guessing(throttle, Trial.PASSWORD, str(user.id), origin):
        if not await hasher.verify(compared, user.password_hash):
            raise WrongPassword("the current password is another one")
    return user


async def still(owner: User, work: IdentityWork) -> User:
    """Give the account to change; raises Stale where its password was changed since."""
    user = await work.users.get(owner.id)
    if user.password_hash != owner.password_hash:
        raise Stale("the password was changed meanwhile")
    return user
