"""What readers promise, in memory and for real."""

from collections.abc import AsyncIterator

import msgspec
import pytest
from tests.infrastructure.extraction.languages import MemoryLanguages

from aurora.domains.errors import Invalid
from aurora.domains.knowledge.ports import Reader
from aurora.domains.transcript import Transcript
from aurora.infrastructure.extraction.reader import DocumentReader
from aurora.infrastructure.extraction.workers import ExtractionWorkers
from aurora.infrastructure.memory.web import MemoryReader


@pytest.fixture(scope="module")
async def workers() -> AsyncIterator[ExtractionWorkers]:
    workers = ExtractionWorkers()
    yield workers
    await workers.aclose()


@pytest.fixture(params=["memory", "workers"])
def reader(request: pytest.FixtureRequest, workers: ExtractionWorkers) -> Reader:
    if request.param == "memory":
        return MemoryReader()
    return DocumentReader(workers, workers, MemoryLanguages())


async def test_markdown_keeps_its_form_and_names_its_title(reader: Reader) -> None:
    reading = await reader.read(b"# Harbour\n\nThe *harbour* is old.\n", "text/markdown")
    assert reading.text == "# Harbour\n\nThe *harbour* is old."
    assert reading.title == "Harbour"


async def test_plain_text_has_no_title(reader: Reader) -> None:
    reading = await reader.read("A maçã é doce.".encode(), "text/plain; charset=utf-8")
    assert (reading.text, reading.title) == ("A maçã é doce.", None)


async def test_html_becomes_text(reader: Reader) -> None:
    html = b"<html lang=en><title>Harbour</title><body><p>The harbour is old.</p></body></html>"
    reading = await reader.read(html, "text/html", "https://example.org/harbour")
    assert "The harbour is old." in reading.text
    assert (reading.title, reading.language) == ("Harbour", "en")


async def test_a_stated_encoding_goes_before_the_one_that_html_names(reader: Reader) -> None:
    html = "<meta charset=iso-8859-1><p>A maçã é doce.</p>".encode()
    assert (await reader.read(html, "text/html; charset=utf-8")).text == "A maçã é doce."


@pytest.mark.parametrize(
    ("content", "media_type", "field"),
    [
        (b"", "text/plain", "content"),
        (b" \n\t ", "text/markdown", "content"),
        (b"<html><body></body></html>", "text/html", "content"),
        (b"PK\x03\x04\0\0\0\0text", "text/plain", "content"),
        (b"\x7fELF\0\0\0" * 9, "text/markdown", "content"),
        (b"OggS", "audio/ogg", "media_type"),
    ],
)
async def test_what_cannot_be_read_is_invalid_and_says_where(
    reader: Reader, content: bytes, media_type: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await reader.read(content, media_type)
    assert refused.value.field == field


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", "text/html"])
async def test_the_parts_of_a_text_are_told_with_all_that_was_read(
    reader: Reader, media_type: str
) -> None:
    reading = await reader.read(b"<p>The harbour is old.</p>", media_type)
    (part,) = reading.elements
    assert "The harbour is old." in reading.text[part.start : part.end]
    told = msgspec.json.decode(reading.transcript, type=Transcript)
    assert len(told.blocks) == 1
