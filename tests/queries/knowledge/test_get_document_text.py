"""Reading stored texts."""

import pytest
from tests.library import Library
from tests.people import EDITOR, STRANGER

from aurora.domains.errors import NotFound
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
