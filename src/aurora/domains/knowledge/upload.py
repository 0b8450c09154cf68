"""The upload: a file that somebody hands in, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Conflict
from aurora.domains.knowledge.upload_events import (
    UploadForgotten,
    UploadHandedBack,
    UploadPutOff,
    UploadRead,
    UploadReadingBegun,
    UploadReceived,
    UploadRefused,
)

ATTEMPTS = 3
TIMES = 100
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 900.0
CLOSED, GAVE_UP, UNAVAILABLE = "closed", "gave-up", "unavailable"
DELETED, OVERTAKEN = "deleted", "overtaken"


class UploadStatus(StrEnum):
    """Where an upload stands."""

    RECEIVED = "received"
    READING = "reading"
    READ = "read"
    REFUSED = "refused"

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self in (UploadStatus.READ, UploadStatus.REFUSED)


class AlreadyDecided(Conflict):
    """What becomes of the upload is settled."""


class AlreadyRead(Conflict):
    """A document says what the file says, and the file belongs to it."""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file as facts: its name, type and bytes, its SHA-256, and that of what is kept."""

    name: str
    media_type: str
    size: int
    sha256: str
    kept_sha256: str


@dataclass(kw_only=True, eq=False)
class Upload(Aggregate):
    """A file on its way to become a version of a document."""

    collection_id: UUID
    document_id: UUID
    uploader_id: UUID
    received_at: datetime
    file: File
    title: str | None = None
    source_url: str | None = None
    status: UploadStatus = UploadStatus.RECEIVED
    attempts: int = 0
    times_put_off: int = 0
    content_version: int | None = None

    @property
    def is_refused(self) -> bool:
        """Whether the file is not read."""
        return self.status is UploadStatus.REFUSED

    def overtaken_by(self, other: "Upload") -> bool:
        """Whether that one came later and was read first."""
        came, went = (self.received_at, self.id), (other.received_at, other.id)
        return other.status is UploadStatus.READ and went > came

    def receive(self) -> None:
        """Note that the file is there."""
        self.record(
            UploadReceived(
                upload_id=self.id,
                collection_id=self.collection_id,
                document_id=self.document_id,
                uploader_id=self.uploader_id,
                title=self.title,
                source_url=self.source_url,
                at=self.received_at,
                **msgspec.structs.asdict(self.file),
            )
        )

    def begin(self) -> None:
        """Count one more attempt before it is made: what ends whoever reads it is refused after
        the last one.
        """
        self._require_open()
        if self.attempts >= ATTEMPTS:
            self.refuse(GAVE_UP, f"reading it failed {ATTEMPTS} times")
            return
        self.attempts += 1
        self.status = UploadStatus.READING
        self.record(UploadReadingBegun(upload_id=self.id, attempt=self.attempts))

    def hand_back(self) -> None:
        """Count the attempt no more that is being made: whoever makes it is told to stop."""
        if self.status is not UploadStatus.READING:
            return
        self.attempts -= 1
        self.status = UploadStatus.RECEIVED
        self.record(UploadHandedBack(upload_id=self.id))

    def put_off(self, detail: str) -> float:
        """Note that a store was in the way, which is no fault of the file, and give the seconds to
        wait; refuse what was put off for a day.
        """
        self._require_open()
        if self.times_put_off >= TIMES:
            self.refuse(UNAVAILABLE, detail)
            return 0.0
        self.attempts -= 1
        self.times_put_off += 1
        self.status = UploadStatus.RECEIVED
        self.record(UploadPutOff(upload_id=self.id, times=self.times_put_off))
        return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (self.times_put_off - 1))

    def read(
        self,
        content_version: int,
        *,
        changed: bool,
        media_type: str,
        remarks: Sequence[str] = (),
    ) -> None:
        """Note which version of the document says what the file says, and of which type it is, with
        remarks on what it does not say.
        """
        self._require_open()
        self.status, self.content_version = UploadStatus.READ, content_version
        self.file = msgspec.structs.replace(self.file, media_type=media_type)
        self.record(
            UploadRead(
                upload_id=self.id,
                document_id=self.document_id,
                content_version=content_version,
                changed=changed,
                remarks=tuple(remarks),
                **msgspec.structs.asdict(self.file),
            )
        )

    def refuse(self, reason: str, detail: str) -> None:
        """Note that the file is not read, and why."""
        self._require_open()
        self.status = UploadStatus.REFUSED
        self.record(UploadRefused(upload_id=self.id, reason=reason, detail=detail))

    def take_back(self) -> None:
        """Forget a file of which no document came."""
        if self.status is UploadStatus.READ:
            raise AlreadyRead(f"document {self.document_id} was read from the file: delete that")
        self.forget()

    def forget(self) -> None:
        """Note that nothing of the file is kept any more."""
        self.record(UploadForgotten(upload_id=self.id))

    def _require_open(self) -> None:
        if self.status.ended:
            raise AlreadyDecided(f"the upload is {self.status}")
