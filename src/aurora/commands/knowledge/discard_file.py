"""Delete a kept file that nobody needs."""

from aurora.commands.command import Command
from aurora.domains.blobs import Blobs
from aurora.domains.knowledge.ports import Knowledge
from aurora.domains.principal import Permission


class DiscardFile(Command[None], frozen=True, kw_only=True):
    """Delete what is kept under that hash, unless an upload that was not refused needs it."""

    permission = Permission.OPERATE
    kept_sha256: str


async def discard_file(command: DiscardFile, knowledge: Knowledge, blobs: Blobs) -> None:
    """Look for whoever needs it, then delete it."""
    async with knowledge.work() as work:
        keeping = await work.uploads.keeping(command.kept_sha256)
    if all(upload.is_refused for upload in keeping):
        await blobs.delete(command.kept_sha256)
