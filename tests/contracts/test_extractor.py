"""What extractors promise, in memory and for real."""

from collections.abc import AsyncIterator

import msgspec
import pytest
from tests.infrastructure.extraction.languages import MemoryLanguages
from tests.site.server import page

from aurora.domains.errors import Invalid
from aurora.domains.perception.fields import Field, FieldType
from aurora.domains.perception.ports import Extractor
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.domains.transcript import Transcript
from aurora.infrastructure.extraction.extractor import LexborExtractor
from aurora.infrastructure.extraction.workers import ExtractionWorkers
from aurora.infrastructure.memory.web import MemoryExtractor

URL = "https://example.org/a/page"


@pytest.fixture(scope="module")
async def workers() -> AsyncIterator[ExtractionWorkers]:
    workers = ExtractionWorkers()
    yield workers
    await workers.aclose()


@pytest.fixture(params=["memory", "lexbor"])
def extractor(request: pytest.FixtureRequest, workers: ExtractionWorkers) -> Extractor:
    if request.param == "memory":
        return MemoryExtractor()
    return LexborExtractor(workers, MemoryLanguages())


def fetched(body: str | bytes, media_type: str = "text/html", **headers: str) -> Fetched:
    content = body.encode() if isinstance(body, str) else body
    return Fetched(
        url=URL, status=200, headers={"content-type": media_type, **headers}, body=content
    )


async def test_a_page_gives_text_title_and_language(extractor: Extractor) -> None:
    html = page("Farol", "<h1>O farol</h1><p>O farol guia os barcos de noite.</p>", language="pt")
    found = await extractor.extract(fetched(html))
    assert "O farol guia os barcos de noite." in found.text
    assert found.title is not None
    assert found.language == "pt"


async def test_links_are_absolute_canonical_and_told_once(extractor: Extractor) -> None:
    html = (
        "<p>Some words here.</p><a href='b?utm_source=x'>b</a> <a href='/a/b#top'>again</a>"
        "<a href='//other.example/c'>c</a><a href='mailto:a@b.example'>m</a>"
        "<a rel=nofollow href='/secret'>s</a>"
    )
    found = await extractor.extract(fetched(html))
    assert found.links == ("https://example.org/a/b", "https://other.example/c")


async def test_the_canonical_url_is_absolute(extractor: Extractor) -> None:
    html = "<link rel=canonical href='../other?fbclid=1'><p>Some words here.</p>"
    assert (await extractor.extract(fetched(html))).canonical_url == "https://example.org/other"


@pytest.mark.parametrize(
    ("content", "index", "follow"),
    [("noindex", False, True), ("nofollow", True, False), ("noindex, nofollow", False, False)],
)
async def test_what_a_page_asks_of_robots_is_told(
    extractor: Extractor, content: str, index: bool, follow: bool
) -> None:
    body = "<p>Some words here.</p><a href=/b>b</a>"
    by_meta = await extractor.extract(fetched(f"<meta name=robots content='{content}'>{body}"))
    by_header = await extractor.extract(fetched(body, **{"x-robots-tag": content}))
    for found in (by_meta, by_header):
        assert (found.index, found.follow, bool(found.links)) == (index, follow, follow)


async def test_plain_text_is_kept_as_it_is(extractor: Extractor) -> None:
    found = await extractor.extract(fetched("One line.\r\nAnother <b>line</b>.", "text/plain"))
    assert found.text == "One line.\nAnother <b>line</b>."


@pytest.mark.parametrize(
    ("body", "media_type", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png", FetchError.MEDIA_TYPE),
        (b"OggS", "audio/ogg", FetchError.MEDIA_TYPE),
        (bytes(range(32)) * 4, "text/plain", FetchError.MEDIA_TYPE),
        (b"", "text/html", FetchError.NO_TEXT),
        (b"<html><body><script>x()</script></body></html>", "text/html", FetchError.NO_TEXT),
        (b" \n ", "text/plain", FetchError.NO_TEXT),
    ],
)
async def test_what_holds_no_text_is_refused_by_its_reason(
    extractor: Extractor, body: bytes, media_type: str, reason: FetchError
) -> None:
    with pytest.raises(FetchFailed) as failed:
        await extractor.extract(fetched(body, media_type))
    assert failed.value.reason is reason


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        ("<!DOCTYPE html>\r\n<title>Maçã</title><script>x()</script>\r\n", "text/html"),
        ("<html></html>", "text/html; charset=utf-8"),
        ("One <b>line</b>.\r\n", "text/plain"),
        ("", "text/html"),
    ],
)
async def test_a_page_is_given_as_it_stands(
    extractor: Extractor, body: str, media_type: str
) -> None:
    assert await extractor.decode(fetched(body, media_type)) == body.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("body", "media_type"),
    [(b"\x89PNG\r\n\x1a\n\0\0", "image/png"), (bytes(range(32)) * 4, "text/plain")],
)
async def test_what_is_no_text_is_not_given_as_text(
    extractor: Extractor, body: bytes, media_type: str
) -> None:
    with pytest.raises(FetchFailed) as failed:
        await extractor.decode(fetched(body, media_type))
    assert failed.value.reason is FetchError.MEDIA_TYPE


async def test_pages_ask_under_the_name_that_the_operator_chose(workers: ExtractionWorkers) -> None:
    html = "<meta name=mybot content=noindex><meta name=aurora content=nofollow><p>Some words.</p>"
    named = LexborExtractor(workers, MemoryLanguages(), agent="MyBot/1")
    read = await named.outline(fetched(html))
    told = await named.outline(fetched("<p>Some words.</p>", **{"x-robots-tag": "mybot: nofollow"}))
    assert (read.index, read.follow) == (False, True)
    assert (told.index, told.follow) == (True, False)


async def test_the_parts_of_a_page_are_told_with_all_that_was_read(extractor: Extractor) -> None:
    found = await extractor.extract(fetched("<title>Sea</title><p>The harbour is old.</p>"))
    assert "The harbour is old." in [found.text[one.start : one.end] for one in found.elements]
    told = msgspec.json.decode(found.transcript, type=Transcript)
    assert told.facts.title == found.title
    assert told.blocks


async def test_own_fields_are_found_with_and_without_the_text(extractor: Extractor) -> None:
    page = fetched("<h1>Sea</h1><p>The harbour is <b>3</b> years old.</p>")
    fields = (
        Field(name="title", css="h1"),
        Field(name="age", xpath="//b", type=FieldType.NUMBER),
    )
    extractor.check(fields)
    for found in (await extractor.extract(page, fields), await extractor.outline(page, fields)):
        assert found.fields == {"title": "Sea", "age": 3}
    assert (await extractor.extract(page)).fields is None
    assert (await extractor.extract(fetched("words", "text/plain"), fields)).fields is None


def test_fields_that_cannot_be_selected_are_refused(extractor: Extractor) -> None:
    with pytest.raises(Invalid) as refused:
        extractor.check((Field(name="x", css="a["),))
    assert refused.value.field == "fields[0].css"
