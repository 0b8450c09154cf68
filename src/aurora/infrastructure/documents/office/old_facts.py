"""What office documents of before 2007 say about themselves: a stream of properties."""

import codecs
import struct
from contextlib import suppress
from datetime import datetime
from io import BytesIO

from olefile import OleFileIO, OleMetadata  # type: ignore[import-untyped]  # it has none

from aurora.domains.transcript import Facts
from aurora.infrastructure.documents.office.facts import AUTHORS, telling
from aurora.infrastructure.documents.stated import stated_title

FAULTS = (OSError, ValueError, LookupError, EOFError, TypeError, AttributeError, struct.error)
WESTERN = "cp1252"
# code pages that Python knows by other names
# (https://learn.microsoft.com/windows/win32/intl/code-page-identifiers)
CODE_PAGES = {
    **{28_590 + part: f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 13, 15)},
    20_866: "koi8-r",
    21_866: "koi8-u",
    50_220: "iso2022-jp",
    51_932: "euc-jp",
    51_949: "euc-kr",
    54_936: "gb18030",
    65_001: "utf-8",
}
WORD_TEXT, BEFORE_1997 = "WordDocument", b"\xdc\xa5"  # how its stream began
EPOCH = 1601  # the year of days that were never written: their time is nought


def old_facts(content: bytes) -> Facts:
    """Give title, authors, subject and days; none where they cannot be read: the text is worth
    more.
    """
    with suppress(*FAULTS), OleFileIO(BytesIO(content)) as file:
        return _facts(file.get_metadata())
    return Facts()


def is_before_1997(content: bytes) -> bool:
    """Tell whether a text is one of Word 6 or 95, whose format is another."""
    with suppress(*FAULTS), OleFileIO(BytesIO(content)) as file:
        held: bytes = file.openstream(WORD_TEXT).read(len(BEFORE_1997))
        return held == BEFORE_1997
    return False


def _facts(said: OleMetadata) -> Facts:
    code = encoding_of(said.codepage)
    return Facts(
        title=stated_title(next(telling([_text(said.title, code)]), "")),
        authors=tuple(dict.fromkeys(telling(AUTHORS.split(_text(said.author, code))))),
        description=_text(said.subject, code) or None,
        published=_day(said.create_time),
        modified=_day(said.last_saved_time),
    )


def encoding_of(page: int | None) -> str:
    """Name the encoding of a code page, which is written as a signed number."""
    number = (page or 0) & 0xFFFF
    with suppress(LookupError):
        return codecs.lookup(CODE_PAGES.get(number, f"cp{number}")).name
    return WESTERN


def _text(said: bytes | str | None, code: str) -> str:
    text = said.decode(code, "replace") if isinstance(said, bytes) else said or ""
    return " ".join(text.replace("\0", " ").split())


def _day(said: datetime | None) -> str | None:
    """Give a moment as RFC 3339; it is kept in UTC."""
    written = isinstance(said, datetime) and said.year > EPOCH
    return f"{said:%Y-%m-%dT%H:%M:%SZ}" if said and written else None
