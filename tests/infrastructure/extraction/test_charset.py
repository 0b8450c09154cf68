"""How bytes become text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.infrastructure.extraction.charset import CONTROL, NotText, clean, decode

PT = "A maçã de São João é doce — não é? Custa 3 €."
WESTERN = "A maçã de São João é doce, não é?"
RUSSIAN = "Маяк стоит на берегу холодного моря и светит кораблям всю ночь до рассвета."
JAPANESE = "灯台は冷たい海のほとりに立ち、夜明けまで船を照らし続けている。" * 3


def meta(charset: str, text: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("content", "content_type", "text"),
    [
        (PT.encode(), "", PT),
        (PT.encode(), "text/html; charset=UTF-8", PT),
        (codecs.BOM_UTF8 + PT.encode(), "text/html; charset=latin-1", PT),
        (PT.encode("utf-16"), "", PT),
        (PT.encode("utf-16-le"), "text/plain", PT),
        (PT.encode("utf-16-be"), "text/csv; charset=utf-8", PT),
        (codecs.BOM_UTF16_BE + PT.encode("utf-16-be"), "text/html", PT),
        (WESTERN.encode("latin-1"), "text/html; charset=ISO-8859-1", WESTERN),
        (PT.encode("cp1252"), "text/html; charset=iso-8859-1", PT),
        (PT.encode("cp1252"), "", PT),
        (WESTERN.encode("latin-1"), "text/html; charset=utf-8", WESTERN),
        (PT.encode("cp1252"), 'text/html; charset="nonsense"', PT),
        (PT.encode(), "text/html; charset=zlib", PT),
        (PT.encode(), "text/html; charset=punycode", PT),
        (PT.encode(), "text/html; charset=utf-16", PT),
        (RUSSIAN.encode("koi8-r"), "text/html; charset=koi8-r", RUSSIAN),
        (RUSSIAN.encode("cp1251"), "", RUSSIAN),
        (JAPANESE.encode("shift_jis"), "text/html; charset=Shift_JIS", JAPANESE),
        (JAPANESE.encode("euc_jp"), "text/html; charset=EUC-JP", JAPANESE),
    ],
)
def test_the_charset_is_found(content: bytes, content_type: str, text: str) -> None:
    assert decode(content, content_type) == text


def test_colours_of_a_terminal_make_no_text_binary() -> None:
    log = b"\x1b[1;31mERRO\x1b[0m mar\xc3\xa9\n" * 3
    assert clean(log) == ("ERRO maré\n" * 3, "ERRO maré\n".encode() * 3)


def test_lines_end_at_feeds_too() -> None:
    assert decode(b"a\x0bb\x0cc\rd\r\ne") == "a\nb\nc\nd\ne"


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("iso-8859-1", "latin-1"), ("windows-1252", "cp1252"), ("UTF-8", "utf-8")],
)
def test_a_page_may_name_its_charset_in_a_meta_element(charset: str, codec: str) -> None:
    html = meta(charset, WESTERN)
    assert decode(html.encode(codec), "text/html", html=True) == html


def test_the_header_goes_before_the_meta_element() -> None:
    html = meta("koi8-r", WESTERN)
    assert decode(html.encode("latin-1"), "text/html; charset=latin-1", html=True) == html


@pytest.mark.parametrize("text", [PT, RUSSIAN, JAPANESE])
def test_a_few_damaged_bytes_do_not_change_the_charset(text: str) -> None:
    assert decode(text.encode() * 9 + b"\xe3") == text * 9 + "\ufffd"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 10,
        b"PK\x03\x04\x14\0\0\0\x08\0",
        b"one\0two",
        bytes(range(1, 32)) * 10,
    ],
)
def test_binary_content_is_no_text(content: bytes) -> None:
    with pytest.raises(NotText):
        decode(content, "text/plain")


def test_a_page_with_a_stray_nul_is_still_a_page() -> None:
    assert decode(b"<p>some words here, quite a lot of them\0</p>" * 2, html=True).count("\0") == 0


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "latin-1", "cp1251", "shift_jis"]))
def test_whatever_the_bytes_the_text_can_be_kept(content: bytes, charset: str) -> None:
    try:
        text = decode(content, f"text/html; charset={charset}", html=True)
    except NotText:
        return
    assert not CONTROL.search(text)
    assert "\r" not in text
    text.encode()
