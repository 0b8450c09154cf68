"""The page that Outlook made rich text of, as that keeps it (MS-OXRTFEX)."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from aurora.infrastructure.documents.office.old_facts import encoding_of
from aurora.infrastructure.documents.office.rich_text import code_page
from aurora.infrastructure.documents.office.rich_text_tokens import number_of, tokens

MADE_OF = re.compile(rb"\\from(html1|text)(?![a-zA-Z0-9])")
WITHIN = 1_024
WIDE = "utf-16-le"  # of characters by their numbers, which may be halves of one
TAG, BESIDE = b"htmltag", b"htmlrtf"  # a piece of the page, and what only rich text says
FONT, NUMBERED, STAND_INS, ASIDE = b"f", b"u", b"uc", b"\\*"
UNSAID = frozenset({b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict"})
FONTS = re.compile(rb"\\f(\d{1,5})(?!\d)[^{};]*?\\fcharset(\d{1,3})")
# the code pages of the character sets that fonts are of
CHARSETS = {
    77: 10_000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254,
    163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}  # fmt: skip
WORDS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"endash": "–", b"emdash": "—",
}  # fmt: skip
SIGNS = {rb"\~": "&nbsp;", rb"\_": "&shy;", rb"\{": "{", rb"\}": "}", rb"\\": "\\"}
LINES = re.compile(rb"[\r\n]+")


class Group(NamedTuple):
    """What holds within a group: whether it is told, and the code page of its bytes."""

    told: bool
    beside: bool
    codec: str


def made_of(content: bytes) -> str:
    """Tell what rich text was made of: `html1`, `text`, or nothing else."""
    found = MADE_OF.search(content[:WITHIN])
    return found[1].decode() if found else ""


def page_within(content: bytes) -> str:
    """Give the page that rich text was made of."""
    pieces = groupby(Page(content).pieces(), itemgetter(1))
    return "".join(
        b"".join(piece for piece, _ in alike).decode(codec, "replace") for codec, alike in pieces
    )


class Page:
    """Takes a page out of rich text, token by token."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        codec = code_page(content)
        self._codecs = {
            font[1]: encoding_of(CHARSETS[number])
            if (number := int(font[2])) in CHARSETS
            else codec
            for font in FONTS.finditer(content)
        }
        self._now = Group(told=True, beside=False, codec=codec)
        self._around: list[Group] = []
        self._aside = False
        self._stand_ins, self._left = 1, 0  # for a character, and how many of them are to come

    def pieces(self) -> Iterator[tuple[bytes, str]]:
        """Give the pieces of the page, each with its codec."""
        for token, _ in tokens(self._content):
            if token[0] == b"{":
                self._around.append(self._now)
            elif token[0] == b"}":
                self._now = self._around.pop() if self._around else self._now
            elif token[0] == ASIDE:
                self._aside = True
            else:
                yield from self._said(token)

    def _said(self, token: re.Match[bytes]) -> Iterator[tuple[bytes, str]]:
        word = token["word"]
        if word:
            self._turn(word, token)
            text = self._character(token) if word == NUMBERED else WORDS.get(word, "")
        else:
            text = SIGNS.get(token[0], "")
        said = b"" if word or text else self._passed(_bytes(token[0]))
        if (said or text) and self._now.told and not self._now.beside:
            wide = text.encode(WIDE, "surrogatepass")
            yield (wide, WIDE) if wide else (said, self._now.codec)

    def _turn(self, word: bytes, token: re.Match[bytes]) -> None:
        """Take in what a word changes for those that follow."""
        number, aside, self._aside = number_of(token), self._aside, False
        if word in UNSAID or (aside and word != TAG):
            self._now = self._now._replace(told=False)
        elif word == BESIDE:
            self._now = self._now._replace(beside=number != 0)
        elif word == FONT:
            codec = self._codecs.get(token["number"] or b"", self._now.codec)
            self._now = self._now._replace(codec=codec)
        elif word == STAND_INS:
            self._stand_ins = number or 0

    def _character(self, token: re.Match[bytes]) -> str:
        self._left = self._stand_ins
        return chr((number_of(token) or 0) % 0x10000)

    def _passed(self, said: bytes) -> bytes:
        """Leave out what stands in for a character by its number."""
        passed = min(self._left, len(said))
        self._left -= passed
        return said[passed:]


def _bytes(written: bytes) -> bytes:
    if written.startswith(b"\\'"):
        return bytes.fromhex(written[2:].decode())
    return b"" if written.startswith(b"\\") else LINES.sub(b"", written)
