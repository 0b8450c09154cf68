"""Be forgotten."""

from aurora.commands.command import Command
from aurora.commands.identity.current_password import owner, still
from aurora.commands.identity.erasing import forget
from aurora.domains.identity.ports import Identity, PasswordHasher, Throttle
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission, Principal


class DeleteMe(Command[None], frozen=True, kw_only=True):
    """Erase one's own account and personal data for good; the password proves that one means it.

    Its request holds a password, so no hash of it is kept for idempotency: `secret_answer`.
    """

    permission = Permission.MANAGE_SELF
    for_people = True
    secret_answer = True

    password: str


async def delete_me(
    command: DeleteMe,
    by: Principal,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    hasher: PasswordHasher,
) -> None:
    """Check the password, then erase; raises LastAdministrator."""
    known = await owner(by, command.password, origin, identity, throttle, hasher)
    async with identity.work() as work:
        await forget(await still(known, work), work)
