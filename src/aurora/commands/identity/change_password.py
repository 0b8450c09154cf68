"""Choose another password."""

from aurora.commands.command import Command
from aurora.commands.identity.current_password import owner, still
from aurora.commands.identity.new_password import ChangedPassword, new_password
from aurora.commands.identity.own_session import own_session
from aurora.commands.identity.second_step import factor_of, require_second_factor
from aurora.commands.identity.send_notice import SendNotice
from aurora.domains.clock import Clock
from aurora.domains.errors import told_of
from aurora.domains.identity.ports import Identity, PasswordHasher, PasswordMeter, Throttle
from aurora.domains.identity.wordings import Occasion
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission, Principal


class ChangePassword(Command[ChangedPassword], frozen=True, kw_only=True):
    """Exchange the current password for a new one; every other session ends.

    Its request holds passwords, so no hash of it is kept for idempotency: `secret_answer`.
    """

    permission = Permission.MANAGE_SELF
    for_people = True
    secret_answer = True

    current: str
    new: str


async def change_password(
    command: ChangePassword,
    by: Principal,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    hasher: PasswordHasher,
    meter: PasswordMeter,
    clock: Clock,
) -> ChangedPassword:
    """Check the current one, hash the new one, and change it if it is still the same."""
    with told_of("current"):
        known = await owner(by, command.current, origin, identity, throttle, hasher)
    async with identity.work() as work:
        second_factor = (await factor_of(by.id, work)).on
    with told_of("new"):
        password = await new_password(
            command.new, known.person, hasher, meter, second_factor=second_factor
        )
    now = clock.now()
    async with identity.work() as work:
        user = await still(known, work)
        await require_second_factor(user, password, work)
        kept = await own_session(user, by, work, now)
        user.change_password(password.hash, now, stands_alone=password.stands_alone, kept=kept)
        work.enqueue(SendNotice(user_id=user.id, occasion=Occasion.PASSWORD_CHANGED))
    return ChangedPassword(password_strength=password.strength)
