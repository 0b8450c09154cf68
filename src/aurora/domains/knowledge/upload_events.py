"""What happens to files that people hand in."""

from datetime import datetime
from uuid import UUID

from aurora.domains.event import Event


class UploadReceived(Event, frozen=True, kw_only=True, tag="knowledge.upload-received.v1"):
    """A file is kept and waits to be read; `sha256` is the file's own, `kept_sha256` that of the
    content under which nobody else keeps it.
    """

    upload_id: UUID
    collection_id: UUID
    document_id: UUID
    uploader_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    kept_sha256: str
    title: str | None
    source_url: str | None
    at: datetime


class UploadReadingBegun(Event, frozen=True, kw_only=True, tag="knowledge.upload-reading-begun.v1"):
    """Somebody reads the file, for the first time or once more."""

    upload_id: UUID
    attempt: int


class UploadHandedBack(Event, frozen=True, kw_only=True, tag="knowledge.upload-handed-back.v1"):
    """Whoever read the file was told to stop, which is no fault of the file: somebody else does."""

    upload_id: UUID


class UploadPutOff(Event, frozen=True, kw_only=True, tag="knowledge.upload-put-off.v1"):
    """A store is in the way of reading the file, which is tried again later."""

    upload_id: UUID
    times: int


class UploadRead(Event, frozen=True, kw_only=True, tag="knowledge.upload-read.v1"):
    """A version of a document says what the file says; `changed` where it is a new one, and with
    `remarks` on what was left out of it or had to be read in another way.
    """

    upload_id: UUID
    document_id: UUID
    content_version: int
    changed: bool
    name: str
    media_type: str
    size: int
    sha256: str
    kept_sha256: str
    remarks: tuple[str, ...] = ()


class UploadRefused(Event, frozen=True, kw_only=True, tag="knowledge.upload-refused.v1"):
    """The file is not read, and why: a word for programs and a sentence for people."""

    upload_id: UUID
    reason: str
    detail: str


class UploadForgotten(Event, frozen=True, kw_only=True, tag="knowledge.upload-forgotten.v1"):
    """Nothing is kept of the file any more."""

    upload_id: UUID


UPLOAD_EVENTS: tuple[type[Event], ...] = (
    UploadReceived,
    UploadReadingBegun,
    UploadHandedBack,
    UploadPutOff,
    UploadRead,
    UploadRefused,
    UploadForgotten,
)
