"""Note that a webhook is needed no longer than until its last notice."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.perception.ports import Perception
from aurora.domains.principal import Permission


class CloseWebhook(Command[None], frozen=True, kw_only=True):
    """Let the webhook of an ended crawl be forgotten when all notices are done with."""

    permission = Permission.OPERATE
    crawl_id: UUID


async def close_webhook(command: CloseWebhook, perception: Perception) -> None:
    """Note it; those that sweep crawls forget it."""
    async with perception.work() as work:
        await work.webhooks.close(command.crawl_id)
