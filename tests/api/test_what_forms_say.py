"""What a form says beside its file: names, titles, and what is wrong with them."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from tests.api.reception import Client, as_, authenticate, served
from tests.api.uploading import NOTES, ROUTES, send, told
from tests.library import Library
from tests.people import EDITOR


@pytest.fixture
def library() -> Library:
    return Library(handlers=(authenticate,))


@pytest.fixture
async def client(library: Library) -> AsyncIterator[Client]:
    async with served(library.bus, ROUTES, blobs=library.blobs, upload_limit=300_000) as client:
        yield client


@pytest.mark.parametrize(
    ("said", "kept"), [(" \r\n", None), (" Os\r\n rios ", "Os rios"), ("\xa0", None)]
)
async def test_a_title_is_one_line_and_a_blank_one_is_none(
    client: Client, library: Library, said: str, kept: str | None
) -> None:
    collection = await library.found()
    upload = await told(client, library, await send(client, collection, title=said))
    assert upload["title"] == kept
    document = await library.document(UUID(upload["document_id"]))
    assert document.title == (kept or "Rios")
    text = await library.ingest(collection, "O Amazonas.\nÉ um rio.", title=said)
    assert (await library.document(text.document_id)).title == (kept or "O Amazonas.")
    again = await told(client, library, await send(client, collection, title="Rios do mundo"))
    same = {"document_id": again["document_id"], "title": said}
    await told(client, library, await send(client, collection, **same))
    document = await library.document(UUID(again["document_id"]))
    assert document.title == (kept or "Rios do mundo")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("relato\u0301rio.md", "relatório.md"),
        ("C:\\papers\\relatório.md", "relatório.md"),
        ("../../relatório.md", "relatório.md"),
        ("re\u202elatório\n.md", "relatório.md"),
        ("..", "-"),
        (" ", "-"),
    ],
)
async def test_a_file_is_called_by_a_harmless_name(
    client: Client, library: Library, sent: str, kept: str
) -> None:
    upload = await told(client, library, await send(client, await library.found(), name=sent))
    assert upload["name"] == kept


async def test_what_is_wrong_with_a_form_is_said_of_its_field(
    client: Client, library: Library
) -> None:
    collection = str(await library.found())
    file: Any = ("file", ("a.md", NOTES))
    title: Any = ("title", (None, "Rios"))
    place: Any = ("collection_id", (None, collection))
    for parts, status, field in (
        ([place, title], 400, "file"),
        ([place, title, title, file], 400, "title"),
        ([place, ("title", (None, "x" * 20_000)), file], 413, "title"),
        ([place, ("title", (None, b"\xff")), file], 400, "title"),
    ):
        refused = await client.post("/v1/documents", files=parts, headers=as_(EDITOR))
        assert (refused.status_code, refused.json()["field"]) == (status, field), refused.text
