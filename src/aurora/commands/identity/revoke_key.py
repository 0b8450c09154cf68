"""Revoke an API key."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission


class RevokeKey(Command[None], frozen=True, kw_only=True):
    """Make a key open nothing from now on."""

    permission = Permission.MANAGE_KEYS

    key_id: UUID


async def revoke_key(command: RevokeKey, identity: Identity) -> None:
    """Revoke the key."""
    async with identity.work() as work:
        (await work.keys.get(command.key_id)).revoke()
