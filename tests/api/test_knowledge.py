"""Knowledge over HTTP."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from tests.api.reception import Client, as_, authenticate, served
from tests.library import Library
from tests.people import EDITOR, STRANGER, VIEWER

from aurora.api import handing_in, knowledge

TEXT = "# Rios\n\nO Amazonas é o maior rio do mundo em vazão de água."


@pytest.fixture
def library() -> Library:
    return Library(handlers=(authenticate,))


@pytest.fixture
async def client(library: Library) -> AsyncIterator[Client]:
    async with served(library.bus, (*knowledge.ROUTES, *handing_in.ROUTES)) as client:
        yield client


async def founded(client: Client, library: Library, name: str = "Rios") -> str:
    made = await client.post("/v1/collections", json={"name": name}, headers=as_(EDITOR))
    assert made.status_code == 201
    await library.settle()
    return str(made.json()["id"])


async def ingested(client: Client, library: Library, **more: Any) -> dict[str, Any]:
    collection = await founded(client, library)
    body = {"collection_id": collection, "content": TEXT, "media_type": "text/markdown", **more}
    made = await client.post("/v1/documents", json=body, headers=as_(EDITOR))
    assert made.status_code == 201
    assert made.headers["Location"] == f"/v1/documents/{made.json()['document_id']}"
    await library.settle()
    return {"collection_id": collection, **made.json()}


async def test_a_collection_is_founded_shown_and_listed(client: Client, library: Library) -> None:
    id = await founded(client, library)
    shown = await client.get(f"/v1/collections/{id}", headers=as_(EDITOR))
    listed = await client.get("/v1/collections", headers=as_(EDITOR))
    assert shown.json()["name"] == "Rios"
    assert [one["id"] for one in listed.json()["items"]] == [id]
    assert (await client.get("/v1/collections", headers=as_(STRANGER))).json()["items"] == []


async def test_a_taken_name_is_a_conflict(client: Client, library: Library) -> None:
    await founded(client, library)
    again = await client.post("/v1/collections", json={"name": "Rios"}, headers=as_(EDITOR))
    assert again.status_code == 409


async def test_access_is_granted_and_revoked(client: Client, library: Library) -> None:
    id = await founded(client, library)
    grant = f"/v1/collections/{id}/grants/{VIEWER.id}"
    granted = await client.put(grant, json={"role": "reader"}, headers=as_(EDITOR))
    await library.settle()
    assert granted.status_code == 204
    assert (await client.get(f"/v1/collections/{id}", headers=as_(VIEWER))).status_code == 200
    assert (await client.delete(grant, headers=as_(EDITOR))).status_code == 204
    await library.settle()
    assert (await client.get(f"/v1/collections/{id}", headers=as_(VIEWER))).status_code == 404


async def test_an_unknown_role_is_refused_by_field(client: Client, library: Library) -> None:
    grant = f"/v1/collections/{await founded(client, library)}/grants/{VIEWER.id}"
    refused = await client.put(grant, json={"role": "king"}, headers=as_(EDITOR))
    assert (refused.status_code, refused.json()["field"]) == (400, "role")


async def test_a_document_is_shown_with_a_tag_that_spares_the_second_answer(
    client: Client, library: Library
) -> None:
    address = f"/v1/documents/{(await ingested(client, library))['document_id']}"
    shown = await client.get(address, headers=as_(EDITOR))
    assert shown.json()["searchable"] == {"by_word": True, "by_meaning": True}
    tag = {"If-None-Match": shown.headers["ETag"]}
    again = await client.get(address, headers=as_(EDITOR, **tag))
    assert (again.status_code, again.content) == (304, b"")


async def test_documents_are_listed_by_collection(client: Client, library: Library) -> None:
    made = await ingested(client, library)
    address = f"/v1/documents?collection_id={made['collection_id']}"
    listed = (await client.get(address, headers=as_(EDITOR))).json()
    assert [one["id"] for one in listed["items"]] == [made["document_id"]]
    assert listed["next"] is None


async def test_the_text_of_a_version_comes_as_it_is_stored(
    client: Client, library: Library
) -> None:
    made = await ingested(client, library)
    address = f"/v1/documents/{made['document_id']}/versions/1/text"
    found = await client.get(address, headers=as_(EDITOR))
    assert found.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert found.content.decode() == TEXT
    tag = {"If-None-Match": found.headers["ETag"]}
    assert (await client.get(address, headers=as_(EDITOR, **tag))).status_code == 304


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("text", "text/markdown; charset=utf-8", "# Rios"),
        ("markdown", "text/markdown; charset=utf-8", "# Rios"),
        ("plain", "text/plain; charset=utf-8", "Rios\n"),
        ("json", "application/json", '{"facts":'),
    ],
)
async def test_a_text_comes_in_the_form_that_is_asked_for(
    client: Client, library: Library, form: str, media_type: str, begins: str
) -> None:
    made = await ingested(client, library)
    address = f"/v1/documents/{made['document_id']}/versions/1/text?format={form}"
    found = await client.get(address, headers=as_(EDITOR))
    assert found.headers["Content-Type"] == media_type
    assert found.text.startswith(begins)
    tag = {"If-None-Match": found.headers["ETag"]}
    assert (await client.get(address, headers=as_(EDITOR, **tag))).status_code == 304
    unknown = await client.get(f"{address}x", headers=as_(EDITOR))
    assert unknown.status_code == 400


async def test_duplicates_are_listed_and_told_in_searches(client: Client, library: Library) -> None:
    made = await ingested(client, library)
    body = {"collection_id": made["collection_id"], "content": TEXT, "media_type": "text/markdown"}
    again = (await client.post("/v1/documents", json=body, headers=as_(EDITOR))).json()
    await library.settle()
    address = f"/v1/documents/{again['document_id']}"
    shown = (await client.get(address, headers=as_(EDITOR))).json()
    assert (shown["duplicate_of"], shown["similarity"]) == (made["document_id"], 1.0)
    (listed,) = (await client.get(f"{address}/duplicates", headers=as_(EDITOR))).json()["items"]
    assert (listed["document_id"], listed["similarity"]) == (made["document_id"], 1.0)
    (hit, *_) = (await client.get("/v1/search?q=amazonas", headers=as_(EDITOR))).json()["hits"]
    assert (hit["document_id"], hit["duplicates"]) == (made["document_id"], [again["document_id"]])
    assert (await client.get(f"{address}/duplicates", headers=as_(STRANGER))).status_code == 404


async def test_a_deleted_document_is_not_found(client: Client, library: Library) -> None:
    address = f"/v1/documents/{(await ingested(client, library))['document_id']}"
    assert (await client.delete(address, headers=as_(EDITOR))).status_code == 204
    await library.settle()
    assert (await client.get(address, headers=as_(EDITOR))).status_code == 404


async def test_search_takes_several_collections(client: Client, library: Library) -> None:
    made = await ingested(client, library)
    other = await founded(client, library, "Lagos")
    params: dict[str, Any] = {"q": "maior rio", "collection_id": [made["collection_id"], other]}
    found = await client.get("/v1/search", params=params, headers=as_(EDITOR))
    hit = found.json()["hits"][0]
    assert TEXT[hit["start"] : hit["end"]] == hit["text"]
    assert found.json()["based_on"] == ["words", "meaning"]
    nowhere = await client.get(
        "/v1/search", params={"q": "rio", "collection_id": other}, headers=as_(EDITOR)
    )
    assert nowhere.json()["hits"] == []


@pytest.mark.parametrize(
    ("params", "status", "field"),
    [
        ({}, 400, "q"),
        ({"q": " "}, 422, "q"),
        ({"q": "a\0b"}, 422, "q"),
        ({"q": "rio", "limit": 0}, 400, "limit"),
        ({"q": "rio", "limit": 101}, 400, "limit"),
        ({"q": "rio", "collection_id": "none"}, 400, "collection_id"),
    ],
)
async def test_a_bad_search_is_refused_by_field(
    client: Client, params: dict[str, Any], status: int, field: str
) -> None:
    refused = await client.get("/v1/search", params=params, headers=as_(EDITOR))
    assert (refused.status_code, refused.json()["field"]) == (status, field)


async def test_searching_an_unknown_collection_is_not_found(client: Client) -> None:
    params = {"q": "rio", "collection_id": str(uuid4())}
    assert (await client.get("/v1/search", params=params, headers=as_(EDITOR))).status_code == 404


async def test_an_answer_cites_the_stored_text(client: Client, library: Library) -> None:
    await ingested(client, library)
    body = {"question": "Qual é o maior rio do mundo em vazão de água?"}
    answer = (await client.post("/v1/answers", json=body, headers=as_(EDITOR))).json()
    (citation,) = answer["citations"]
    assert answer["answer"] == citation["quotation"]
    assert TEXT[citation["start"] : citation["end"]] == citation["quotation"]


async def test_what_nothing_answers_is_abstained_from(client: Client, library: Library) -> None:
    await ingested(client, library)
    body = {"question": "Who painted the Sistine Chapel?"}
    answer = (await client.post("/v1/answers", json=body, headers=as_(EDITOR))).json()
    assert (answer["abstained"], answer["answer"], answer["citations"]) == (True, None, [])


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"question": ""}, 422, "question"),
        ({"question": "Rio?", "colection_ids": []}, 400, "colection_ids"),
        ({"question": 5}, 400, "question"),
    ],
)
async def test_a_bad_question_is_refused_by_field(
    client: Client, body: dict[str, Any], status: int, field: str
) -> None:
    refused = await client.post("/v1/answers", json=body, headers=as_(EDITOR))
    assert (refused.status_code, refused.json()["field"]) == (status, field)


@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"content": ""}, 422, "content"),
        ({"content": "a\0b"}, 422, "content"),
        ({"media_type": "application/zip"}, 422, "media_type"),
        ({"source_url": "file:///etc/passwd"}, 422, "source_url"),
        ({"document_id": "none"}, 400, "document_id"),
    ],
)
async def test_a_bad_document_is_refused_by_field(
    client: Client, library: Library, wrong: dict[str, str], status: int, field: str
) -> None:
    body = {"collection_id": await founded(client, library), "content": "Fine.", **wrong}
    refused = await client.post("/v1/documents", json=body, headers=as_(EDITOR))
    assert (refused.status_code, refused.json()["field"]) == (status, field)
    assert not library.blobs.contents


async def test_nobody_in_particular_gets_nothing(client: Client) -> None:
    for path in ("/v1/collections", "/v1/search?q=rio", f"/v1/documents/{uuid4()}"):
        assert (await client.get(path)).status_code == 401
