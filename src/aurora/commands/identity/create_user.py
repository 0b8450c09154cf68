"""Open an account for somebody."""

from aurora.commands.command import Command
from aurora.commands.identity.giving import require_giving
from aurora.commands.identity.new_password import OpenedAccount, new_password
from aurora.domains.clock import Ids
from aurora.domains.identity.person import Person
from aurora.domains.identity.ports import Identity, PasswordHasher, PasswordMeter
from aurora.domains.identity.user import EmailTaken, User
from aurora.domains.principal import Permission, Principal


class CreateUser(Command[OpenedAccount], frozen=True, kw_only=True):
    """Open an account with a role and a first password.

    Its request holds a password, so no hash of it is kept for idempotency: `secret_answer`.
    """

    permission = Permission.MANAGE_USERS
    secret_answer = True

    email: str
    name: str
    role: str
    password: str


async def create_user(
    command: CreateUser,
    by: Principal,
    identity: Identity,
    hasher: PasswordHasher,
    meter: PasswordMeter,
    ids: Ids,
) -> OpenedAccount:
    """Hash where the role may be given, then take the address if nobody has it."""
    async with identity.work() as work:
        await require_giving(command.role, by, work)
    person = Person.of(command.email, command.name)
    password = await new_password(command.password, person, hasher, meter)
    async with identity.work() as work:
        if await work.users.with_email(person.email):
            raise EmailTaken("somebody has an account under this e-mail address")
        await require_giving(command.role, by, work)
        user = User.create(ids.new(), person, command.role, password.hash)
        work.users.add(user)
    return OpenedAccount(id=user.id, password_strength=password.strength)
