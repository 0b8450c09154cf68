"""Reading stored texts."""

import msgspec
import pytest
from msgspec.structs import replace
from tests.library import Library
from tests.people import EDITOR, STRANGER

from aurora.domains.errors import NotFound
from aurora.domains.forms import TextFormat, WholeReading
from aurora.domains.knowledge.ports import Reading
from aurora.infrastructure.memory.web import MemoryReader
from aurora.queries.knowledge.get_document_text import GetDocumentText


async def test_every_version_can_be_read() -> None:
    library = Library()
    rivers = await library.found()
    first = await library.ingest(rivers, "Água.")
    await library.ingest(rivers, "Gelo.", document_id=first.document_id)
    texts = [
        await library.bus.ask(GetDocumentText(document_id=first.document_id, version=n), EDITOR)
        for n in (1, 2)
    ]
    assert [found.text for found in texts] == ["Água.", "Gelo."]
    assert texts[0].sha256 != texts[1].sha256


async def test_a_text_is_given_in_the_form_that_is_asked_for() -> None:
    library = Library()
    first = await library.ingest(await library.found(), "# Rivers\n\nThe Nile.")

    async def read(form: TextFormat) -> str:
        query = GetDocumentText(document_id=first.document_id, version=1, format=form)
        return (await library.bus.ask(query, EDITOR)).text

    assert await read(TextFormat.TEXT) == await read(TextFormat.MARKDOWN) == "# Rivers\n\nThe Nile."
    assert await read(TextFormat.PLAIN) == "Rivers\n\nThe Nile."
    whole = msgspec.json.decode(await read(TextFormat.JSON), type=WholeReading)
    assert whole.facts.title == "Rivers"
    assert [(one.text, one.plain) for one in whole.elements] == [
        ((2, 8), (0, 6)),
        ((10, 19), (8, 17)),
    ]


async def test_other_forms_of_a_text_that_was_kept_alone_are_not_found() -> None:
    library = Library(handlers=[], reader=BareReader())
    first = await library.ingest(await library.found(), "Água.")
    for form in (TextFormat.PLAIN, TextFormat.JSON):
        query = GetDocumentText(document_id=first.document_id, version=1, format=form)
        with pytest.raises(NotFound):
            await library.bus.ask(query, EDITOR)


class BareReader(MemoryReader):
    """Tells nothing of a text's parts."""

    async def read(self, content: bytes, media_type: str, url: str | None = None) -> Reading:
        reading = await super().read(content, media_type, url)
        return replace(reading, elements=(), transcript=b"")


@pytest.mark.parametrize("version", [0, 2, -1])
async def test_a_version_that_never_was_is_not_found(version: int) -> None:
    library = Library()
    first = await library.ingest(await library.found(), "Água.")
    wanted = GetDocumentText(document_id=first.document_id, version=version)
    with pytest.raises(NotFound):
        await library.bus.ask(wanted, EDITOR)


async def test_a_stranger_reads_nothing() -> None:
    library = Library()
    first = await library.ingest(await library.found(), "Água.")
    wanted = GetDocumentText(document_id=first.document_id, version=1)
    with pytest.raises(NotFound):
        await library.bus.ask(wanted, STRANGER)
