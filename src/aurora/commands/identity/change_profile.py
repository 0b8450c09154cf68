"""Change what an account says of oneself."""

import msgspec

from aurora.commands.command import Command
from aurora.commands.identity.current_password import owner, still
from aurora.commands.identity.tell_address_change import TellAddressChange
from aurora.domains.errors import Invalid
from aurora.domains.identity.person import fold_email
from aurora.domains.identity.ports import Identity, IdentityWork, PasswordHasher, Throttle
from aurora.domains.identity.throttling import Attempt, Trial
from aurora.domains.identity.user import User
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission, Principal


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What an account says of its owner; `new_email` is to be confirmed by a letter there."""

    name: str
    language: str
    email: str
    new_email: str | None


class ChangeProfile(Command[Profile], frozen=True, kw_only=True):
    """Change name, language (BCP 47) or e-mail address; what is left out stays.

    Another address needs the current password, and is used once it was confirmed. The request
    names a person and may hold a password, so nothing of it is kept: `secret_answer`.
    """

    permission = Permission.MANAGE_SELF
    for_people = True
    secret_answer = True

    name: str | None = None
    language: str | None = None
    email: str | None = None
    password: str | None = None


async def change_profile(
    command: ChangeProfile,
    by: Principal,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    hasher: PasswordHasher,
) -> Profile:
    """Take name and language at once, and have an address confirmed; whether somebody has that
    address already is told in the letter alone. Who has strangers written to again and again has
    to wait.
    """
    email = fold_email(command.email) if command.email is not None else None
    known = None
    if email is not None:
        if command.password is None:
            raise Invalid("another address needs the current password", "password")
        known = await owner(by, command.password, origin, identity, throttle, hasher)
        await throttle.admit(Attempt(trial=Trial.RESET, subject=email, origin=origin))
    async with identity.work() as work:
        user = await (still(known, work) if known else work.users.get(by.id))
        user.describe(name=command.name, language=command.language)
        if email is not None and email != user.person.email:
            _readdress(user, email, work)
    person = user.person
    return Profile(
        name=person.name, language=person.language, email=person.email, new_email=user.new_email
    )


def _readdress(user: User, email: str, work: IdentityWork) -> None:
    user.ask_address(email)
    work.enqueue(TellAddressChange(user_id=user.id))
