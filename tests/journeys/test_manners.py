"""What the API promises to programs: a key makes a wish once, a position shows what was written,
a tag spares an answer.
"""

import asyncio
from typing import Any

import httpx
from tests.hostile.town import Host, Temper, town
from tests.journeys.living import Living

WRITES = 30


async def send(aurora: Living, path: str, body: object, key: str | None = None) -> httpx.Response:
    headers = {"Idempotency-Key": key} if key else {}
    answer = await aurora.http.post(path, json=body, headers=headers)
    assert answer.is_success or answer.status_code == 422, answer.text
    if answer.is_success:
        aurora.http.headers.update(seen(answer))
    return answer


async def named(aurora: Living, name: str) -> list[dict[str, Any]]:
    return [one for one in await aurora.every("/v1/collections") if one["name"] == name]


def seen(answer: httpx.Response) -> dict[str, str]:
    return {"Aurora-Position": answer.headers["Aurora-Position"]}


async def test_the_same_wish_under_the_same_key_is_fulfilled_once(aurora: Living) -> None:
    first = await send(aurora, "/v1/collections", {"name": "Once"}, key="once")
    second = await send(aurora, "/v1/collections", {"name": "Once"}, key="once")
    assert (second.status_code, second.json(), seen(second)) == (201, first.json(), seen(first))
    assert len(await named(aurora, "Once")) == 1


async def test_impatient_wishes_under_one_key_are_fulfilled_once(aurora: Living) -> None:
    wishes = [send(aurora, "/v1/collections", {"name": "Now"}, key="now") for _ in range(8)]
    answers = await asyncio.gather(*wishes)
    assert len({(one.text, one.headers["Aurora-Position"]) for one in answers}) == 1
    assert len(await named(aurora, "Now")) == 1


async def test_another_wish_under_the_same_key_is_refused(aurora: Living) -> None:
    await send(aurora, "/v1/collections", {"name": "Mine"}, key="mine")
    refused = await send(aurora, "/v1/collections", {"name": "Not mine"}, key="mine")
    assert (refused.status_code, refused.json()["field"]) == (422, "Idempotency-Key")
    assert await named(aurora, "Not mine") == []


async def test_a_refused_wish_leaves_its_key_free(aurora: Living) -> None:
    assert (await send(aurora, "/v1/collections", {"name": ""}, key="free")).status_code == 422
    assert (await send(aurora, "/v1/collections", {"name": "Free"}, key="free")).status_code == 201


async def test_a_document_sent_twice_under_one_key_is_one_version(aurora: Living) -> None:
    collection = await aurora.collection("Letters")
    body = {"collection_id": collection, "content": "The harbour is old."}
    first = await send(aurora, "/v1/documents", body, key="letter")
    assert (await send(aurora, "/v1/documents", body, key="letter")).json() == first.json()
    assert [one["content_version"] for one in await aurora.documents(collection)] == [1]


async def test_who_says_what_it_wrote_always_sees_it(aurora: Living) -> None:
    collection = await aurora.collection("Diary")
    for day in range(WRITES):
        body = {"collection_id": collection, "content": f"On day {day} the tide was high."}
        written = await send(aurora, "/v1/documents", body)
        url = f"/v1/documents/{written.json()['document_id']}"
        assert (await aurora.http.get(url, headers=seen(written))).status_code == 200
        found = f"/v1/search?q=day%20{day}&collection_id={collection}&limit=100"
        hits = (await aurora.http.get(found, headers=seen(written))).json()["hits"]
        assert written.json()["document_id"] in {hit["document_id"] for hit in hits}


async def test_who_says_nothing_sees_what_it_was_told_of(aurora: Living) -> None:
    collection = await aurora.collection("Seen")
    url = {"url": f"{aurora.url}/docs/"}
    later = {"Prefer": "respond-async"}
    form = {"data": {"collection_id": collection}, "files": {"file": ("a.txt", b"The quay.")}}
    aurora.http.headers.pop("Aurora-Position", None)
    for path, sent in (
        ("/v1/documents", form),
        ("/v1/crawls", {"json": {"start_urls": [url["url"]], "depth": 0}}),
        ("/v1/batches", {"json": {"urls": [url["url"]]}}),
        ("/v1/scrape", {"json": url, "headers": later}),
        ("/v1/map", {"json": url, "headers": later}),
        ("/v1/collections", {"json": {"name": "Seen at once"}}),
    ):
        made = await aurora.http.post(path, **sent)
        assert made.is_success, made.text
        seen = await aurora.http.get(made.headers["Location"])
        assert (path, seen.status_code) == (path, 200)


async def test_a_position_that_nobody_has_reached_is_to_be_asked_for_again(aurora: Living) -> None:
    future = {"Aurora-Position": "9000000000000000000.9000000000000000000"}
    answer = await aurora.http.get("/v1/collections", headers=future)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) >= 1
    assert answer.headers["content-type"] == "application/problem+json"


async def test_scrapes_a_map_and_a_crawl_share_the_turns_of_a_host(aurora: Living) -> None:
    host = Host(temper=Temper.HEALTHY, pages=5, crawl_delay=0.2)
    async with town([host]):
        crawl = await aurora.post("/v1/crawls", {"start_urls": [host.url], "sitemaps": "skip"})
        asked = [aurora.http.post("/v1/scrape", json={"url": url}) for url in host.urls[:2]]
        asked.append(aurora.http.post("/v1/map", json={"url": host.url}))
        answers = await asyncio.gather(*asked)
        over = await aurora.finished(crawl["id"])

    assert [answer.status_code for answer in answers] == [200] * 3
    assert over["captured"] >= host.pages
    assert min(host.pauses) >= host.crawl_delay


async def test_a_map_that_nobody_waits_for_is_followed_and_its_events_taken_up_again(
    aurora: Living,
) -> None:
    host = Host(temper=Temper.HEALTHY, pages=3, crawl_delay=0.1)
    async with town([host]):
        later = {"Prefer": "respond-async"}
        started = await aurora.http.post("/v1/map", json={"url": host.url}, headers=later)
        where = started.headers["Location"]
        aurora.http.headers.update(seen(started))
        heard = events(await aurora.http.get(f"{where}/events"))
        last = {"Last-Event-ID": heard[0]["id"]}
        again = events(await aurora.http.get(f"{where}/events", headers=last))
        made, found = await aurora.get(where), await aurora.get(f"{where}/result")

    assert (heard[-1]["event"], again) == ("end", heard[-1:])
    assert (made["status"], made["found"]) == ("finished", len(found["urls"]))
    assert {one["url"] for one in found["urls"]} >= set(host.urls)
    assert min(host.pauses) >= host.crawl_delay


def events(answer: httpx.Response) -> list[dict[str, str]]:
    """Give the fields of the events of a stream."""
    blocks = answer.text.replace("\r", "").strip().split("\n\n")
    lines = [[line.partition(": ") for line in block.splitlines()] for block in blocks]
    return [{name: value for name, _, value in block if name} for block in lines]


async def test_what_did_not_change_is_not_sent_again(aurora: Living) -> None:
    collection = await aurora.collection("Tagged")
    body = {"collection_id": collection, "content": "The lighthouse is white."}
    written = await send(aurora, "/v1/documents", body)
    document = f"/v1/documents/{written.json()['document_id']}"
    await aurora.embedded(collection)
    for url in (f"/v1/collections/{collection}", document, f"{document}/versions/1/text"):
        shown = await aurora.http.get(url, headers=seen(written))
        again = await aurora.http.get(url, headers={"If-None-Match": shown.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == shown.headers["ETag"]
        other = await aurora.http.get(url, headers={"If-None-Match": '"another"'})
        assert (other.status_code, other.content) == (200, shown.content)


async def test_what_changed_has_another_tag(aurora: Living) -> None:
    collection = await aurora.collection("Retold")
    body = {"collection_id": collection, "source_url": "https://example.org/tale"}
    tags = set()
    for content in ("Once upon a time.", "Twice upon a time."):
        written = await send(aurora, "/v1/documents", {**body, "content": content})
        url = f"/v1/documents/{written.json()['document_id']}"
        tags.add((await aurora.http.get(url, headers=seen(written))).headers["ETag"])
    assert len(tags) == 2
