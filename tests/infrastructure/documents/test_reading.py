"""Documents are read in workers that survive them and reach no network."""

import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.infrastructure.extraction.languages import MemoryLanguages
from tests.written import bundles, offices, pdfs, pictures

from aurora.domains.elements import ElementKind, Elements
from aurora.domains.media_types import media_type_of
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.domains.writing import write
from aurora.infrastructure.documents.reading import read_document
from aurora.infrastructure.extraction.reader import DocumentReader
from aurora.infrastructure.extraction.workers import ExtractionWorkers, WorkLimits

PDF = "application/pdf"
CONNECTING = """
import socket, sys
from aurora.infrastructure.extraction.worker import leave_network
leave_network()
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5)
except OSError as refusal:
    print(type(refusal).__name__)
"""


@pytest.fixture(scope="module")
async def workers() -> AsyncIterator[ExtractionWorkers]:
    workers = ExtractionWorkers()
    yield workers
    await workers.aclose()


@pytest.fixture
def reader(workers: ExtractionWorkers) -> DocumentReader:
    return DocumentReader(workers, workers, MemoryLanguages())


async def test_a_document_comes_back_with_its_parts_and_pages(reader: DocumentReader) -> None:
    reading = await reader.read(pdfs.report(), PDF)
    assert (reading.title, reading.language) == ("Harbour Report 2025", "en")
    elements = Elements(reading.elements)
    at = reading.text.index("polvos\n")
    assert elements.headings(reading.text, at, at + 6) == ("The Harbour Report", "2. A maré")
    assert elements.pages(at, at + 6) == (2, 2)
    assert elements.kind(at, at + 6) is ElementKind.LIST
    assert msgspec.json.decode(reading.transcript, type=Transcript).pages == 3


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (pdfs.locked(pdfs.report()), PDF, UnreadableReason.ENCRYPTED),
        (pdfs.report()[:700], PDF, UnreadableReason.DAMAGED),
        (b"not a PDF at all", PDF, UnreadableReason.DAMAGED),
        (pdfs.drawn(pdfs.picture), PDF, UnreadableReason.SCAN),
        (pdfs.drawn(lambda _: None), PDF, UnreadableReason.EMPTY),
        (b"ID3", "audio/mpeg", UnreadableReason.UNSUPPORTED),
        (b" ", "text/plain", UnreadableReason.EMPTY),
    ],
)
async def test_a_refusal_names_its_reason(
    reader: DocumentReader, content: bytes, media_type: str, reason: UnreadableReason
) -> None:
    with pytest.raises(Unreadable) as refused:
        await reader.read(content, media_type)
    assert refused.value.reason is reason
    assert refused.value.facts == {"reason": reason.value}


async def test_what_takes_too_long_is_over_a_limit() -> None:
    narrow = ExtractionWorkers(1, WorkLimits(wall_seconds=0.0))
    with pytest.raises(Unreadable) as refused:
        await DocumentReader(narrow, narrow, MemoryLanguages()).read(pdfs.report(), PDF)
    await narrow.aclose()
    assert refused.value.reason is UnreadableReason.LIMIT


async def test_a_document_that_brings_its_worker_down_keeps_no_other_waiting() -> None:
    workers = ExtractionWorkers(1, WorkLimits(cpu_seconds=1))
    reader = DocumentReader(workers, workers, MemoryLanguages())
    with pytest.raises(Unreadable) as refused:
        await reader.read(pdfs.endless(), PDF)
    assert refused.value.reason is UnreadableReason.LIMIT
    assert (await reader.read(pdfs.drawn(pdfs.columns), PDF)).text
    await workers.aclose()


async def test_a_worker_sees_what_pictures_say(workers: ExtractionWorkers) -> None:
    sighted = DocumentReader(workers, workers, MemoryLanguages(), "por+eng")
    reading = await sighted.read(pictures.picture("PNG"), "image/png")
    assert "A maré sobe duas vezes por dia" in reading.text


@given(st.text(st.sampled_from('\\\0\b\f\x0b\x1fbu01"\t\n')))
def test_all_is_read_but_characters_that_only_control(text: str) -> None:
    found = read_document(msgspec.json.encode({f"a{text}": f"{text}z"}), "application/json")
    said = re.sub(r"[\0\b\x1f]", "", re.sub(r"[\f\x0b]", "\n", f"a{text}: {text}z"))
    assert found.text.split() == f"- {said}".split()
    assert write(msgspec.json.decode(found.transcript, type=Transcript).blocks).text == found.text


def spoiled(content: bytes, dice: Random) -> bytes:
    """Change, cut or repeat some bytes."""
    bytes_left = bytearray(content)
    for _ in range(dice.choice((1, 3, 9))):
        at = dice.randrange(len(bytes_left) - 200)
        match dice.randrange(3):
            case 0:
                bytes_left[at] = dice.randrange(256)
            case 1:
                del bytes_left[at : at + dice.randrange(200)]
            case 2:
                bytes_left[at:at] = bytes_left[at : at + 50]
    return bytes(bytes_left)


def attached() -> bytes:
    return bundles.mail(("report.pdf", pdfs.report()))


@pytest.mark.parametrize(
    "written",
    [pdfs.report, offices.text, offices.sheets, offices.open_slides, offices.book, attached],
)
def test_spoiled_documents_are_read_or_refused_with_a_reason(
    written: Callable[[], bytes],
) -> None:
    whole, dice = written(), Random(5)
    media_type = media_type_of(whole)
    for _ in range(12):
        with suppress(Unreadable):
            read_document(spoiled(whole, dice), media_type)


def test_a_worker_reaches_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", CONNECTING, port], capture_output=True, text=True, check=True
        )
    assert "Error" in done.stdout
