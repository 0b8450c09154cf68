"""Begin with a second factor."""

from aurora.commands.command import Command
from aurora.commands.identity.current_password import owner
from aurora.commands.identity.second_step import factor_of
from aurora.domains.identity.code_app import SECRET_BYTES, AppCard, CodeApp
from aurora.domains.identity.ports import Identity, PasswordHasher, Secrets, Throttle
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission, Principal


class BeginSecondFactor(Command[AppCard], frozen=True, kw_only=True):
    """Give an app a secret; the second factor counts once a code of the app confirms it.

    The password is asked for, so that nobody who found a token locks its owner out.
    """

    permission = Permission.MANAGE_SELF
    for_people = True
    secret_answer = True

    password: str


async def begin_second_factor(
    command: BeginSecondFactor,
    by: Principal,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    hasher: PasswordHasher,
    secrets: Secrets,
    app: CodeApp,
) -> AppCard:
    """A secret that was given before and not confirmed is void."""
    user = await owner(by, command.password, origin, identity, throttle, hasher)
    secret = secrets.new()[-SECRET_BYTES:]
    async with identity.work() as work:
        (await factor_of(by.id, work)).begin(secret)
    return await app.card(secret, user.person.email)
