"""Make the first administrator."""

from aurora.commands.command import Command
from aurora.commands.identity.guessing import guessing
from aurora.commands.identity.new_password import OpenedAccount, new_password
from aurora.domains.clock import Ids
from aurora.domains.identity.installation import INSTALLATION_ID, Installation, WrongToken
from aurora.domains.identity.person import Person
from aurora.domains.identity.ports import (
    Identity,
    IdentityWork,
    PasswordHasher,
    PasswordMeter,
    Throttle,
)
from aurora.domains.identity.roles import Role
from aurora.domains.identity.throttling import Trial
from aurora.domains.identity.user import User
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission


class Bootstrap(Command[OpenedAccount], frozen=True, kw_only=True):
    """Claim the installation with its one-time token.

    Its request holds a password, so no hash of it is kept for idempotency: `secret_answer`.
    """

    permission = Permission.ANYONE
    secret_answer = True

    token: str
    email: str
    name: str
    password: str


async def bootstrap(
    command: Bootstrap,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    hasher: PasswordHasher,
    meter: PasswordMeter,
    ids: Ids,
) -> OpenedAccount:
    """Check the token before the slow hashing, and again in the transaction that uses it up."""
    async with guessing(throttle, Trial.BOOTSTRAP, "", origin), identity.work() as work:
        (await _installation(work)).admit(command.token)
    person = Person.of(command.email, command.name)
    password = await new_password(command.password, person, hasher, meter)
    async with identity.work() as work:
        user = User.create(ids.new(), person, Role.ADMINISTRATOR, password.hash)
        (await _installation(work)).claim(command.token, user.id)
        work.users.add(user)
    return OpenedAccount(id=user.id, password_strength=password.strength)


async def _installation(work: IdentityWork) -> Installation:
    if installation := await work.installations.find(INSTALLATION_ID):
        return installation
    raise WrongToken("this is not the one-time token")
