"""What bytes are is told by what they hold."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from aurora.domains import media_types as types
from aurora.domains.media_types import media_type_of
from aurora.infrastructure.extraction.deadline import at_most


def zipped(*entries: tuple[str, bytes], packed: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", packed) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def office(part: str) -> bytes:
    return zipped(("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", b""), (part, b"<x/>" * 99))


def of_type(media_type: str) -> bytes:
    return zipped(("mimetype", media_type.encode()), ("content.xml", b"<x/>"), packed=ZIP_STORED)


def streams(*names: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    )


TOLD = {
    types.PDF: b"\n%PDF-1.7\n%\xe2\xe3",
    types.DOCX: office("word/document.xml"),
    types.XLSX: office("xl/workbook.xml"),
    types.XLSB: office("xl/workbook.bin"),
    types.PPTX: office("ppt/presentation.xml"),
    types.ODT: of_type("application/vnd.oasis.opendocument.text"),
    types.ODS: of_type("application/vnd.oasis.opendocument.spreadsheet-template"),
    types.ODP: of_type("application/vnd.oasis.opendocument.presentation"),
    types.EPUB: of_type("application/epub+zip"),
    types.ZIP: zipped(("inner.docx", office("word/document.xml")), packed=ZIP_STORED),
    types.RTF: rb"{\rtf1\ansi Porto}",
    types.DOC: streams("Root Entry", "WordDocument"),
    types.PPT: streams("Root Entry", "PowerPoint Document"),
    types.XLS: streams("Root Entry", "Workbook"),
    types.MSG: streams("Root Entry", "__properties_version1.0"),
    types.LOCKED_OFFICE: streams("Root Entry", "EncryptedPackage"),
    types.OLE: streams("Root Entry"),
    types.GZIP: b"\x1f\x8b\x08\0",
    types.BZIP2: b"BZh91AY",
    types.XZ: b"\xfd7zXZ\0\0",
    types.TAR: b"a.txt".ljust(257, b"\0") + b"ustar\0" + b"00",
    types.PNG: b"\x89PNG\r\n\x1a\n\0\0",
    types.JPEG: b"\xff\xd8\xff\xe0",
    types.TIFF: b"II*\0\x08",
    "image/webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "video/mp4": b"\0\0\0 ftypisom",
    "application/x-executable": b"\x7fELF\x02",
    types.BINARY: bytes(range(256)),
    "text/html": b"<!-- x -->\n<!DOCTYPE html><title>Porto</title>",
    "image/svg+xml": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "application/xml": b'<?xml version="1.0"?><rss><channel/></rss>',
    "application/json": b'{"ports": [1, 2]}\n',
    "application/jsonl": b'{"a": 1}\n{"a": 2}\n{"a": 3}\n',
    "message/rfc822": b"Received: by x\n\twith y\nFrom: a@example.org\nSubject: Maio\n\nOla",
    "application/mbox": b"From a@example.org Mon May  5 10:00:00 2025\nSubject: Maio\n\nOla",
    "text/csv": "porto;navios\nLisboa;12\nSetúbal;7\n".encode(),
    "text/tab-separated-values": b"a\tb\n1\t2\n3\t4\n",
    "text/markdown": b"# Porto\n\nO *porto* fica [aqui](https://example.org).\n",
    "text/plain": "A maré sobe, e desce.\nDepois sobe, outra vez.\n".encode(),
}


@pytest.mark.parametrize(("media_type", "content"), TOLD.items())
def test_a_type_is_told_by_its_bytes(media_type: str, content: bytes) -> None:
    assert media_type_of(content) == media_type
    assert media_type_of(content, "portrait.png.docx") == media_type


def test_a_book_is_known_though_its_type_does_not_stand_first() -> None:
    described = (("META-INF/container.xml", b"<container/>"), ("OEBPS/content.opf", b"<package/>"))
    mimetype = ("mimetype", b"application/epub+zip")
    assert media_type_of(zipped(*described, mimetype)) == types.EPUB
    assert media_type_of(zipped(mimetype, *described)) == types.EPUB
    assert media_type_of(zipped(*described)) == types.EPUB
    assert media_type_of(zipped(described[0])) == types.ZIP
    assert media_type_of(zipped(("book/content.opf", b""), mimetype)) == types.ZIP


@pytest.mark.parametrize("part", ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"])
def test_the_beginning_of_an_office_file_is_enough(part: str) -> None:
    whole = office(part)
    assert media_type_of(whole[: whole.rindex(b"PK\x01\x02") - 60]) == media_type_of(whole)


def test_the_name_tells_apart_what_looks_alike() -> None:
    plain = b"one, two\nthree, four\n"
    assert media_type_of(plain) == "text/plain"
    assert media_type_of(plain, "numbers.CSV") == "text/csv"
    assert media_type_of(b"no mark at all", "readme.md") == "text/markdown"
    assert media_type_of(b"<html><body>x", "report.csv") == "text/html"


README = """<div align="center">

# Super Tool

[![badge](https://example.org/badge.svg)](https://example.org)

</div>

## Installation
"""
FENCED = "<p>\n\n```\npip install tool\n```\n"
QUOTED = "<p>How it is set up:</p>\n<pre>\n# first\n```\n</pre>\n<!--\n# note\n-->"


@pytest.mark.parametrize("text", [README, FENCED])
def test_markdown_may_begin_with_an_element(text: str) -> None:
    for name in ("", "README.md", "README"):
        assert media_type_of(text.encode(), name) == "text/markdown"
    assert media_type_of(text.encode(), "part.html") == "text/html"


def test_html_is_markdown_where_its_name_or_its_sender_says_so() -> None:
    assert media_type_of(QUOTED.encode()) == "text/html"
    assert media_type_of(QUOTED.encode(), "notes.markdown") == "text/markdown"
    assert media_type_of(QUOTED.encode(), "-", "text/markdown") == "text/markdown"
    assert media_type_of(QUOTED.encode(), "-", "image/png") == "text/html"
    assert media_type_of(b"<!doctype html><p>x", "notes.md", "text/markdown") == "text/html"


@pytest.mark.parametrize("name", ["backup.sh", "ports.YAML", "setup.py"])
def test_comments_of_scripts_are_no_titles(name: str) -> None:
    text = b"# Copies the ports\n# every night\ncopy: ports\n"
    assert media_type_of(text, name) == "text/plain"
    assert media_type_of(text) == "text/markdown"
    assert media_type_of(b"#!/bin/sh\n" + text) == "text/plain"


@pytest.mark.parametrize(
    ("lines", "media_type"),
    [
        (['{"a": 1}', "", '{"a": 2}'], "application/jsonl"),
        (['{"a": 1}', '{"a": ', '{"a": 3}'], "application/jsonl"),
        (['{"a": 1}', '{"a": "' + "x" * 70_000], "application/jsonl"),
        (['{"a": 1}', "words of something else"], "text/plain"),
        (["{", '"a": 1', "}"], "application/json"),
    ],
)
def test_lines_of_json_are_told_though_some_are_empty_or_broken(
    lines: list[str], media_type: str
) -> None:
    assert media_type_of("\n".join(lines).encode()) == media_type


@pytest.mark.parametrize(
    "content", [b"\0\0", b"\1\0\0\0" * 40, b"\0\1\0\2" * 40, b"a\0\1\2" * 40, b"a\0b\0c" + bytes(9)]
)
def test_numbers_are_no_text_in_wide_characters(content: bytes) -> None:
    assert media_type_of(content) == types.BINARY


@pytest.mark.parametrize("name", ["a.js", "a.java", "a.SQL"])
def test_a_source_is_no_table_however_its_lines_end(name: str) -> None:
    assert media_type_of(b"import a;\nimport b;\nimport c;\n", name) == "text/plain"


@pytest.mark.parametrize(
    "moment", ["Mon May  5 10:00:00 2025 +0100", "Mon May 05 10:00:00 +0000 2025"]
)
def test_a_mailbox_may_tell_zones_of_time(moment: str) -> None:
    content = f"From a@example.org {moment}\nSubject: Maio\n\nOla"
    assert media_type_of(content.encode()) == "application/mbox"


def test_a_text_that_is_named_markdown_is_no_email() -> None:
    memo = b"From: Ana\nTo: Rui\n\n# Quays\n"
    assert media_type_of(memo, "memo.md") == "text/markdown"
    assert media_type_of(memo, "memo.txt") == "message/rfc822"


def test_a_long_record_is_a_line_where_the_name_says_so() -> None:
    record = b'{"a": "' + b"x" * 70_000
    assert media_type_of(record, "ports.ndjson") == "application/jsonl"
    assert media_type_of(record, "ports.json") == "application/json"
    assert media_type_of(b'{\n"a": 1}', "ports.jsonl") == "application/json"


@pytest.mark.parametrize(
    "codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_texts_are_known_in_other_encodings(codec: str) -> None:
    assert media_type_of("É a maré que sobe e desce.\n".encode(codec)) == "text/plain"


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<!--a-->" * 60 + "words", "text/plain"),
        ("<!--a-->" * 60 + "<!-- <p>", "text/plain"),
        ("<!--a-->\n" * 60 + "<p>words", "text/html"),
        ("<!--a--><!DOCTYPE svg>" * 60 + "<svg>", "image/svg+xml"),
        ("[" * 64_000, "text/plain"),
        ("[a](" * 16_000, "text/plain"),
        ("<p><pre>" + "<pre>" * 16_000, "text/html"),
        ("<p>" + "<!--" * 16_000, "text/html"),
        ('{"a": 1}\n' * 8_000, "application/jsonl"),
        ("# a\n\n[a](b c) [x]", "text/markdown"),
    ],
)
def test_what_is_made_to_be_looked_at_for_ever_is_told_at_once(text: str, media_type: str) -> None:
    with at_most(10):
        assert media_type_of(text.encode()) == media_type


def test_json_that_is_cut_is_still_json() -> None:
    assert media_type_of(b'{"names": [' + b'"Lisboa", ' * 20_000) == "application/json"
    assert media_type_of(b"{not json}") == "text/plain"


def test_a_container_that_lies_about_its_parts_ends() -> None:
    torn = bytearray(office("word/document.xml"))
    torn[-10:-6] = b"\xff\xff\xff\xff"
    assert media_type_of(bytes(torn)) == types.ZIP
    assert media_type_of(b"PK\x03\x04") == types.ZIP
