"""Forget from where somebody came."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.identity.client_addresses import ClientAddresses
from aurora.domains.principal import Permission


class ForgetAddresses(Command[None], frozen=True, kw_only=True):
    """Erase the addresses that the audit log knows a principal by; what was done stays in it."""

    permission = Permission.OPERATE

    principal_id: UUID


async def forget_addresses(command: ForgetAddresses, addresses: ClientAddresses) -> None:
    """Erase them."""
    await addresses.forget(command.principal_id)
