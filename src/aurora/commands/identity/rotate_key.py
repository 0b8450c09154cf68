"""Give a key another text."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.giving import require_over_key
from aurora.commands.identity.issuing import IssuedKey
from aurora.commands.identity.rotating import HOUR, Expiry, Overlap, Renewal, rotate
from aurora.domains.clock import Clock
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.ports import Identity, Secrets
from aurora.domains.principal import Permission, Principal


class RotateKey(Command[IssuedKey], frozen=True, kw_only=True):
    """Give a key a new text; the present one opens it too for as long as they overlap."""

    permission = Permission.MANAGE_KEYS
    secret_answer = True

    key_id: UUID
    overlap_seconds: Overlap = HOUR
    expires_at: Expiry | None = None


async def rotate_key(
    command: RotateKey,
    by: Principal,
    identity: Identity,
    environment: Environment,
    secrets: Secrets,
    clock: Clock,
) -> IssuedKey:
    """Rotate a key that allows no more than the caller may do."""
    renewal = Renewal(
        plain=PlainKey.mint(environment, command.key_id, secrets.new()),
        overlap_seconds=command.overlap_seconds,
        expires_at=command.expires_at,
    )
    async with identity.work() as work:
        key = await work.keys.get(command.key_id)
        await require_over_key(key, by, work)
        return rotate(key, renewal, clock.now())
