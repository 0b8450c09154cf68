"""Open an account for somebody."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.clock import Ids
from aurora.domains.identity.password import acceptable
from aurora.domains.identity.person import Person
from aurora.domains.identity.ports import Identity, PasswordHasher
from aurora.domains.identity.roles import Role, require_within
from aurora.domains.identity.user import EmailTaken, User
from aurora.domains.principal import Permission, Principal


class CreateUser(Command[UUID], frozen=True, kw_only=True):
    """Open an account with a role and a first password; the answer is the user's id.

    Its request holds a password, so no hash of it is kept for idempotency: `secret_answer`.
    """

    permission = Permission.MANAGE_USERS
    secret_answer = True

    email: str
    name: str
    role: Role
    password: str


async def create_user(
    command: CreateUser, by: Principal, identity: Identity, hasher: PasswordHasher, ids: Ids
) -> UUID:
    """Hash first, then take the address if nobody has it."""
    require_within(command.role, by)
    person = Person.of(command.email, command.name)
    password_hash = await hasher.hash(acceptable(command.password))
    async with identity.work() as work:
        if await work.users.with_email(person.email):
            raise EmailTaken("somebody has an account under this e-mail address")
        user = User.create(ids.new(), person, command.role, password_hash)
        work.users.add(user)
    return user.id
