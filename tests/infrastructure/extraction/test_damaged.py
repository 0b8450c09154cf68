"""One damaged character makes no other text of a page."""

import pytest
from tests.infrastructure.extraction.test_charset_order import EL, HE, JA, KO, TH, ZH

from aurora.infrastructure.extraction.charset import decode

BIG = "燈塔矗立在寒冷的海邊，整夜為船隻照明直到黎明。"
SCRIPTS = '<script src="/site.js"></script>' * 400
# a charset, the codec, a text, and bytes that are none of it
TEXTS = [
    ("gb2312", "gb18030", ZH, b"\xff"),
    ("gb2312", "gb18030", ZH, "灯".encode("gbk")[:1]),
    ("big5", "big5", BIG, b"\xff"),
    ("shift_jis", "cp932", JA, b"\x93"),
    ("euc-jp", "euc_jp", JA, b"\xff"),
    ("euc-jp", "euc_jp", JA, b"\xc5"),
    ("euc-kr", "cp949", KO, b"\xff"),
    ("windows-1253", "cp1253", EL, b"\xff"),
    ("windows-1255", "cp1255", HE, b"\xff"),
    ("windows-874", "cp874", TH, b"\xff"),
]


def read(charset: str, content: bytes, *, header: bool) -> str:
    """What is read of a page whose bytes that are not ASCII stand far below."""
    meta = "" if header else f'<meta charset="{charset}">'
    page = f"<html><head>{meta}{SCRIPTS}</head><body>".encode() + content
    return decode(page, f"text/html; charset={charset}" if header else "", html=True)


@pytest.mark.parametrize(("charset", "codec", "text", "bad"), TEXTS)
@pytest.mark.parametrize("header", [True, False])
def test_a_damaged_character_is_one_unknown_character(
    charset: str, codec: str, text: str, bad: bytes, header: bool
) -> None:
    content = text.encode(codec)
    found = read(charset, content + bad + b"...<p>" + content, header=header)
    assert f"{text}\ufffd...<p>{text}" in found


@pytest.mark.parametrize(
    ("charset", "content", "text"),
    [
        ("gb2312", ZH.encode("gbk") + b" 5 \x80 " + ZH.encode("gbk"), f"{ZH} 5 € {ZH}"),
        ("euc-jp", b"\xad\xa1 \xfc\xe2" + JA.encode("euc_jp"), f"① 髙{JA}"),
        ("euc-jp", JA.encode("euc_jp") + b"\xa9\xa1" + JA.encode("euc_jp"), f"{JA}\ufffd{JA}"),
        ("euc-kr", b"\xc9\xa1" + KO.encode("cp949"), f"\ufffd{KO}"),
    ],
)
def test_bytes_that_python_does_not_know_are_what_browsers_show(
    charset: str, content: bytes, text: str
) -> None:
    assert text in read(charset, content, header=True)


def test_who_names_a_charset_in_which_most_is_damaged_is_not_believed() -> None:
    text = "Não é já, é amanhã de manhã."
    assert text in read("euc-kr", text.encode("cp1252"), header=True)
