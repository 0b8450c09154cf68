"""Say whether a file may come, before it does."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.knowledge.destination import TYPE_LIMIT, check_naming, check_text, destination
from aurora.domains.clock import Ids
from aurora.domains.errors import Invalid
from aurora.domains.knowledge.file_types import is_never_read
from aurora.domains.knowledge.ports import Knowledge
from aurora.domains.principal import Permission, Principal

NAME_LIMIT = 255


class AdmitUpload(Command[None], frozen=True, kw_only=True):
    """Announce a file by what is known before its bytes come."""

    permission = Permission.EDIT_DOCUMENTS
    secret_answer = True  # asked anew each time, also under a key
    collection_id: UUID
    title: str | None = None
    source_url: str | None = None
    document_id: UUID | None = None
    media_type: str | None = None


async def admit_upload(command: AdmitUpload, by: Principal, knowledge: Knowledge, ids: Ids) -> None:
    """Change nothing; raises what receiving the file would."""
    check_naming(command)
    check_text(command.media_type or "", "media_type", TYPE_LIMIT)
    async with knowledge.work() as work:
        await destination(command, by, work, ids)


def check_file(name: str, media_type: str) -> None:
    """Refuse a name that cannot be kept, and what is never read."""
    check_text(name, "file", NAME_LIMIT)
    if is_never_read(media_type):
        raise Invalid(f"files of type {media_type} are never read", "file")
