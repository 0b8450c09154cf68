"""What became of files that were handed in, and the files themselves, over HTTP."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
from tests.api.reception import Client, as_, authenticate, served
from tests.api.test_perception import events
from tests.api.uploading import ROUTES, send, told
from tests.library import Library
from tests.people import EDITOR, STRANGER

from aurora.api import uploads
from aurora.api.progress_events import stream
from aurora.api.uploads import event_id
from aurora.domains.event import Position
from aurora.queries.knowledge.get_upload import GetUpload
from aurora.queries.knowledge.uploads_projection import UploadView


@pytest.fixture
def library() -> Library:
    return Library(handlers=(authenticate,))


@pytest.fixture
async def client(library: Library) -> AsyncIterator[Client]:
    async with served(library.bus, ROUTES, blobs=library.blobs) as client:
        yield client


async def test_who_was_told_the_end_may_read_the_document(client: Client, library: Library) -> None:
    sent = await send(client, await library.found())
    await library.settle()
    told = await client.get(sent.headers["Location"], headers=as_(EDITOR))
    assert told.headers["Aurora-Position"] == told.json()["position"]
    document = await library.document(UUID(told.json()["document_id"]))
    assert Position.parse(document.position) < Position.parse(told.json()["position"])


async def test_a_file_comes_back_as_it_was_handed_in_and_runs_nowhere(
    client: Client, library: Library
) -> None:
    page = b"<html><title>Rios</title><p>O Amazonas.<script>alert(1)</script>"
    sent = await send(client, await library.found(), page, '../um "rio"; ção.html')
    address = f"/v1/documents/{(await told(client, library, sent))['document_id']}/file"
    file = await client.get(address, headers=as_(EDITOR))
    assert file.content == page
    assert file.headers["Content-Type"] == "text/html"
    assert file.headers["Content-Length"] == str(len(page))
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert file.headers["Content-Disposition"] == (
        'attachment; filename="um _rio__ __o.html"; '
        "filename*=UTF-8''um%20%22rio%22%3B%20%C3%A7%C3%A3o.html"
    )
    tag = {"If-None-Match": file.headers["ETag"]}
    again = await client.get(address, headers=as_(EDITOR, **tag))
    assert (again.status_code, again.content) == (304, b"")


async def test_a_document_that_was_no_file_has_none(client: Client, library: Library) -> None:
    text = await library.ingest(await library.found(), "The Amazon is a river.")
    file = await client.get(f"/v1/documents/{text.document_id}/file", headers=as_(EDITOR))
    assert file.status_code == 404
    missing = await client.get(f"/v1/documents/{uuid4()}/file", headers=as_(EDITOR))
    assert missing.status_code == 404


async def test_a_file_that_its_store_lost_is_not_half_given(
    client: Client, library: Library
) -> None:
    upload = await told(client, library, await send(client, await library.found()))
    library.blobs.contents.clear()
    address = f"/v1/documents/{upload['document_id']}/file"
    assert (await client.get(address, headers=as_(EDITOR))).status_code == 503


async def test_what_cannot_be_read_is_told_with_its_reason(
    client: Client, library: Library
) -> None:
    rivers = await library.found()
    upload = await told(client, library, await send(client, rivers, b"%PDF-1.7 nonsense", "a.pdf"))
    assert upload["status"] == "refused"
    assert upload["reason"]
    assert upload["detail"]
    assert not library.blobs.contents


async def test_uploads_are_listed_by_collection_and_status(
    client: Client, library: Library
) -> None:
    rivers, lakes = await library.found(), await library.found("Lakes")
    read = await told(client, library, await send(client, rivers))
    refused = await told(client, library, await send(client, rivers, b"%PDF-1.7", "a.pdf"))
    await send(client, lakes)

    async def listed(**query: str) -> list[str]:
        params = {"collection_id": str(rivers), **query}
        found = (await client.get("/v1/uploads", params=params, headers=as_(EDITOR))).json()
        return [one["id"] for one in found["items"]]

    assert await listed() == [read["id"], refused["id"]]
    assert await listed(status="refused") == [refused["id"]]
    assert await listed(limit="1", cursor=read["id"]) == [refused["id"]]


async def test_who_waits_is_told_the_end(client: Client, library: Library) -> None:
    sent = await send(client, await library.found())
    await library.settle()  # a status that has ended is told at once
    told = await client.get(f"{sent.headers['Location']}?wait=60", headers=as_(EDITOR))
    assert told.json()["status"] == "read"


async def test_who_waits_for_what_goes_on_is_told_when_it_ends(
    client: Client, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def meanwhile(_: float) -> None:
        await library.settle()

    sent = await send(client, await library.found())
    library.record.jobs, waiting = [], library.record.jobs
    await library.settle()
    library.record.jobs = waiting
    monkeypatch.setattr(uploads, "sleep", meanwhile)
    told = await client.get(f"{sent.headers['Location']}?wait=60", headers=as_(EDITOR))
    assert told.json()["status"] == "read"


async def test_only_readers_of_the_collection_see_its_uploads_and_files(
    client: Client, library: Library
) -> None:
    upload = await told(client, library, await send(client, await library.found()))
    for path in (
        f"/v1/uploads/{upload['id']}",
        f"/v1/uploads?collection_id={upload['collection_id']}",
        f"/v1/documents/{upload['document_id']}/file",
    ):
        assert (await client.get(path, headers=as_(STRANGER))).status_code == 404, path
        assert (await client.get(path)).status_code == 401, path


async def test_the_events_of_a_file_that_was_read_are_its_end(
    client: Client, library: Library
) -> None:
    upload = await told(client, library, await send(client, await library.found()))
    where = f"/v1/uploads/{upload['id']}/events"
    answer = await client.get(where, headers=as_(EDITOR))
    (end,) = events(answer.text)
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert (end["event"], '"status":"read"' in end["data"]) == ("end", True)
    assert (await client.get(where, headers=as_(STRANGER))).status_code == 404


async def test_who_follows_a_file_is_told_of_each_change_once(
    client: Client, library: Library
) -> None:
    sent = (await send(client, await library.found())).json()
    library.record.jobs, waiting = [], library.record.jobs
    await library.settle()

    async def look() -> UploadView:
        return await library.bus.ask(GetUpload(upload_id=UUID(sent["id"])), EDITOR)

    seen = []
    async for message in stream(await look(), look, None, event_id, poll=0):
        seen.append((message.event, message.id))
        library.record.jobs, waiting = [*library.record.jobs, *waiting], []
        await library.settle()
    assert [event for event, _ in seen] == ["progress", "end"]
    assert len({id for _, id in seen}) == 2


async def test_a_file_is_taken_back_while_it_waits_and_not_once_it_was_read(
    client: Client, library: Library
) -> None:
    rivers = await library.found()
    sent = await send(client, rivers)
    where, mine = sent.headers["Location"], as_(EDITOR)
    gone = await client.delete(where, headers=mine)
    await library.settle()
    again = [await client.request(method, where, headers=mine) for method in ("DELETE", "GET")]
    assert [gone.status_code, *(one.status_code for one in again)] == [204, 404, 404]

    read = await send(client, rivers)
    await library.settle()
    refused = await client.delete(read.headers["Location"], headers=mine)
    assert (refused.status_code, refused.headers["content-type"]) == (
        409, "application/problem+json",
    )  # fmt: skip
    assert read.json()["document_id"] in refused.json()["detail"]
