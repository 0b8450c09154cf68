"""Who is believed about a charset: the mark, then the header, then the page, then its bytes."""

import codecs

import pytest
from tests.infrastructure.web.wire import response, talking

from aurora.infrastructure.extraction.charset import decode

PT = "A maçã de São João é doce: não é? Já é noite."
RU = "Маяк стоит на берегу холодного моря и светит кораблям всю ночь."
JA = "灯台は冷たい海のほとりに立ち、夜明けまで船を照らし続けている。"
ZH = "灯塔矗立在寒冷的海边，整夜为船只照明直到黎明。"
KO = "등대는 차가운 바닷가에 서서 새벽까지 배를 비춘다."
HE = "המגדלור עומד על החוף הקר ומאיר לאוניות כל הלילה."
TH = "ประภาคารตั้งอยู่ริมทะเลและส่องสว่างให้เรือตลอดคืน"
EL = "Ο φάρος στέκεται στην ακτή και φωτίζει τα πλοία."


def page(charset: str, text: str, head: str = "") -> str:
    meta = f'<meta charset="{charset}">'
    return f"<html><head>{head}{meta}</head><body><p>{text}</p></body></html>"


def equivalent(charset: str, text: str) -> str:
    meta = f"<META content='text/html; charset={charset}' http-equiv=Content-Type>"
    return f"<html><head>{meta}</head><body><p>{text}</p></body></html>"


def declared(charset: str, text: str) -> str:
    return f'<?xml version="1.0" encoding="{charset}"?>\n<html><p>{text}</p></html>'


MOJIBAKE = PT.encode().decode("cp1252", "replace")
# who contradicts whom, the bytes, the Content-Type, the text that is read
ORDER = [
    ("mark, header, meta", codecs.BOM_UTF8 + page("koi8-r", PT).encode(), "latin-1", PT),
    ("mark, header", codecs.BOM_UTF16_LE + page("koi8-r", PT).encode("utf-16-le"), "utf-8", PT),
    ("mark, meta", codecs.BOM_UTF16_BE + page("utf-8", PT).encode("utf-16-be"), "", PT),
    ("no mark of a width that is seen", page("utf-16", PT).encode("utf-16-le"), "", PT),
    ("mark, header of another width", codecs.BOM_UTF8 + PT.encode(), "utf-16", PT),
    ("header, meta", page("latin-1", PT).encode(), "utf-8", PT),
    ("header, meta", page("utf-8", PT).encode("latin-1"), "latin-1", PT),
    ("header, meta", page("windows-1251", RU).encode("koi8-r"), "koi8-r", RU),
    ("header that is wrong", page("utf-8", PT).encode(), "latin-1", MOJIBAKE),
    ("header, first of two", RU.encode("cp1251"), "windows-1251; charset=utf-8", RU),
    ("unknown header, meta", page("windows-1251", RU).encode("cp1251"), "nonsense", RU),
    ("impossible header, meta", page("windows-1251", RU).encode("cp1251"), "utf-8", RU),
    ("meta", page("windows-1251", RU).encode("cp1251"), "", RU),
    ("meta in words", equivalent("windows-1251", RU).encode("cp1251"), "", RU),
    ("bytes that are UTF-8, meta of one byte", page("iso-8859-1", PT).encode(), "", PT),
    ("meta of one byte, few bytes", page("iso-8859-1", "é").encode(), "", "Ã©"),
    ("meta, damaged bytes", page("windows-1251", RU).encode("cp1251") + b"\x98", "", RU),
    ("meta of another width", page("utf-16", PT).encode(), "", PT),
    ("first of two metas", page("koi8-r", RU, '<meta charset="cp1251">').encode("cp1251"), "", RU),
    ("meta in a comment", page("cp1251", RU, "<!--<meta charset=koi8-r>-->").encode("cp1251"), "",
     RU),
    ("meta in a script", page("cp1251", RU, "<script>'<meta charset=koi8-r>'</script>")
     .encode("cp1251"), "", RU),
    ("XML declaration", declared("windows-1251", RU).encode("cp1251"), "", RU),
    ("header, XML declaration", declared("koi8-r", RU).encode("cp1251"), "windows-1251", RU),
    ("meta, XML declaration", declared("koi8-r", page("cp1251", RU)).encode("cp1251"), "", RU),
    ("XML declaration of another width", declared("utf-16", PT).encode(), "", PT),
    ("impossible meta, bytes", page("utf-8", PT).encode("latin-1"), "", PT),
    ("bytes", PT.encode(), "", PT),
    ("bytes", PT.encode("latin-1"), "", PT),
    ("bytes", RU.encode("cp1251"), "", RU),
    ("unknown header and meta, bytes", page("nonsense", PT).encode(), "nonsense", PT),
]  # fmt: skip
LABELS = [
    *[(label, "cp1252", PT) for label in (
        "latin1", "L1", "us-ascii", "iso_8859-1", "x-cp1252", "Windows-1252", "cp819")],
    *[(label, "utf-8", PT) for label in ("UTF8", "utf-8", "unicode-1-1-utf-8")],
    *[(label, codec, RU) for label, codec in (
        ("x-cp1251", "cp1251"), ("koi8-u", "koi8-u"), ("ibm866", "cp866"),
        ("x-mac-cyrillic", "mac-cyrillic"), ("csisolatincyrillic", "iso8859-5"))],
    *[(label, codec, JA) for label, codec in (
        ("x-sjis", "cp932"), ("Windows-31J", "cp932"), ("ms_kanji", "cp932"),
        ("x-euc-jp", "euc-jp"), ("iso-2022-jp", "iso-2022-jp"))],
    *[(label, "gb18030", ZH) for label in ("gb2312", "GBK", "x-gbk", "gb18030", "chinese")],
    *[(label, "cp949", KO) for label in ("euc-kr", "ks_c_5601-1987", "windows-949", "korean")],
    *[(label, "iso8859-8", HE) for label in ("iso-8859-8-i", "iso-8859-8-e", "logical", "visual")],
    *[(label, "cp874", TH) for label in ("windows-874", "tis-620", "dos-874")],
    *[(label, "iso8859-7", EL) for label in ("greek", "iso-8859-7", "ecma-118")],
    ("x-mac-roman", "mac-roman", PT),
]  # fmt: skip


@pytest.mark.parametrize(("who", "content", "charset", "text"), ORDER)
def test_who_speaks_first_is_believed(who: str, content: bytes, charset: str, text: str) -> None:
    header = f"text/html; charset={charset}" if charset else "text/html"
    assert text in decode(content, header, html=True), who


@pytest.mark.parametrize(("label", "codec", "text"), LABELS)
def test_labels_mean_what_browsers_read(label: str, codec: str, text: str) -> None:
    assert decode(text.encode(codec), f'text/html; charset="{label}"', html=True) == text


@pytest.mark.parametrize(("who", "content", "charset", "text"), ORDER[:6])
async def test_a_fetch_brings_the_bytes_and_what_was_said_of_them(
    who: str, content: bytes, charset: str, text: str
) -> None:
    answer = response(content, f"Content-Type: text/html; charset={charset}")
    async with talking(answer) as (server, fetcher):
        fetched = await fetcher.fetch(server.url)
    assert fetched.body == content
    assert text in decode(fetched.body, fetched.headers["content-type"], html=True), who
