"""Forget from where people came a long time ago."""

from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.identity.client_addresses import ClientAddresses, Retention
from aurora.domains.principal import Permission


class ExpireAddresses(Command[None], frozen=True, kw_only=True):
    """Erase the addresses in the audit log that are older than they may be; sent now and then."""

    permission = Permission.OPERATE


async def expire_addresses(
    command: ExpireAddresses,  # noqa: ARG001  by type
    addresses: ClientAddresses,
    retention: Retention,
    clock: Clock,
) -> None:
    """Erase what is older than the retention."""
    await addresses.forget_before(clock.now() - retention.addresses)
