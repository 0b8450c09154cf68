"""Ask for a way to set a new password."""

from aurora.commands.command import Command
from aurora.commands.identity.send_password_reset import SendPasswordReset
from aurora.domains.clock import Ids
from aurora.domains.identity.person import fold_email
from aurora.domains.identity.ports import Identity, Throttle
from aurora.domains.identity.throttling import Attempt, Trial
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission


class AskPasswordReset(Command[None], frozen=True, kw_only=True):
    """Have a letter sent to whoever has an account under that address.

    Nothing of it is kept for idempotency, since it names a person: `secret_answer`.
    """

    permission = Permission.ANYONE
    secret_answer = True

    email: str


async def ask_password_reset(
    command: AskPasswordReset, origin: Origin, identity: Identity, throttle: Throttle, ids: Ids
) -> None:
    """Leave everything to a job, which ends quietly where there is no account: same work, same
    time, same answer. Who asks again and again has to wait, so that nobody's letters pile up.
    """
    email, nobody = fold_email(command.email), ids.new()
    await throttle.admit(Attempt(trial=Trial.RESET, subject=email, origin=origin))
    async with identity.work() as work:
        user = await work.users.with_email(email)
        work.enqueue(SendPasswordReset(user_id=user.id if user else nobody))
