"""Begin to decide about a wish."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.clock import Ids
from aurora.domains.principal import Permission


class OpenDecision(Command[UUID], frozen=True, kw_only=True):
    """Ask for the identity of a decision before anything is done for the wish.

    Under an idempotency key the same wish always gets the same decision, and another wish is
    refused.
    """

    permission = Permission.ROUTE

    text_sha256: str
    collection_id: UUID | None = None
    language: str | None = None


async def open_decision(command: OpenDecision, ids: Ids) -> UUID:  # noqa: ARG001  by type
    """Give a new identity; nothing is kept yet."""
    return ids.new()
