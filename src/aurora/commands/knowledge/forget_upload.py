"""Forget that a file was refused."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.knowledge.ports import Knowledge
from aurora.domains.principal import Permission


class ForgetUpload(Command[None], frozen=True, kw_only=True):
    """Keep nothing of an upload, not even its name: no document ever came of it."""

    permission = Permission.OPERATE
    upload_id: UUID


async def forget_upload(command: ForgetUpload, knowledge: Knowledge) -> None:
    """Erase the upload and what its events said; nothing where that is done."""
    async with knowledge.work() as work:
        if upload := await work.uploads.find(command.upload_id):
            upload.forget()
            work.uploads.erase(upload)
