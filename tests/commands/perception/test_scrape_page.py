"""Scraping a page."""

import asyncio
from typing import Any

import msgspec
import pytest
from tests.expedition import NOINDEX, SITE, Answer, Expedition, canonical, page
from tests.people import EDITOR, VIEWER

from aurora.commands.perception.scrape_page import Format, ScrapedPage, ScrapePage
from aurora.commands.perception.start_batch import StartBatch
from aurora.commands.perception.start_crawl import StartCrawl
from aurora.domains.errors import AuroraError, Forbidden, Invalid, Unavailable
from aurora.domains.perception.events import CrawlStarted
from aurora.domains.perception.fields import Field, FieldType
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.domains.transcript import Facts, transcribed
from aurora.infrastructure.memory.filling import MemoryFiller
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots
from aurora.infrastructure.web.robots import ProtegoRobots

URL = SITE + "a"
HEAD = f"<title>The ring</title>{canonical('/ring')}"
EVERY = tuple(Format)


def expedition(*pages: tuple[str, Answer], **exchanged: Any) -> Expedition:
    return Expedition(dict([page(""), *pages]), **exchanged)


async def scraped(ground: Expedition, url: str = URL, **more: Any) -> ScrapedPage:
    return await ground.bus.send(ScrapePage(url=url, **more), EDITOR)


async def test_a_page_is_read_as_markdown_with_its_facts() -> None:
    ground = expedition(page("a", "b", head=HEAD, said="Four miles of moorland."))
    now = ground.clock.now()

    found = await scraped(ground, "HTTPS://site.example:443/a#top")

    assert found.markdown is not None
    assert "Four miles of moorland." in found.markdown
    assert msgspec.structs.replace(found, markdown=None) == ScrapedPage(
        url=URL,
        requested_url="HTTPS://site.example:443/a#top",
        status=200,
        media_type="text/html",
        fetched_at=now,
        redirects=(),
        title="The ring",
        language="und",
        author=None,
        published=None,
        canonical_url=SITE + "ring",
        index=True,
        follow=True,
        facts=Facts(title="The ring"),
        markdown=None,
        html=None,
        links=None,
    )


async def test_nothing_is_kept_not_even_under_an_idempotency_key() -> None:
    ground = expedition(page("a"))
    for _ in range(2):
        await ground.bus.send(ScrapePage(url=URL), EDITOR, key="again")
    assert ground.record.log == []
    assert ground.fetcher.asked == [URL, URL]


@pytest.mark.parametrize("formats", [(one,) for one in EVERY] + [EVERY])
async def test_only_the_forms_that_were_asked_for_are_given(formats: tuple[Format, ...]) -> None:
    path, answer = page("a", "b", "b#end", said="Words — palavras")
    found = await scraped(expedition((path, answer)), formats=formats)
    given = {one for one in EVERY if getattr(found, one) is not None}
    assert given == set(formats)
    assert found.links in (None, (SITE + "b",))
    assert isinstance(answer, Fetched)
    assert found.html in (None, answer.body.decode())


async def test_a_redirect_is_followed_and_told() -> None:
    path, answer = page("a", answers_as="b")
    assert isinstance(answer, Fetched)
    moved = msgspec.structs.replace(answer, redirects=(URL,))
    found = await scraped(expedition((path, moved)))
    assert (found.url, found.requested_url, found.redirects) == (SITE + "b", URL, (URL,))


async def test_a_page_that_only_sends_on_is_followed() -> None:
    leading = page("a", head='<meta http-equiv="refresh" content="0; url=b">')
    found = await scraped(expedition(leading, page("b", said="Here it is.")))
    assert (found.url, found.redirects, found.markdown) == (SITE + "b", (URL,), "Here it is.")


async def test_a_page_may_not_send_on_to_what_robots_refuse() -> None:
    leading = page("a", head='<meta http-equiv="refresh" content="0; url=private/b">')
    robots = MemoryRobots([SITE + "private/"])
    with pytest.raises(Forbidden):
        await scraped(expedition(leading, page("private/b"), robots=robots))


@pytest.mark.parametrize("status", [404, 410, 429, 500, 503])
async def test_an_error_status_is_an_answer_with_its_text(status: int) -> None:
    found = await scraped(expedition(page("a", said="Out of order", status=status)))
    assert (found.status, found.markdown) == (status, "Out of order")


@pytest.mark.parametrize("status", [404, 502])
async def test_an_error_without_text_is_an_answer_as_well(status: int) -> None:
    bare = Fetched(url=URL, status=status, headers={"content-type": "image/png"}, body=b"\0")
    found = await scraped(expedition((URL, bare)), formats=EVERY)
    assert (found.status, found.media_type) == (status, "image/png")
    assert (found.markdown, found.html, found.links) == ("", None, ())


async def test_a_page_without_text_still_has_its_facts() -> None:
    body = f"<html lang=pt><head>{canonical('/ring')}</head><body></body></html>".encode()
    empty = Fetched(url=URL, status=200, headers={"content-type": "text/html"}, body=body)
    found = await scraped(expedition((URL, empty)), formats=EVERY)
    assert (found.markdown, found.html) == ("", body.decode())
    assert (found.language, found.canonical_url) == ("pt", SITE + "ring")


async def test_what_the_page_asks_of_robots_is_told_and_its_text_given() -> None:
    asking = page("a", "b", head=NOINDEX, x_robots_tag="nofollow")
    found = await scraped(expedition(asking), formats=EVERY)
    assert (found.index, found.follow, found.links) == (False, False, ())
    assert found.markdown


async def test_a_page_that_robots_refuses_is_forbidden_and_not_fetched() -> None:
    ground = expedition(page("a"), robots=MemoryRobots([URL]))
    with pytest.raises(Forbidden, match=r"robots\.txt refuses https://site\.example/a"):
        await scraped(ground)
    assert ground.fetcher.asked == []


async def test_a_redirect_may_not_lead_to_where_robots_forbids() -> None:
    ground = expedition(
        page("a", answers_as="private/home"), robots=MemoryRobots([f"{SITE}private/"])
    )
    with pytest.raises(Forbidden, match="private/home"):
        await scraped(ground)
    assert ground.fetcher.asked == [URL]


TROUBLES: list[tuple[Answer, type[AuroraError]]] = [
    (FetchFailed(FetchError.TIMEOUT, "does not answer in time"), Unavailable),
    (FetchFailed(FetchError.CONNECTION, "refuses the connection"), Unavailable),
    (FetchFailed(FetchError.TLS, "has no valid certificate"), Invalid),
    (FetchFailed(FetchError.FORBIDDEN_ADDRESS, "leads to a forbidden address"), Invalid),
    (FetchFailed(FetchError.NAME_NOT_FOUND, "has no address"), Invalid),
    (FetchFailed(FetchError.BOMB, "expands without end"), Invalid),
    (FetchFailed(FetchError.TOO_LARGE, "is larger than 10 MB"), Invalid),
    (FetchFailed(FetchError.TOO_MANY_REDIRECTS, "redirects to itself"), Invalid),
]


@pytest.mark.parametrize(("failure", "kind"), TROUBLES)
async def test_a_page_that_cannot_be_fetched_says_why(
    failure: Answer, kind: type[AuroraError]
) -> None:
    with pytest.raises(kind, match=str(failure)) as refused:
        await scraped(expedition((URL, failure)))
    if isinstance(refused.value, Invalid):
        assert refused.value.field == "url"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [*TROUBLES[:5], (page("robots.txt", status=503)[1], Unavailable)],
)
async def test_a_robots_txt_that_cannot_be_reached_is_told_apart_from_one_that_refuses(
    answer: Answer, kind: type[AuroraError]
) -> None:
    fetcher = MemoryFetcher({URL: page("a")[1], f"{SITE}robots.txt": answer})
    why = str(answer) if isinstance(answer, FetchFailed) else "answers 503"
    with pytest.raises(kind, match=why):
        await scraped(expedition(fetcher=fetcher, robots=ProtegoRobots(fetcher, at_once=0.0)))


async def test_what_is_no_page_is_refused_by_its_media_type() -> None:
    image = Fetched(url=URL, status=200, headers={"content-type": "image/png"}, body=b"\0")
    with pytest.raises(Invalid, match="image/png") as refused:
        await scraped(expedition((URL, image)))
    assert refused.value.field == "url"


class Stuck(MemoryFetcher):
    """Never answers."""

    async def answer(self, url: str) -> Fetched:
        await asyncio.Event().wait()
        return await super().answer(url)


async def test_a_page_that_takes_longer_than_the_caller_waits_may_come_later() -> None:
    with pytest.raises(Unavailable, match=r"could not be read in 0\.01 s") as refused:
        await scraped(expedition(fetcher=Stuck({})), timeout=0.01)
    assert refused.value.retry_after == 60


@pytest.mark.parametrize(
    "url", ["ftp://site.example/", "", "https://u:p@site.example/", "http://10.0.0.1/"]
)
async def test_a_url_that_is_never_fetched_is_refused(url: str) -> None:
    ground = expedition()
    with pytest.raises(Invalid) as refused:
        await scraped(ground, url)
    assert (refused.value.field, ground.fetcher.asked) == ("url", [])


@pytest.mark.parametrize(
    "change",
    [{"timeout": 0.5}, {"timeout": 61}, {"formats": []}, {"formats": ["pdf"]}, {"robots": False}],
)
def test_an_impossible_wish_does_not_decode(change: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"url": SITE, **change}, ScrapePage)


async def test_viewers_may_not_scrape() -> None:
    ground = expedition(page("a"))
    with pytest.raises(Forbidden):
        await ground.bus.send(ScrapePage(url=URL), VIEWER)
    assert ground.fetcher.asked == []


PRICED = "<h1>Lamp</h1><b class=price>1.299,90 €</b><i class=tag>new</i> <i class=tag>oak</i>"
FIELDS = (
    Field(name="price", css=".price", type=FieldType.NUMBER),
    Field(name="tags", xpath="//i", many=True),
)


async def test_own_fields_are_given_beside_the_text() -> None:
    found = await scraped(expedition(page("a", said=PRICED)), fields=FIELDS)
    assert found.fields == {"price": 1299.9, "tags": ["new", "oak"]}
    assert (await scraped(expedition(page("a", said=PRICED)))).fields is None


async def test_fields_that_cannot_be_selected_are_refused_before_anybody_is_asked() -> None:
    ground = expedition(page("a"))
    wrong = (Field(name="x", css="a["),)
    for asked in (
        ground.bus.send(ScrapePage(url=URL, fields=wrong), EDITOR),
        ground.bus.send(StartCrawl(start_urls=(URL,), fields=wrong), EDITOR),
        ground.bus.send(StartBatch(urls=(URL,), fields=wrong), EDITOR),
    ):
        with pytest.raises(Invalid) as refused:
            await asked
        assert refused.value.field == "fields[0].css"
    assert ground.fetcher.asked == []


async def test_a_crawl_takes_its_fields_to_every_page() -> None:
    ground = expedition(page("a", "/b", said=PRICED), page("b", said="<b class=price>7</b>"))
    id = await ground.crawl(URL, fields=FIELDS)
    (started,) = [one.event for one in ground.record.log if isinstance(one.event, CrawlStarted)]
    assert started.fields == FIELDS
    found = {}
    for url, seen in ground.seen(id).items():
        transcript = await ground.blobs.get(seen.transcript_sha256 or "")
        found[url] = transcribed(transcript).fields
    assert found == {
        URL: {"price": 1299.9, "tags": ["new", "oak"]},
        SITE + "b": {"price": 7, "tags": []},
    }


SCHEMA = {"type": "object", "properties": {"miles": {"type": "integer"}}, "required": ["miles"]}


async def test_what_a_schema_asks_for_a_language_model_finds() -> None:
    filler = MemoryFiller({"miles": 4})
    ground = expedition(page("a", head=HEAD, said="Four miles."), filler=filler)
    assert (await scraped(ground, schema=SCHEMA)).data == {"miles": 4}
    assert (await scraped(ground)).data is None
    assert filler.asked == ['Facts: {"title":"The ring"}\n\nFour miles.']


async def test_without_a_model_a_schema_is_refused_before_anybody_is_asked() -> None:
    ground = expedition(page("a"))
    with pytest.raises(Invalid, match="no language model") as refused:
        await scraped(ground, schema=SCHEMA)
    assert refused.value.field == "schema"
    assert ground.fetcher.asked == []


async def test_an_answer_that_does_not_fit_is_a_fault_that_says_so() -> None:
    ground = expedition(page("a", said="x"), filler=MemoryFiller({"miles": "four"}))
    with pytest.raises(Unavailable, match="fits the schema"):
        await scraped(ground, schema=SCHEMA)
