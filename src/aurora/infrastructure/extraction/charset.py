"""Bytes to text: byte order mark, header, meta element or XML declaration, then what the bytes
look like.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aurora.domains.text_types import unmarked
from aurora.infrastructure.extraction.damaged import damaged
from aurora.infrastructure.extraction.latin import ASCII, WESTERN, latin
from aurora.infrastructure.extraction.older import older

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF8, GUESSED = "utf-8", "guessed"
# labels that browsers read as something wider (https://encoding.spec.whatwg.org/#names-and-labels)
WIDER = {
    "iso8859-1": WESTERN,
    "ascii": WESTERN,
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# labels of the same standard that Python knows by another name
ALIASES = {
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "windows-949": "cp949",
    "logical": "iso8859-8",
    "visual": "iso8859-8",
}
VARIANT = re.compile(r"^x-|(?<=[68])-[ie]$")
# of Python's codecs those that pages may name: no UTF-16 without a mark, no escapes, no punycode
TEXTUAL = re.compile(
    r"utf-8|ascii|iso8859|iso2022|cp\d|koi8|gb|big5|euc|shift_jis|mac|tis|hz|johab|hp|kz|ptcp"
)
HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.+-]+)", re.IGNORECASE)
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.+-]+)", re.IGNORECASE)
XML_CHARSET = re.compile(rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)")
HIDDEN = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL
)
TAG = re.compile(rb"<[^<>]*>")
META_WITHIN, WORDS_WITHIN = 4_096, 200_000
SAMPLE = 10_000
FOREIGN = 0.3
BYTES, MANY = bytes(range(256)), 8
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# a text whose UTF-8 has no others holds neither control characters nor foreign line ends, and that
# is ten times faster to see; those of several bytes are seen by their first
LONGER = {
    0xC2: re.compile(rb"\xc2[\x80-\x9f]"),
    0xED: re.compile(rb"\xed[\xa0-\xbf]"),
    0xEF: re.compile(rb"\xef\xbf[\xbe\xbf]"),
}
PLAIN = bytes({*range(256)} - {*range(9), *range(11, 32), 127, *LONGER})
LINE_ENDS = frozenset(b"\r\f\v")
ESCAPE = 0x1B
COLOURED = re.compile(r"\x1b\[[\d;?]*[ -/]*[@-~]")  # as terminals are told of looks (ECMA-48, 5.4)
BINARY = 0.02
STRAY = 4


class NotText(ValueError):
    """The bytes are no text."""


class Text(NamedTuple):
    """A text, and the same in UTF-8."""

    text: str
    utf8: bytes


def decode(content: bytes, content_type: str = "", *, html: bool = False) -> str:
    """Give the text with `\n` line ends and no control characters; raise NotText for binary."""
    return clean(content, content_type, html=html).text


def clean(content: bytes, content_type: str = "", *, html: bool = False) -> Text:
    """Give what `decode` gives, in UTF-8 too: most pages are written in it already."""
    text, codec = _decoded(content, content_type, html=html)
    utf8 = content if codec == UTF8 else text.encode("utf-8", "surrogatepass")
    odd = frozenset(utf8.translate(None, PLAIN))
    text = COLOURED.sub("", text) if ESCAPE in odd else text
    control = CONTROL.findall(text) if _has_control(utf8, odd) else ()
    if not control and odd.isdisjoint({*LINE_ENDS, ESCAPE}):
        return Text(text, utf8)
    if len(control) > STRAY + BINARY * len(text) or (not html and "\0" in control):
        raise NotText("the content is binary")
    text = CONTROL.sub("", text) if control else text
    text = text.replace("\r\n", "\n")
    for line_end in ("\r", "\f", "\v"):
        text = text.replace(line_end, "\n")
    return Text(text, text.encode())


def _has_control(utf8: bytes, odd: frozenset[int]) -> bool:
    """Tell whether there are control characters, by those of its bytes that are `odd`."""
    if odd - LINE_ENDS - LONGER.keys():
        return True
    return any(LONGER[first].search(utf8) for first in odd & LONGER.keys())


def _decoded(content: bytes, content_type: str, *, html: bool) -> tuple[str, str]:
    """Give the text and the codec that it was written in."""
    for mark, codec in MARKS:
        if content.startswith(mark):
            return content.decode(codec, "replace"), codec
    if wide := unmarked(content):
        return content.decode(wide, "replace"), wide
    declared = tuple(_declared(content, content_type, html=html))
    for codec in declared:
        try:
            return content.decode(codec), codec
        except UnicodeError:
            continue
    return _damaged(content, dict.fromkeys((UTF8, *declared))) or _guessed(content), GUESSED


def _declared(content: bytes, content_type: str, *, html: bool) -> Iterator[str]:
    """Give the codecs that are named, first those of who is believed first."""
    header = HEADER_CHARSET.search(content_type)
    stated = tuple(_codec(header[1])) if header else ()
    within = tuple(_within(content[:META_WITHIN])) if html else ()
    if not stated and within and _was_saved(content, within[0]):
        yield UTF8
    yield from (*stated, *within, UTF8)


def _within(head: bytes) -> Iterator[str]:
    if meta := META_CHARSET.search(HIDDEN.sub(b"", head)):
        yield from _codec(meta[1].decode("ascii", "replace"))
    if declared := XML_CHARSET.match(head):
        yield from _codec(declared[1].decode("ascii", "replace"))


def _was_saved(content: bytes, codec: str) -> bool:
    """Tell whether a page may have been written anew in UTF-8 and name the codec that it was sent
    in: one of a byte for each character, in which texts that are UTF-8 too make no sense.
    """
    single = len(BYTES.decode(codec, "replace")) == len(BYTES)
    return single and len(content.translate(None, ASCII)) >= MANY


def _codec(label: str) -> Iterator[str]:
    plain = VARIANT.sub("", label.lower())
    try:
        name = codecs.lookup(ALIASES.get(plain, plain)).name
    except LookupError:
        return
    if TEXTUAL.match(name):
        yield WIDER.get(name, name)


def _damaged(content: bytes, likely: Iterable[str]) -> str | None:
    """Read what has a few damaged characters; but who names the codec of Western Europe, in which
    bytes have no meaning, may as well have named none.
    """
    named = (damaged(content, codec) for codec in likely if codec != WESTERN)
    return next(filter(None, named), None)


def _guessed(content: bytes) -> str:
    words = TAG.sub(b" ", HIDDEN.sub(b"", content[:WORDS_WITHIN]))
    return content.decode(older(words) or latin(words) or _foreign(content) or WESTERN, "replace")


def _foreign(content: bytes) -> str | None:
    """Guess the codec of what is in another script; nothing of what is mostly ASCII."""
    from charset_normalizer import from_bytes

    sample = content[:SAMPLE]
    high = sum(byte > 127 for byte in sample)
    guess = from_bytes(sample).best() if high > FOREIGN * len(sample) else None
    return guess.encoding if guess else None
