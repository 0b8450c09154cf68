"""One file after the other on its way to Aurora."""

import asyncio
import hashlib
import os
import re
import stat
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO
from uuid import UUID, uuid4, uuid5

import msgspec

from aurora.cli.client import Client
from aurora.cli.collections import Named
from aurora.cli.files import STDIN, Known, Remembered, placed, readable
from aurora.cli.output import Failed, NotNow, NotThere, clean
from aurora.cli.walking import NO_FILE, Found
from aurora.commands.knowledge.receive_upload import ReceivedUpload
from aurora.domains.file_names import spelled
from aurora.domains.knowledge.file_types import is_never_read
from aurora.domains.media_types import media_type_of
from aurora.queries.knowledge.uploads_projection import UploadView
from aurora.queries.knowledge.views import DocumentView

HEAD = 65_536
WAIT_SECONDS = 20
REMARKS = 3
SPACES = re.compile(r"\s")
NOTHING_TO_READ = frozenset({"unsupported", "empty"})  # reasons to pass over files of folders
SKIPPED, REFUSED, UNCHANGED = "skipped", "refused", "unchanged"


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file: new, new version, unchanged, skipped or refused, and why."""

    file: str
    outcome: str
    document_id: UUID | None = None
    version: int | None = None
    reason: str | None = None
    remarks: tuple[str, ...] = ()

    def __str__(self) -> str:
        known = f" ({self.document_id}:{self.version})" if self.document_id else ""
        why = f": {self.reason}" if self.reason else f"{known}{self._remarked}"
        return SPACES.sub(" ", clean(f"{self.file}: {self.outcome}{why}"))

    @property
    def _remarked(self) -> str:
        more = len(self.remarks) - REMARKS
        told = (*self.remarks[:REMARKS], *([f"and {more:,} more"] if more > 0 else []))
        return f" [{'; '.join(told)}]" if told else ""


class HandingIn:
    """Brings files into a collection; `place` is None where none of that name is there yet, and
    `said` is what standard input said.
    """

    def __init__(
        self,
        client: Client,
        place: Named | None,
        remembered: Remembered,
        said: IO[bytes],
        *,
        dry: bool = False,
    ) -> None:
        self._client, self._place, self._remembered = client, place, remembered
        self._said, self._dry = said, dry

    async def __call__(self, found: Found) -> Fate:
        """Bring one file in, unless it is there as it is; raises NotNow where it may be later."""
        try:
            return await self._fate(found)
        except NotNow:
            raise
        except OSError as error:
            return _refused(found, str(error.strerror or error))
        except Failed as refusal:
            return _refused(found, str(refusal))

    async def _fate(self, found: Found) -> Fate:
        known = self._remembered.known(found.path, self._place.id) if self._place else None
        state = await asyncio.to_thread(_state, found.path)
        present = await self._present(known) if known and known.document_id else None
        if known and present and state and known.looks_like(state):
            return _unchanged(found, present)
        with self._opened(found.path) as file:
            sha256 = await asyncio.to_thread(_examined, file, found)
            if isinstance(sha256, Fate):
                return sha256
            if known and present and known.sha256 == sha256:
                self._note(found, known, state)
                return _unchanged(found, present)
            if self._dry or self._place is None:
                return Fate(file=readable(found.path), outcome="would be sent")
            upload = await self._sent(found, file, known, sha256)
        return self._told(found, upload, known, state)

    def _opened(self, path: str) -> AbstractContextManager[IO[bytes]]:
        return nullcontext(self._said) if path == STDIN else Path(path).open("rb")

    async def _present(self, known: Known) -> DocumentView | None:
        """Give the document that the file became, if it still says what the file said."""
        try:
            view = await self._client.get(f"/v1/documents/{known.document_id}", DocumentView)
        except NotThere:
            return None
        return view if view.content_version == known.version else None

    async def _sent(
        self, found: Found, file: IO[bytes], known: Known | None, sha256: str
    ) -> UploadView:
        """Send the file, and wait for its end. Sent again after an interruption it is the same
        request; where its document, or what became of it then, is gone meanwhile, a new one.
        """
        key = self._key(found, known, sha256)
        try:
            return await self._end(
                await self._send(found, file, known.document_id if known else None, key)
            )
        except NotThere:
            return await self._end(await self._send(found, file, None, uuid5(key, "anew")))

    def _key(self, found: Found, known: Known | None, sha256: str) -> UUID:
        if found.path == STDIN or self._place is None:
            return uuid4()
        last = known.upload_id if known else None
        path = readable(placed(found.path))
        return uuid5(self._remembered.own, f"{self._place.id}\0{last}\0{path}\0{sha256}")

    async def _end(self, upload: ReceivedUpload) -> UploadView:
        view = await self._look(upload)
        while not view.status.ended:
            view = await self._look(upload)
        return view

    async def _look(self, upload: ReceivedUpload) -> UploadView:
        path = f"/v1/uploads/{upload.id}"
        return await self._client.get(path, UploadView, wait=WAIT_SECONDS)

    async def _send(
        self, found: Found, file: IO[bytes], document_id: UUID | None, key: UUID
    ) -> ReceivedUpload:
        named = {"document_id": str(document_id)} if document_id else {}
        place = {"collection_id": str(self._place.id)} if self._place else {}
        sending = (spelled(os.fsencode(Path(found.path).name)), file)
        return await self._client.hand_in(
            "/v1/documents", ReceivedUpload, {**place, **named}, sending, key
        )

    def _told(
        self,
        found: Found,
        upload: UploadView,
        before: Known | None,
        state: os.stat_result | None,
    ) -> Fate:
        if upload.content_version is None:
            again = msgspec.structs.replace(before or Known(), upload_id=upload.id)
            self._note(found, again, None)  # to be sent anew: what was refused may be read one day
            passed = upload.reason in NOTHING_TO_READ and not found.named
            outcome = SKIPPED if passed else REFUSED
            return Fate(
                file=readable(found.path), outcome=outcome, reason=upload.detail or upload.reason
            )
        known = Known(
            document_id=upload.document_id,
            version=upload.content_version,
            upload_id=upload.id,
            sha256=upload.sha256,
        )
        self._note(found, known, state)
        new = "new" if upload.content_version == 1 else "new version"
        return Fate(
            file=readable(found.path),
            outcome=new if upload.changed else UNCHANGED,
            document_id=upload.document_id,
            version=upload.content_version,
            remarks=upload.remarks,
        )

    def _note(self, found: Found, known: Known, state: os.stat_result | None) -> None:
        if self._place is None or self._dry:
            return
        if state:
            looks = {"size": state.st_size, "modified": state.st_mtime_ns}
            known = msgspec.structs.replace(known, **looks)
        self._remembered.note(found.path, self._place.id, known)


def _state(path: str) -> os.stat_result | None:
    if path == STDIN:
        return None
    state = Path(path).stat()
    if not stat.S_ISREG(state.st_mode):
        raise Failed(NO_FILE)
    return state


def _examined(file: IO[bytes], found: Found) -> str | Fate:
    """Give the hash of the file, or what becomes of it unsent."""
    file.seek(0)
    head = file.read(HEAD)
    media_type = media_type_of(head, found.path)
    if not head or is_never_read(media_type):
        outcome = REFUSED if found.named else SKIPPED
        reason = f"{media_type} is never read" if head else "the file is empty"
        return Fate(file=readable(found.path), outcome=outcome, reason=reason)
    file.seek(0)
    sha256 = hashlib.sha256()
    while part := file.read(HEAD):
        sha256.update(part)
    return sha256.hexdigest()


def _refused(found: Found, reason: str) -> Fate:
    return Fate(file=readable(found.path), outcome=REFUSED, reason=reason)


def _unchanged(found: Found, view: DocumentView) -> Fate:
    return Fate(
        file=readable(found.path),
        outcome=UNCHANGED,
        document_id=view.id,
        version=view.content_version,
    )
