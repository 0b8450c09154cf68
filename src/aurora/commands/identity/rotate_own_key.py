"""Give a key of one's own another text."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.issuing import IssuedKey
from aurora.commands.identity.rotating import HOUR, Expiry, Overlap, Renewal, own_key, rotate
from aurora.domains.clock import Clock
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.ports import Identity, Secrets
from aurora.domains.principal import Permission, Principal


class RotateOwnKey(Command[IssuedKey], frozen=True, kw_only=True):
    """Give a key of one's own a new text; the present one opens it too for a while."""

    permission = Permission.MANAGE_SELF
    for_people = True
    secret_answer = True

    key_id: UUID
    overlap_seconds: Overlap = HOUR
    expires_at: Expiry | None = None


async def rotate_own_key(
    command: RotateOwnKey,
    by: Principal,
    identity: Identity,
    environment: Environment,
    secrets: Secrets,
    clock: Clock,
) -> IssuedKey:
    """Rotate a key that the caller issued."""
    renewal = Renewal(
        plain=PlainKey.mint(environment, command.key_id, secrets.new()),
        overlap_seconds=command.overlap_seconds,
        expires_at=command.expires_at,
    )
    async with identity.work() as work:
        key = await own_key(command.key_id, by, work)
        return rotate(key, renewal, clock.now())
