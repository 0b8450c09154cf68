"""Revoke an API key of one's own."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.rotating import own_key
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class RevokeOwnKey(Command[None], frozen=True, kw_only=True):
    """Make a key of one's own open nothing from now on."""

    permission = Permission.MANAGE_SELF
    for_people = True

    key_id: UUID


async def revoke_own_key(command: RevokeOwnKey, by: Principal, identity: Identity) -> None:
    """Revoke a key that the caller issued."""
    async with identity.work() as work:
        (await own_key(command.key_id, by, work)).revoke()
