"""PDFs are described by their packets of XMP where their dictionaries say less, at no risk."""

import pytest
from tests.written.packets import PICTURE, packed, several, told

from aurora.domains.transcript import Facts
from aurora.infrastructure.documents.pdf.document import read_pdf
from aurora.infrastructure.documents.pdf.packets import packet
from aurora.infrastructure.documents.sight.eyes import Eyes
from aurora.infrastructure.extraction.deadline import at_most

TITLE = several("dc:title", "O porto de Setúbal", kind="Alt")
AUTHORS = several("dc:creator", "Ana Reis", "Rui Sá")
LETTERS = zip("abcdefgh", "bcdefghi", strict=True)
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def facts(content: bytes) -> Facts:
    return read_pdf(content, Eyes("")).facts


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize(
    "title", ["", "untitled", "Microsoft Word - relatorio.docx", "Microsoft Word - foo.doc"]
)
def test_a_title_that_is_none_gives_way_to_that_of_the_packet(title: str, compressed: bool) -> None:
    content = packed(told(title), TITLE, compressed=compressed)
    assert facts(content).title == "O porto de Setúbal"


def test_what_the_dictionary_says_stays() -> None:
    found = facts(packed(told("The harbour", "Ana Reis"), TITLE + several("dc:creator", "root")))
    assert (found.title, found.authors) == ("The harbour", ("Ana Reis",))


def test_several_authors_are_more_than_one() -> None:
    assert facts(packed(told("", "Ana Reis, Rui Sá"), AUTHORS)).authors == ("Ana Reis", "Rui Sá")


@pytest.mark.parametrize(
    ("said", "about", "found"),
    [
        (several("dc:language", "pt-PT", kind="Bag"), "", Facts(language="pt-PT")),
        (several("dc:language", "not a language", kind="Bag"), "", Facts()),
        (several("dc:description", "Of ships", kind="Alt"), "", Facts(description="Of ships")),
        ("<xmp:CreateDate>2024-05-06T07:08:09+01:00</xmp:CreateDate>", "",
         Facts(published="2024-05-06T07:08:09+01:00")),
        ("<xmp:CreateDate>2024-05</xmp:CreateDate>", "", Facts(published="2024-05")),
        ("<xmp:CreateDate>2024-05T07:08</xmp:CreateDate>", "", Facts()),
        ("", 'xmp:CreateDate="2024-05-06T07:08" xmp:ModifyDate="soon"',
         Facts(published="2024-05-06T07:08:00Z")),
        ('<cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>'
         + several("dc:rights", "Some rights reserved", kind="Alt"), "",
         Facts(licence="https://creativecommons.org/licenses/by/4.0/")),
        ("<xmpRights:WebStatement>https://example.org/terms</xmpRights:WebStatement>", "",
         Facts(licence="https://example.org/terms")),
        (several("dc:rights", "CC BY 4.0", kind="Alt"), "", Facts(licence="CC BY 4.0")),
    ],
)  # fmt: skip
def test_what_a_packet_says_is_told(said: str, about: str, found: Facts) -> None:
    assert facts(packed(told(""), said, about=about)) == found


def test_what_stands_behind_a_name_is_no_author() -> None:
    said = several("dc:creator", "John Lienhard", "V", "Sammy Davis", "Jr.")
    assert facts(packed(told(""), said)).authors == ("John Lienhard", "Sammy Davis")


def test_a_title_in_no_language_comes_before_others() -> None:
    said = '<rdf:li xml:lang="pt">O porto</rdf:li><rdf:li xml:lang="x-default">The port</rdf:li>'
    content = packed(told(""), f"<dc:title><rdf:Alt>{said}</rdf:Alt></dc:title>")
    assert facts(content).title == "The port"


@pytest.mark.parametrize(
    ("said", "about", "before"),
    [
        (several("dc:title", "&i;"), "", BOMB),
        ("", 'dc:title="&i;"', BOMB),
        (several("dc:title", "&x;"), "", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        (f"<dc:source>{'a' * 10_000_000}</dc:source>{TITLE}", "", ""),
        ("<dc:title>" * 5_000 + "</dc:title>" * 5_000, "", ""),
        ("<dc:title>never closed", "", ""),
    ],
    ids=["bomb", "bomb-in-attribute", "file", "large", "deep", "open"],
)
@pytest.mark.parametrize("compressed", [False, True])
def test_a_hostile_packet_says_nothing(
    said: str, about: str, before: str, compressed: bool
) -> None:
    content = packed(told("The harbour"), said, about=about, before=before, compressed=compressed)
    with at_most(5):
        assert facts(content) == Facts(title="The harbour")


def test_mentions_of_packets_without_end_take_no_time() -> None:
    mentions = b"".join(b"%d 0 obj /Metadata stream\n" % number for number in range(100_000))
    with at_most(1):
        assert packet(mentions) is None
        assert packet(mentions + b"/Catalog /Metadata 7 0 R") is None


def test_the_packet_of_a_picture_is_none_of_the_document() -> None:
    assert packet(b"1 0 obj << /Type /Metadata >> stream\n" + PICTURE.encode()) is None
