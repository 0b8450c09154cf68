"""A site is perceived, remembered, asked about, changed, and perceived again."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from tests.journeys.living import Living, living_briefly
from tests.site.content import ARTICLES, FACTS
from tests.site.server import LATIN_1_SENTENCE, NOTICE, NOTICE_SENTENCE, Site, page, serve_site
from tests.written.pdfs import report

pytestmark = pytest.mark.timeout(420)
CHANGED_SENTENCE = (
    "The ferry to Kestrel Point leaves at half past ten since the harbour was dredged."
)


class Journey:
    """The site, the Aurora that has perceived it, and where it remembers it."""

    def __init__(self, site: Site, aurora: Living, collection: str, crawl: str) -> None:
        self.site = site
        self.aurora = aurora
        self.collection = collection
        self.crawl = crawl

    async def fates(self) -> dict[str, dict[str, Any]]:
        pages = await self.aurora.every(f"/v1/crawls/{self.crawl}/pages")
        fates = {one["url"].removeprefix(self.site.url): one for one in pages}
        assert len(fates) == len(pages)
        return fates


@pytest.fixture(scope="module")
async def journey() -> AsyncIterator[Journey]:
    async with serve_site() as site, living_briefly() as aurora:
        collection = await aurora.collection("valley")
        crawl = await aurora.crawl(site.url + "/", collection)
        await aurora.finished(crawl)
        await aurora.embedded(collection)
        yield Journey(site, aurora, collection, crawl)


async def cited(aurora: Living, citation: dict[str, Any]) -> str:
    path = f"/v1/documents/{citation['document_id']}/versions/{citation['version']}/text"
    text = (await aurora.http.get(path)).text
    return text[citation["start"] : citation["end"]]


async def test_every_readable_page_is_captured_once(journey: Journey) -> None:
    state = await journey.aurora.state(journey.crawl)
    fates = await journey.fates()
    captured = {path for path, fate in fates.items() if fate["outcome"] == "captured"}
    assert state["status"] == "finished"
    assert captured == set(journey.site.readable)
    assert len(captured) >= 60
    assert fates["/moved/1"]["same_as"] == journey.site.url + ARTICLES[0].path


async def test_every_trap_has_its_own_named_fate(journey: Journey) -> None:
    fates = await journey.fates()
    reasons = {path: fate["reason"] for path, fate in fates.items() if fate["outcome"] == "failed"}
    assert reasons["/missing"] == "status"
    assert reasons["/loop/a"] == "too-many-redirects"
    assert reasons["/huge"] == "too-large"
    assert reasons["/bomb"] in {"decompression-bomb", "too-large"}
    assert reasons["/metadata"] == "forbidden-address"
    assert reasons["/private/letters"] == "robots"


async def test_robots_rules_are_obeyed(journey: Journey) -> None:
    assert not [path for path in journey.site.hits if path.startswith("/private")]
    assert all("Aurora" in agent for agent in journey.site.agents)


@pytest.mark.parametrize("language", ["pt", "en"])
async def test_known_facts_are_found_and_every_citation_is_true(
    journey: Journey, language: str
) -> None:
    facts = [fact for fact in FACTS if fact.language == language][::4]
    found = 0
    for fact in facts:
        answer = await journey.aurora.post("/v1/answers", {"question": fact.question})
        for citation in answer["citations"]:
            assert await cited(journey.aurora, citation) == citation["quotation"]
        found += any(fact.answer in one["quotation"] for one in answer["citations"])
    assert found >= 0.7 * len(facts)


async def test_a_citation_stands_in_a_part_below_the_titles_that_it_names(
    journey: Journey,
) -> None:
    answer = await journey.aurora.post("/v1/answers", {"question": FACTS[0].question})
    for citation in answer["citations"]:
        path = f"/v1/documents/{citation['document_id']}/versions/{citation['version']}/text"
        whole = await journey.aurora.get(path, format="json")
        titles = {
            whole["text"][slice(*one["text"])]
            for one in whole["elements"]
            if one["kind"] == "heading" and one["text"][0] <= citation["start"]
        }
        assert set(citation["headings"]) <= titles
        (around,) = [
            one
            for one in whole["elements"]
            if one["text"][0] <= citation["start"] and citation["end"] <= one["text"][1]
        ]
        assert around["kind"] == citation["kind"]
        assert citation["quotation"] in whole["plain"][slice(*around["plain"])]
        assert whole["text"][citation["start"] : citation["end"]] == citation["quotation"]


async def test_a_citation_of_a_pdf_names_its_page_and_equals_what_is_stored(
    journey: Journey,
) -> None:
    aurora = journey.aurora
    collection = await aurora.collection("reports")
    form = {"collection_id": collection}
    files = {"file": ("report.pdf", report())}
    sent = await aurora.http.post("/v1/documents", data=form, files=files)
    assert sent.status_code == 202, sent.text
    aurora.http.headers["Aurora-Position"] = sent.headers["Aurora-Position"]
    upload = await aurora.get(sent.headers["Location"], wait=60)
    assert upload["status"] == "read"
    await aurora.embedded(collection)

    question = {"question": "Quantas vezes por dia sobe a maré?", "collection_ids": [collection]}
    (citation, *_) = (await aurora.post("/v1/answers", question))["citations"]

    assert citation["document_id"] == upload["document_id"]
    assert (citation["pages"], citation["headings"][-1]) == ([2, 2], "2. A maré")
    assert "duas vezes por dia" in citation["quotation"]
    assert await cited(aurora, citation) == citation["quotation"]


async def test_search_finds_known_passages_first(journey: Journey) -> None:
    facts = FACTS[::6]
    first = 0
    for fact in facts:
        results = await journey.aurora.get("/v1/search", q=fact.question, limit=5)
        first += results["hits"][0]["source_url"] == journey.site.url + fact.path
    assert first >= 0.85 * len(facts)


async def test_accents_of_a_latin_1_page_survive(journey: Journey) -> None:
    results = await journey.aurora.get("/v1/search", q="maçã do pomar da Conceição")
    assert LATIN_1_SENTENCE in results["hits"][0]["text"]


async def test_what_nobody_wrote_is_not_answered(journey: Journey) -> None:
    body = {"question": "Which proteins regulate insulin secretion in pancreatic islets?"}
    answer = await journey.aurora.post("/v1/answers", body)
    assert answer["abstained"]
    assert answer["citations"] == []


async def test_a_changed_page_makes_one_new_version_and_leaves_no_stale_hit(
    journey: Journey,
) -> None:
    before = {
        one["id"]: one["content_version"]
        for one in await journey.aurora.documents(journey.collection)
    }
    journey.site.pages[NOTICE] = page("Notice", f"<h1>Notice</h1><p>{CHANGED_SENTENCE}</p>")
    again = await journey.aurora.crawl(journey.site.url + "/", journey.collection)
    await journey.aurora.finished(again)
    after = {
        one["id"]: one["content_version"]
        for one in await journey.aurora.embedded(journey.collection)
    }
    state = await journey.aurora.state(again)
    assert state["unchanged"] == state["captured"] - 1 >= 60
    assert after.keys() == before.keys()
    assert [after[id] - before[id] for id in after if after[id] != before[id]] == [1]
    results = await journey.aurora.get(
        "/v1/search", q="When does the ferry to Kestrel Point leave?"
    )
    assert CHANGED_SENTENCE in results["hits"][0]["text"]
    assert not [hit for hit in results["hits"] if NOTICE_SENTENCE in hit["text"]]
