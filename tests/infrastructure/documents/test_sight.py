"""Scans and pictures are read by the system's tesseract, where it may and can."""

import asyncio
import os
import subprocess
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from tests.infrastructure.embedded.waiting import eventually
from tests.written import pdfs, pictures

from aurora.domains.blocks import Heading, said
from aurora.domains.media_types import media_type_of
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.domains.writing import write
from aurora.infrastructure.documents.formats import is_document, transcript_of
from aurora.infrastructure.documents.opening import Opening
from aurora.infrastructure.documents.pdf.document import read_pdf
from aurora.infrastructure.documents.sight import eyes as sight
from aurora.infrastructure.documents.sight.eyes import Eyes
from aurora.infrastructure.documents.sight.upright import upright
from aurora.infrastructure.extraction.page import Source
from aurora.infrastructure.extraction.workers import Worker, WorkLimits

BOTH = "por+eng"


def read(content: bytes, languages: str = BOTH) -> Transcript:
    media_type = media_type_of(content)
    assert is_document(media_type)
    return transcript_of(content, media_type, Opening(transcript_of, Eyes(languages)))


@pytest.fixture(scope="module")
def scan() -> Transcript:
    return read_pdf(pictures.scan(), Eyes(BOTH))


def test_a_scan_is_read_in_both_languages_with_its_pages(scan: Transcript) -> None:
    text = write(scan.blocks).text
    assert "Os pescadores saem antes do nascer do sol" in text
    assert "the fish market has never been closed" in text
    assert scan.pages == 3
    assert {block.page for block in scan.blocks} == {1, 2, 3}


def test_pages_that_were_read_by_sight_are_named(scan: Transcript) -> None:
    assert scan.reasons == ("pages read by OCR: 1, 2",)


def test_titles_of_a_scan_are_told_by_their_height(scan: Transcript) -> None:
    heads = [(said(one.runs), one.page) for one in scan.blocks if isinstance(one, Heading)]
    assert ("The Quays", 2) in heads


def test_without_eyes_a_scan_is_a_scan() -> None:
    for languages in ("", "xyz"):
        with pytest.raises(Unreadable) as refused:
            read_pdf(pdfs.drawn(pdfs.picture), Eyes(languages))
        assert refused.value.reason is UnreadableReason.SCAN


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_read_as_documents(form: str) -> None:
    transcript = read(pictures.picture(form))
    assert "A maré sobe duas vezes por dia" in write(transcript.blocks).text
    assert (transcript.pages, transcript.reasons) == (1, ("read by OCR",))


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_pictures_are_read_whichever_way_they_lie(degrees: int) -> None:
    lying = pictures.lying(pictures.picture("PNG"), degrees)
    [paragraph] = read(lying).blocks
    assert said(paragraph.runs) == pdfs.PORTUGUESE  # type: ignore[union-attr]


def test_a_scan_is_read_whichever_way_its_pages_lie(scan: Transcript) -> None:
    lying = read_pdf(pdfs.turned(pictures.scan(), 90), Eyes(BOTH))
    assert write(lying.blocks).text == write(scan.blocks).text


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_photographs_are_turned_as_their_cameras_noted(orientation: int) -> None:
    photograph = pictures.photograph(["The Quays"], orientation)
    assert "The Quays" in write(read(photograph).blocks).text


@pytest.mark.parametrize("end", range(20, 60, 4))
def test_what_a_camera_noted_in_part_is_no_note(end: int) -> None:
    assert upright(pictures.photograph(["The Quays"], 6)[:end])


def test_pictures_are_read_within_other_documents() -> None:
    from tests.written import bundles

    transcript = read(bundles.zipped([("scan.png", pictures.picture("PNG"))]))
    assert said(transcript.blocks[0].runs) == "scan.png"  # type: ignore[union-attr]
    assert "duas vezes por dia" in write(transcript.blocks).text


@pytest.mark.parametrize(
    ("content", "languages", "reason"),
    [
        (pictures.picture("PNG"), "", UnreadableReason.SCAN),
        (pictures.picture("PNG")[:300], BOTH, UnreadableReason.DAMAGED),
    ],
    ids=["no eyes", "cut"],
)
def test_what_cannot_be_seen_says_why(
    content: bytes, languages: str, reason: UnreadableReason
) -> None:
    with pytest.raises(Unreadable) as refused:
        read(content, languages)
    assert refused.value.reason is reason


def test_what_takes_too_long_to_see_is_left() -> None:
    eyes = Eyes(BOTH)
    assert eyes.able
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sight, "PAGE_SECONDS", 0.001)
        assert eyes.look(pictures.picture("PNG")) is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sight, "SECONDS", -1.0)
        assert Eyes(BOTH).look(pictures.picture("PNG")) is None


def test_a_document_has_so_many_pages_seen() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sight, "MOST_PAGES", 0)
        assert Eyes(BOTH).look(pictures.picture("PNG")) is None


def test_the_system_has_the_languages_that_tests_need() -> None:
    known = subprocess.run(  # noqa: S603
        [sight.PROGRAM, "--list-langs"], capture_output=True, text=True, check=True
    )
    assert {"por", "eng"} <= set(known.stdout.split())


async def test_what_looks_for_a_worker_ends_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "pid"
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\n[ "$1" = --list-langs ] && echo por && exit\n'
        f"echo $$ > {told}.new && mv {told}.new {told}\nexec sleep 600\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    worker = Worker(WorkLimits(memory=2 << 30))
    page = Source(content=pictures.picture("PNG"), content_type="image/png", ocr="por")
    reading = asyncio.create_task(worker.read([page]))
    await eventually(told.exists)
    looking = psutil.Process(int(told.read_text()))
    await worker.stop()
    await eventually(lambda: not looking.is_running() or looking.status() == psutil.STATUS_ZOMBIE)
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
