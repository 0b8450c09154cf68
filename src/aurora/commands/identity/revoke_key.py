"""Revoke an API key."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.giving import require_over_key
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class RevokeKey(Command[None], frozen=True, kw_only=True):
    """Make a key open nothing from now on."""

    permission = Permission.MANAGE_KEYS

    key_id: UUID


async def revoke_key(command: RevokeKey, by: Principal, identity: Identity) -> None:
    """Revoke a key that allows no more than the caller may do."""
    async with identity.work() as work:
        key = await work.keys.get(command.key_id)
        await require_over_key(key, by, work)
        key.revoke()
