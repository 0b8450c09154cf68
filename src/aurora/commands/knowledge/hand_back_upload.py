"""Leave a file to somebody else that a worker had no time to read."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.knowledge.ports import Knowledge
from aurora.domains.principal import Permission


class HandBackUpload(Command[None], frozen=True, kw_only=True):
    """Count an attempt no more that ends because its worker is told to stop."""

    permission = Permission.OPERATE
    upload_id: UUID


async def hand_back_upload(command: HandBackUpload, knowledge: Knowledge) -> None:
    """Let the file wait again; nothing where nobody reads it."""
    async with knowledge.work() as work:
        if upload := await work.uploads.find(command.upload_id):
            upload.hand_back()
