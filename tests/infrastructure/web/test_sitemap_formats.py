"""How sitemaps, feeds and lists are read, and what they cannot do to the reader."""

import gzip
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.web.listing import Entry, Listing, NoListing, moment
from aurora.infrastructure.web.sitemap_formats import read as read_any
from aurora.infrastructure.web.sitemap_xml import ELEMENT_LIMIT, URLS_PER_ENTRY

A, B, C = "https://site.example/a", "https://site.example/b?x=1&y=2", "https://site.example/c"
DAY = datetime(2026, 3, 1, tzinfo=UTC)
MIB = 1 << 20

URLSET = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment --><?xml-stylesheet href="x.xsl"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:xhtml="http://www.w3.org/1999/xhtml"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
 <url><loc> {A} </loc><lastmod>2026-03-01</lastmod>
  <image:image><image:loc>https://site.example/a.png</image:loc></image:image></url>
 <url><loc><![CDATA[{B}]]></loc><lastmod>last week</lastmod>
  <xhtml:link rel="alternate" hreflang="pt" href="{C}"/>
  <xhtml:link rel="canonical" href="https://site.example/elsewhere"/></url>
</urlset>"""
NEWS = f"""<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"><url><loc>{A}</loc>
 <video:video><video:publication_date>2001-01-01</video:publication_date></video:video>
 <news:news><news:publication><news:name>The Lume</news:name></news:publication>
 <news:publication_date>2026-03-01T01:00:00+01:00</news:publication_date></news:news></url></urlset>"""
RSS = f"""<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
 <title>News</title><link>https://site.example/</link>
 <atom:link href="https://site.example/rss.xml" rel="self"/>
 <image><url>https://site.example/logo.png</url><link>https://site.example/</link></image>
 <item><title>One</title><link>{A}</link><guid>{C}</guid>
  <atom:link rel="replies" href="https://site.example/replies"/>
  <pubDate>Sun, 01 Mar 2026 00:00:00 GMT</pubDate></item>
 <item><guid>{C}</guid></item>
 <item><guid isPermaLink="false">{B.replace("&", "&amp;")}</guid></item></channel></rss>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <item rdf:about="{A}"><link>{A}</link><dc:date>2026-03-01</dc:date></item></rdf:RDF>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
 <link rel="self" href="https://site.example/atom.xml"/><link href="https://site.example/"/>
 <entry><link rel="alternate" href="{A}"/><link rel="enclosure" href="https://site.example/a.mp3"/>
  <published>2020-01-01T00:00:00Z</published><updated>2026-03-01T00:00:00Z</updated></entry>
 <entry><link href="/c"/></entry></feed>"""
INDEX = f"""<sitemapindex><sitemap><loc>{A}</loc><lastmod>2026-03-01</lastmod></sitemap>
 <sitemap><loc>{C}</loc></sitemap></sitemapindex>"""
LLMS = f"""# Lume

> The valley. See [the top](#top).

- [A page]({A}): with [brackets [inside]](<{C}>)
- [Wiki](https://site.example/wiki/Lume_(valley) "title")
- [Near](../near.md)
"""


def read(content: str | bytes, *, markdown: bool = False, limit: int = 100) -> Listing:
    body = content.encode() if isinstance(content, str) else content
    return read_any(body, markdown=markdown, limit=limit, size=2 * MIB)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (URLSET, [Entry((A,), DAY), Entry((B, C))]),
        (NEWS, [Entry((A,), DAY)]),
        (RSS, [Entry((A,), DAY), Entry((C,))]),
        (RDF, [Entry((A,), DAY)]),
        (ATOM, [Entry((A,), DAY), Entry(("/c",))]),
        (f"\ufeff\n {A}\r\n# no URL\nHTTPS://site.example\n", [Entry((A,)), Entry(("HTTPS://site.example",))]),
        (f"<URLSET><URL><LOC>{A}</LOC></URL></URLSET>", [Entry((A,))]),
        (f"\n  <?xml version='1.0'?><urlset><url><loc>{A}</loc></url></urlset>", [Entry((A,))]),
        ("<urlset/>", []),
    ],
    ids=["urlset", "news", "rss", "rdf", "atom", "text", "upper case", "white space", "empty"],
)  # fmt: skip
def test_each_format_is_read(text: str, entries: list[Entry]) -> None:
    assert read(text) == Listing(entries=entries)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_are_told_by_the_document(encoding: str) -> None:
    named = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f"<?xml version='1.0' encoding='{named}'?><urlset><url><loc>{A}/é</loc></url></urlset>"
    assert read(text.encode(encoding)).entries == [Entry((f"{A}/é",))]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("0.8", 0.8), (" 1.0 ", 1.0), ("0", 0.0)]
    + [(wrong, None) for wrong in ("high", "", "1.1", "-0.1", "nan", "inf", "1e9")],
)
def test_a_priority_is_a_number_from_0_to_1(written: str, meant: float | None) -> None:
    text = f"<urlset><url><loc>{A}</loc><priority>{written}</priority></url></urlset>"
    assert read(text).entries == [Entry((A,), priority=meant)]


def test_an_index_names_sitemaps() -> None:
    assert read(INDEX) == Listing(sitemaps=[A, C])


def test_the_links_of_markdown_are_read() -> None:
    urls = [entry.urls[0] for entry in read(LLMS, markdown=True).entries]
    assert urls == [A, C, "https://site.example/wiki/Lume_(valley)", "../near.md"]


def test_packed_files_are_unpacked() -> None:
    assert read(gzip.compress(URLSET.encode())) == read(URLSET)
    assert read(gzip.compress(A.encode())) == read(A)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html><body><p>Not found</body></html>",
        "<!-- --><html></html>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "Not found",
        "",
        "<",
        "{}",
    ],
)
def test_what_is_no_listing_is_named(text: str) -> None:
    with pytest.raises(NoListing) as failed:
        read(text)
    assert failed.value.reason is FetchError.MEDIA_TYPE


def test_what_stands_before_a_mistake_counts() -> None:
    listing = read(f"<urlset><url><loc>{A}</loc></url><url><loc>{A}</lac></url></urlset>")
    assert listing.entries == [Entry((A,))]
    assert "is damaged" in str(listing.fault)


def laughs(inside: str) -> bytes:
    names = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10)]
    return f"<!DOCTYPE urlset [{''.join(names)}]><urlset><url>{inside}</url></urlset>".encode()


@pytest.mark.parametrize("inside", ["<loc>&l9;</loc>", "<link href='&l9;'/>", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_billion_laughs_are_not_heard(inside: str, encoding: str) -> None:
    with pytest.raises(NoListing, match="entities"):
        read(laughs(inside).decode().encode(encoding))


def test_files_of_the_machine_are_not_read() -> None:
    entity = "<!DOCTYPE urlset [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    with pytest.raises(NoListing, match="entities"):
        read(f"{entity}<urlset><url><loc>{A}&x;</loc></url></urlset>")


def test_a_document_type_elsewhere_is_not_fetched() -> None:
    kind = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">'
    assert read(f"{kind}<rss><item><link>{A}</link></item></rss>").entries == [Entry((A,))]


def test_a_packed_bomb_is_refused() -> None:
    with pytest.raises(FetchFailed) as failed:
        read(gzip.compress(bytes(3 * MIB)))
    assert failed.value.reason is FetchError.BOMB


def test_a_packed_file_has_a_limit() -> None:
    body = zlib.compress(b"".join(str(n).encode() for n in range(MIB)), wbits=31)
    with pytest.raises(FetchFailed) as failed:
        read(body)
    assert failed.value.reason is FetchError.TOO_LARGE


def test_a_damaged_packed_file_is_named() -> None:
    with pytest.raises(FetchFailed) as failed:
        read(gzip.compress(URLSET.encode())[:-20])
    assert failed.value.reason is FetchError.ENCODING


@pytest.mark.parametrize("text", [URLSET, f"{A}\n{C}\n", INDEX])
def test_a_listing_ends_at_its_limit(text: str) -> None:
    listing = read(text, limit=1)
    assert (len(listing.entries) + len(listing.sitemaps), listing.complete) == (1, False)


def test_elements_without_end_are_not_all_read() -> None:
    listing = read(b"<urlset>" + b"<a>" * (ELEMENT_LIMIT + 1))
    assert (listing.entries, listing.complete) == ([], False)


def test_translations_without_end_are_not_all_read() -> None:
    links = "<link rel='alternate' href='/a'/>" * (URLS_PER_ENTRY + 1)
    (entry,) = read(f"<urlset><url>{links}</url></urlset>").entries
    assert len(entry.urls) == URLS_PER_ENTRY


def test_a_long_text_is_not_kept() -> None:
    (entry,) = read(f"<urlset><url><loc>{A}{'<b/>a' * 9}{'a' * MIB}</loc></url></urlset>").entries
    assert len(entry.urls[0]) < MIB


@given(st.binary(max_size=300), st.sampled_from([b"", b"<urlset>", URLSET.encode()[:700]]))
def test_whatever_is_sent_is_read_or_named(noise: bytes, before: bytes) -> None:
    for markdown in (True, False):
        try:
            assert isinstance(read(before + noise, markdown=markdown), Listing)
        except FetchFailed:
            continue


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-03", DAY),
        ("2026-03-01", DAY),
        ("2026-03-01T00:00Z", DAY),
        ("2026-03-01T00:00:00.000Z", DAY),
        ("2026-02-28T19:00:00-05:00", DAY),
        ("Sun, 01 Mar 2026 02:00:00 +0200", DAY),
        ("Sun, 01 Mar 2026 00:00:00 GMT", DAY),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_read(text: str, at: datetime | None) -> None:
    assert moment(text) == at


@given(st.text("0123456789TZW:+-., JanSunGMT", max_size=40))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    at = moment(text)
    assert at is None or at.tzinfo is UTC


@given(st.lists(st.text("ab&;=1 mp", min_size=1, max_size=12).map(str.strip), max_size=5))
def test_an_ampersand_that_was_not_escaped_loses_no_url(queries: list[str]) -> None:
    urls = [f"https://site.example/?{query}" for query in queries]
    told = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    listing = read(f"<urlset>{told}</urlset>")
    assert (len(listing.entries), listing.fault) == (len(urls), None)


def test_ampersands_are_read_as_they_are_meant() -> None:
    text = f"""<urlset><!-- a & b --><url><loc>{B}</loc></url><url><loc><![CDATA[{B}]]></loc></url>
        <url><loc>{B.replace("&", "&amp;")}</loc></url><url><loc>{A}?&copy=1</loc></url></urlset>"""
    listing = read(text)
    assert [entry.urls[0] for entry in listing.entries] == [B, B, B, f"{A}?&copy=1"]
    assert listing.fault is None


@pytest.mark.parametrize("piece", ["&", "<![CDATA[", "&amp", "]]", "&#1"])
def test_ampersands_without_end_come_to_one(piece: str) -> None:
    text = f"<urlset><url><loc>{A}</loc></url>&{piece * 300_000}"
    listing = read(text)
    assert [entry.urls[0] for entry in listing.entries] == [A]
