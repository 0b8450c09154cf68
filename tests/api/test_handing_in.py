"""Files handed in as forms, told of, and given back."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.api.reception import Client, as_, authenticate, served
from tests.api.uploading import NOTES, ROUTES, send, told
from tests.library import Library
from tests.people import EDITOR, STRANGER, VIEWER

from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.domains.errors import Unavailable
from aurora.domains.knowledge.kept_file import SEAL
from aurora.domains.knowledge.types import Role
from aurora.infrastructure.memory.blobs import MemoryBlobs

MOVING_PICTURE = b"GIF89a" + bytes(200)
LIMIT = 300_000


@pytest.fixture
def library() -> Library:
    return Library(handlers=(authenticate,))


@pytest.fixture
async def client(library: Library) -> AsyncIterator[Client]:
    async with served(library.bus, ROUTES, blobs=library.blobs, upload_limit=LIMIT) as client:
        yield client


async def test_a_file_becomes_a_document(client: Client, library: Library) -> None:
    upload = await told(client, library, await send(client, await library.found()))
    assert (upload["status"], upload["content_version"], upload["changed"]) == ("read", 1, True)
    assert (upload["name"], upload["size"], upload["media_type"]) == (
        "rios.md",
        len(NOTES),
        "text/markdown",
    )
    assert upload["sha256"] == sha256(NOTES).hexdigest()
    hit = (await library.search("Amazonas"))[0]
    assert str(hit.document_id) == upload["document_id"]


async def test_what_is_said_of_a_file_is_kept(client: Client, library: Library) -> None:
    said: dict[str, Any] = {
        "title": "Os rios",
        "source_url": "https://example.org/rios",
        "media_type": "text/plain",
    }
    upload = await told(client, library, await send(client, await library.found(), **said))
    document = await library.document(UUID(upload["document_id"]))
    assert (document.title, document.source_url) == (said["title"], said["source_url"])
    assert document.media_type == "text/plain"


async def test_a_hint_may_have_parameters(client: Client, library: Library) -> None:
    hint = "Text/Markdown; charset=utf-8"
    sent = await send(client, await library.found(), name="rios.txt", media_type=hint)
    assert (await told(client, library, sent))["media_type"] == "text/markdown"


async def test_a_hint_does_not_make_a_file_what_it_is_not(client: Client, library: Library) -> None:
    page = b"<!doctype html><title>Rios</title><p>O Amazonas."
    sent = await send(client, await library.found(), page, "rios.pdf", media_type="text/plain")
    assert (await told(client, library, sent))["media_type"] == "text/html"


async def test_the_same_file_for_the_same_source_is_no_work(
    client: Client, library: Library
) -> None:
    rivers, url = await library.found(), "https://example.org/rios"
    first = await told(client, library, await send(client, rivers, source_url=url))
    kept = dict(library.blobs.contents)
    answer = await send(client, rivers, source_url=url)
    assert answer.json()["status"] == "read"
    again = await told(client, library, answer)
    assert (again["document_id"], again["content_version"]) == (first["document_id"], 1)
    assert again["changed"] is False
    assert library.blobs.contents == kept


async def test_another_file_for_the_same_document_is_a_new_version(
    client: Client, library: Library
) -> None:
    rivers = await library.found()
    first = await told(client, library, await send(client, rivers))
    other, id = NOTES + b"\nE o Nilo?\n", first["document_id"]
    again = await told(client, library, await send(client, rivers, other, document_id=id))
    assert (again["document_id"], again["content_version"]) == (id, 2)
    file = await client.get(f"/v1/documents/{id}/file", headers=as_(EDITOR))
    assert file.content == other


async def test_one_key_hands_in_once(client: Client, library: Library) -> None:
    rivers, key = await library.found(), {"Idempotency-Key": "k"}
    first = await send(client, rivers, headers=key)
    await library.settle()
    kept = dict(library.blobs.contents)
    again = await send(client, rivers, headers=key)
    assert again.json() == first.json()
    other = await send(client, rivers, NOTES + b"more", headers=key)
    assert (other.status_code, other.json()["field"]) == (422, "Idempotency-Key")
    await library.settle()
    assert library.blobs.contents == kept


class Noting(MemoryBlobs):
    """Takes note of what files were kept under."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    async def put_parts(self, parts: AsyncIterable[bytes]) -> str:
        """Keep and note."""
        self.names.append(await super().put_parts(parts))
        return self.names[-1]


async def test_who_sends_again_under_a_key_shares_no_kept_file_with_who_may_fail() -> None:
    library = Library(handlers=(authenticate,), blobs=(blobs := Noting()))
    rivers, key = await library.found(), {"Idempotency-Key": "k"}
    async with served(library.bus, ROUTES, blobs=blobs) as client:
        first, again = [await send(client, rivers, headers=key) for _ in range(2)]
    assert first.json() == again.json()
    assert len(set(blobs.names)) == 2
    assert [name for name in blobs.names if name in blobs.contents] == blobs.names[:1]


async def test_a_key_whose_document_is_deleted_brings_no_file_back(
    client: Client, library: Library
) -> None:
    rivers, key = await library.found(), {"Idempotency-Key": "k"}
    upload = await told(client, library, await send(client, rivers, headers=key))
    await client.delete(f"/v1/documents/{upload['document_id']}", headers=as_(EDITOR))
    await library.settle()
    await send(client, rivers, headers=key)
    assert not [one for one in library.blobs.contents.values() if one[SEAL:] == NOTES]


@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"content": b""}, 422, "file"),
        ({"content": MOVING_PICTURE}, 422, "file"),
        ({"content": b"\x7fELF" + bytes(100)}, 422, "file"),
        ({"name": "a" * 256}, 422, "file"),
        ({"content": b"x" * (LIMIT + 1)}, 413, None),
        ({"title": "x" * 501}, 422, "title"),
        ({"title": "a\0b"}, 422, "title"),
        ({"source_url": "javascript:alert(1)"}, 422, "source_url"),
        ({"source_url": "https://a.example", "document_id": uuid4()}, 422, "source_url"),
        ({"document_id": "none"}, 400, "document_id"),
        ({"document_id": uuid4()}, 404, None),
        ({"media_type": "a\0b"}, 422, "media_type"),
        ({"colection_id": uuid4()}, 400, "colection_id"),
        ({"content_length": "5"}, 400, "content_length"),
    ],
)
async def test_a_bad_file_is_refused_and_leaves_nothing(
    client: Client, library: Library, wrong: dict[str, Any], status: int, field: str | None
) -> None:
    refused = await send(client, await library.found(), **wrong)
    assert (refused.status_code, refused.json().get("field")) == (status, field), refused.text
    assert refused.headers["content-type"] == "application/problem+json"
    assert not library.blobs.contents


async def test_a_form_names_its_collection_before_the_file(
    client: Client, library: Library
) -> None:
    await library.found()
    files = {"file": ("a.md", NOTES)}
    refused = await client.post("/v1/documents", files=files, headers=as_(EDITOR))
    assert (refused.status_code, refused.json()["field"]) == (400, "collection_id")
    assert "before the file" in refused.json()["detail"]
    assert not library.blobs.contents


async def test_a_bare_file_is_told_how_files_come(client: Client, library: Library) -> None:
    await library.found()
    headers = as_(EDITOR, **{"Content-Type": "application/pdf"})
    refused = await client.post("/v1/documents", content=b"%PDF-1.7", headers=headers)
    assert refused.status_code == 415
    assert "multipart/form-data" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"Content-Encoding": "gzip"}, 415),
        ({"Content-Type": "multipart/form-data"}, 400),
        ({"Content-Type": "multipart/mixed; boundary=a"}, 415),
        ({"Content-Length": str(LIMIT + 1_000_000)}, 413),
        ({"Idempotency-Key": "a" * 201}, 422),
    ],
)
async def test_a_form_that_is_announced_wrongly_is_refused_unread(
    client: Client, library: Library, said: dict[str, str], status: int
) -> None:
    refused = await send(client, await library.found(), headers=said)
    assert refused.status_code == status
    assert not library.blobs.contents


async def test_only_writers_hand_in(client: Client, library: Library) -> None:
    hidden = await library.found("Hidden", STRANGER)
    assert (await send(client, hidden)).status_code == 404
    await library.let_in(hidden, EDITOR, by=STRANGER)
    assert (await send(client, hidden)).status_code == 403
    await library.let_in(hidden, VIEWER, Role.WRITER, by=STRANGER)
    assert (await send(client, hidden, by=VIEWER)).status_code == 403
    assert not library.blobs.contents


async def test_a_store_that_fails_is_not_now(client: Client, library: Library) -> None:
    class Full(MemoryBlobs):
        async def put_parts(self, parts: Any) -> str:  # noqa: ARG002
            raise Unavailable("the store of texts fails: No space left on device")

    client.app.state["blobs"] = Full()
    refused = await send(client, await library.found())
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]


async def test_files_may_come_side_by_side(client: Client, library: Library) -> None:
    rivers = await library.found()
    answers = await asyncio.gather(
        *(send(client, rivers, NOTES + bytes(str(number), "ascii")) for number in range(5))
    )
    await library.settle()
    assert len({answer.json()["document_id"] for answer in answers}) == 5


async def test_both_bodies_are_described(client: Client) -> None:
    described = (await client.get("/api/openapi.json")).json()
    content = described["paths"]["/v1/documents"]["post"]["requestBody"]["content"]
    assert set(content) == {"application/json", "multipart/form-data"}
    text = content["application/json"]["schema"]["properties"]
    assert set(text) == set(IngestDocument.__struct_fields__)
