"""What can become of a file."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from aurora.domains.knowledge.file_types import is_never_read, settled
from aurora.domains.knowledge.kept_file import SEAL, opened, sealed
from aurora.domains.knowledge.upload import (
    ATTEMPTS,
    LONGEST_PAUSE,
    TIMES,
    AlreadyDecided,
    File,
    Upload,
    UploadStatus,
)

FILE = File(name="a.pdf", media_type="application/pdf", size=4, sha256="a", kept_sha256="b")


def received() -> Upload:
    upload = Upload(
        id=UUID(int=1),
        collection_id=UUID(int=2),
        document_id=UUID(int=3),
        uploader_id=UUID(int=4),
        received_at=datetime(2026, 11, 1, tzinfo=UTC),
        file=FILE,
    )
    upload.receive()
    return upload


def test_a_file_is_received_then_read() -> None:
    upload = received()
    upload.begin()
    assert upload.status is UploadStatus.READING
    upload.read(2, changed=True, media_type="text/plain")
    assert (upload.status, upload.content_version) == (UploadStatus.READ, 2)
    assert upload.file.media_type == "text/plain"


@pytest.mark.parametrize(
    ("seconds", "status", "overtaken"),
    [
        (1, UploadStatus.READ, True),
        (1, UploadStatus.READING, False),
        (1, UploadStatus.REFUSED, False),
        (-1, UploadStatus.READ, False),
    ],
)
def test_only_what_came_later_and_was_read_overtakes(
    seconds: int, status: UploadStatus, overtaken: bool
) -> None:
    one, other = received(), received()
    other.received_at, other.status = one.received_at + timedelta(seconds=seconds), status
    assert one.overtaken_by(other) is overtaken


def test_what_is_decided_stays_so() -> None:
    upload = received()
    upload.refuse("damaged", "the file is damaged")
    for change in (
        upload.begin,
        lambda: upload.refuse("empty", "it is empty"),
        lambda: upload.read(1, changed=True, media_type="text/plain"),
        lambda: upload.put_off("a store is away"),
    ):
        with pytest.raises(AlreadyDecided):
            change()


def test_a_file_that_brings_every_reader_down_is_refused_in_the_end() -> None:
    upload = received()
    for _ in range(ATTEMPTS):
        upload.begin()
        assert upload.status is UploadStatus.READING
    upload.begin()
    assert upload.is_refused


def test_a_reader_that_is_told_to_stop_is_no_fault_of_the_file() -> None:
    upload = received()
    for _ in range(2 * ATTEMPTS):
        upload.begin()
        upload.hand_back()
        assert upload.status is UploadStatus.RECEIVED
    upload.begin()
    assert (upload.status, upload.attempts) == (UploadStatus.READING, 1)


def test_only_what_is_being_read_is_handed_back() -> None:
    waiting, ended = received(), received()
    ended.begin()
    ended.refuse("empty", "it is empty")
    for upload in (waiting, ended):
        before = (upload.status, upload.attempts, len(upload.pending))
        upload.hand_back()
        assert (upload.status, upload.attempts, len(upload.pending)) == before


def test_a_store_that_is_away_is_no_fault_of_the_file() -> None:
    upload, pauses = received(), []
    for _ in range(TIMES):
        upload.begin()
        pauses.append(upload.put_off("no space left"))
        assert upload.status is UploadStatus.RECEIVED
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE
    assert 20 * 3_600 < sum(pauses) < 28 * 3_600
    upload.begin()
    upload.put_off("no space left")
    assert upload.is_refused


@pytest.mark.parametrize(
    "media_type",
    ["video/mp4", "audio/mpeg", "image/gif", "font/woff2", "application/octet-stream"],
)
def test_some_files_are_never_read(media_type: str) -> None:
    assert is_never_read(media_type)


@pytest.mark.parametrize(
    "media_type", ["application/pdf", "text/plain", "image/png", "image/jpeg", "application/zip"]
)
def test_others_may_be(media_type: str) -> None:
    assert not is_never_read(media_type)


def test_a_hint_counts_only_among_texts_that_look_alike() -> None:
    assert settled("text/plain", "text/markdown") == "text/markdown"
    assert settled("text/plain", None) == "text/plain"
    assert settled("text/plain", "application/pdf") == "text/plain"
    assert settled("application/pdf", "text/plain") == "application/pdf"


@pytest.mark.parametrize("size", [1, 5, SEAL, SEAL + 1, 100])
async def test_a_sealed_file_is_another_content_and_comes_out_as_it_went_in(size: int) -> None:
    async def parts(whole: bytes) -> AsyncIterator[bytes]:
        for at in range(0, len(whole), size):
            yield whole[at : at + size]

    seal = bytes(range(SEAL))
    kept = b"".join([part async for part in sealed(seal, parts(b"the file"))])
    assert kept != b"the file"
    assert b"".join([part async for part in opened(parts(kept))]) == b"the file"
