"""Keep the signing keys as young as the operator wants them."""

from aurora.commands.command import Command
from aurora.commands.identity.keyring import open_keyring
from aurora.domains.clock import Clock
from aurora.domains.identity.keyring import Schedule
from aurora.domains.identity.ports import Identity, SigningKeyMint
from aurora.domains.principal import Permission


class KeepSigningKeys(Command[None], frozen=True, kw_only=True):
    """Make the first key, publish the next one in time, erase what has retired."""

    permission = Permission.OPERATE


async def keep_signing_keys(
    command: KeepSigningKeys,  # noqa: ARG001  it says all by its type
    identity: Identity,
    mint: SigningKeyMint,
    schedule: Schedule,
    clock: Clock,
) -> None:
    """Change nothing while nothing is due."""
    async with identity.work() as work:
        (await open_keyring(work)).keep_up(schedule, mint.new, clock.now())
