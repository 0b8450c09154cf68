"""Books come back chapter by chapter, whatever is the matter with some of them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.written import offices

from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.office.books import read_book

NAVIGATION, SECOND = "OEBPS/nav.xhtml", "OEBPS/text/two.xhtml"
THE_SEA = "# The sea\n\nThe sea is wide."
HEAD = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'


def text(transcript: Transcript) -> str:
    return write(transcript.blocks, Form.MARKDOWN).text


def book(part: str, content: str) -> Transcript:
    return read_book(offices.with_part(offices.book(), part, lambda _: content.encode()))


def locked(by: str) -> bytes:
    out = BytesIO(offices.book())
    with ZipFile(out, "a") as package:
        package.writestr(
            "META-INF/encryption.xml",
            '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
            f'<e:EncryptionMethod Algorithm="{by}"/><e:CipherData><e:CipherReference '
            f'URI="{SECOND}"/></e:CipherData></e:EncryptedData></encryption>',
        )
    return out.getvalue()


def test_chapters_have_the_titles_of_the_table_of_contents() -> None:
    transcript = read_book(offices.book())
    written = text(transcript)
    assert written.startswith("# O cais\n\nO cais é *antigo*.\n\n- sardinhas\n- polvos\n\n| Porto")
    assert written.endswith("# The sea\n\nThe sea is wide.")
    facts = transcript.facts
    assert (facts.title, facts.authors, facts.language) == ("O Porto", ("Ana Reis",), "pt")
    assert facts.published == "2024-05-01"


CONTENTS = """<nav epub:type="toc"><a href="text/two.xhtml">The sea</a>
<a href="text/two.xhtml#b">The tide</a><a href="text/two.xhtml#c">The moon</a></nav>"""


@pytest.mark.parametrize(
    "middle",
    [
        '<p id="b" class="chapter">The  tide</p>',
        '<div id="b"><p><span>The tide</span></p></div>',
        '<p><a id="b"></a>The tide</p>',
        '<a id="b"></a><p> </p><p>The tide</p>',
        '<h1 id="b">The tide</h1>',
        '<section id="b"><h1>The tide</h1></section>',
        '<a name="b"/><h1><i/>The tide</h1>',
        '<div id="b"></div>',
    ],
)
def test_chapters_that_begin_within_a_file_have_their_titles(middle: str) -> None:
    page = f"{HEAD}<body><p>It is wide.</p>{middle}<p>It rises.</p><p id='c'>It shines.</p></body>"
    content = offices.with_part(offices.book(), SECOND, lambda _: f"{page}</html>".encode())
    content = offices.with_part(
        content, NAVIGATION, lambda _: f"{HEAD}<body>{CONTENTS}</body></html>".encode()
    )
    assert text(read_book(content)).endswith(
        "# The sea\n\nIt is wide.\n\n# The tide\n\nIt rises.\n\n# The moon\n\nIt shines."
    )


def test_a_page_that_is_no_good_xml_is_read_without_titles_within() -> None:
    content = offices.with_part(
        offices.book(), SECOND, lambda _: b"<html><body><p id=b>It rises.<br></body></html>"
    )
    content = offices.with_part(content, NAVIGATION, lambda _: f"{HEAD}<body>{CONTENTS}".encode())
    assert text(read_book(content)).endswith("# The sea\n\nIt rises.")


def test_a_table_of_contents_is_read_though_it_is_no_good_xml() -> None:
    links = '<nav epub:type="landmarks"><a href="text/two.xhtml">Start</a></nav>'
    links += '<nav epub:type="toc"><a id="x"/><a href="text/two.xhtml">The&nbsp;sea</a><br></nav>'
    assert text(book(NAVIGATION, f"{HEAD}<body>{links}")).endswith(THE_SEA)
    assert text(book(NAVIGATION, "\0" * 99)).endswith("The sea is wide.")


def test_a_broken_chapter_costs_only_itself() -> None:
    found = book(SECOND, "\0" * 99)
    assert text(found).startswith("# O cais")
    assert found.reasons == (f"{SECOND}: the chapter is damaged",)


def test_chapters_are_read_as_pages_are() -> None:
    body = "<title/><script src='x'/><h1>Mar<a id='m'/></h1><dl><dt>sal</dt><dd>branco</dd></dl>"
    body += "<p>See <a href='one.xhtml'>one</a>, <a href='https://a.example/'>web</a>.<br/>E = mc"
    found = text(book(SECOND, f"<?xml version='1.0'?>{HEAD}{body}<sup>2</sup></p></html>"))
    assert found.endswith(
        "# Mar\n\n- sal\n\n  branco\n\nSee one, [web](https://a.example/).  \nE = mc^2"
    )


def test_a_chapter_is_read_once_however_often_it_is_named() -> None:
    twice = '<itemref idref="two"/>'
    spine = offices.BOOK["OEBPS/book.opf"].replace("</spine>", twice * 3 + "</spine>")
    assert text(book("OEBPS/book.opf", spine)).count("The sea is wide") == 1


def test_chapters_that_a_key_locks_are_named_and_obscured_fonts_lock_nothing() -> None:
    found = read_book(locked("http://www.w3.org/2001/04/xmlenc#aes128-cbc"))
    assert found.reasons == (f"{SECOND}: the chapter is locked by a key",)
    assert text(read_book(locked("http://www.idpf.org/2008/embedding"))).endswith(THE_SEA)


def test_a_book_of_which_nothing_can_be_read_says_why() -> None:
    content = locked("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    first = offices.with_part(content, "OEBPS/text/one.xhtml", lambda _: b"")
    with pytest.raises(Unreadable) as refused:
        read_book(first)
    assert refused.value.reason is UnreadableReason.ENCRYPTED


CREATORS = (
    '<dc:creator opf:role="aut">Ana Reis</dc:creator><dc:creator opf:role="trl">Rita</dc:creator>'
    '<dc:creator opf:role="ill">Rui</dc:creator>'
)
REFINED = (
    '<dc:creator id="a">Ana Reis</dc:creator><dc:creator id="b">Rita</dc:creator>'
    '<meta refines="#a" property="role">aut</meta><meta refines="#b" property="role">trl</meta>'
)


@pytest.mark.parametrize(
    ("said", "authors", "published", "modified"),
    [
        (CREATORS, ("Ana Reis",), None, None),
        (REFINED, ("Ana Reis",), None, None),
        ('<dc:creator opf:role="edt">Ana Reis</dc:creator>', ("Ana Reis",), None, None),
        (
            '<dc:date opf:event="modification">2020-02-02</dc:date>'
            '<dc:date opf:event="publication">1999-05-01</dc:date>',
            (), "1999-05-01", "2020-02-02",
        ),
        (
            '<dc:date>1999-05-01</dc:date><meta property="dcterms:modified">2020-02-02</meta>',
            (), "1999-05-01", "2020-02-02",
        ),
        ('<dc:date opf:event="creation">1999-05-01</dc:date>', (), "1999-05-01", None),
        ("<dc:date>1999-05-01</dc:date>", (), "1999-05-01", None),
    ],
)  # fmt: skip
def test_a_book_says_who_wrote_it_and_when_it_came_out(
    said: str, authors: tuple[str, ...], published: str | None, modified: str | None
) -> None:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{said}</metadata>'
    )
    rest = offices.BOOK["OEBPS/book.opf"].partition("</metadata>")[2]
    facts = book("OEBPS/book.opf", package + rest).facts
    assert (facts.authors, facts.published, facts.modified) == (authors, published, modified)


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("<a epub:type='noteref' href='#n'>2</a>", "Era uma vez[2]."),
        ("<a href='#n' class='x' role='doc-noteref'>2</a>", "Era uma vez[2]."),
        ("<a epub:type='noteref' href='#n'><sup class='x'>2</sup></a>", "Era uma vez[2]."),
        ("<sup><a epub:type='noteref' href='#n'>2</a></sup>", "Era uma vez[2]."),
        ("<a epub:type='noteref' href='#n'>[2]</a>", "Era uma vez[2]."),
        ("<a epub:type='noteref' href='#n'>*</a>", "Era uma vez*."),
        ("<a href='#n'>2</a>", "Era uma vez2."),
    ],
)
def test_marks_of_notes_are_told_apart_from_words(reference: str, said: str) -> None:
    found = book(SECOND, f"{HEAD}<body><h1>Mar</h1><p>Era uma vez{reference}.</p></body></html>")
    assert write(found.blocks).text.endswith(f"# Mar\n\n{said}")


@pytest.mark.parametrize("first", ["<p class='title'>The  Sea</p>", "<p>THE SEA</p>", "<p/>"])
def test_a_paragraph_that_is_the_title_of_its_chapter_is_not_told_again(first: str) -> None:
    found = book(SECOND, f"{HEAD}<body>{first}<p>The sea is wide.</p></body></html>")
    assert text(found).endswith(f"- | --- |\n| Lisboa | 3,10 |\n\n{THE_SEA}")
    assert text(found).casefold().count("the sea\n") == 1
