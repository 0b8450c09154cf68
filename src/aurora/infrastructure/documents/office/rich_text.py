"""What an RTF document says about itself."""

import re

from aurora.domains.transcript import Facts
from aurora.infrastructure.documents.office.facts import AUTHORS, telling
from aurora.infrastructure.documents.office.old_facts import encoding_of
from aurora.infrastructure.documents.stated import stated_title

WITHIN = 65_536
INFO = re.compile(rb"\\info\b")
FIELD = r"{{\s*\\{}\s+((?:[^{{}}\\]|\\.)*)}}"
CODE_PAGE = re.compile(rb"\\ansicpg(\d{1,5})")
# a character by its number, with one that stands in for it, or bytes of the code page
PIECE = re.compile(r"\\u(-?\d+) ?(?:\\'[0-9a-fA-F]{2}|\?)?|((?:\\'[0-9a-fA-F]{2}|\\[{}\\]|[^\\])+)")
BYTE = re.compile(r"\\(?:'([0-9a-fA-F]{2})|([{}\\]))")
MOMENT = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")


def rich_text_facts(content: bytes) -> Facts:
    """Give title, authors, subject and day."""
    found = INFO.search(content[:WITHIN])
    if not found:
        return Facts()
    code = code_page(content)
    info = content[found.start() : found.start() + WITHIN].decode("latin-1")
    created = MOMENT.search(info)
    return Facts(
        title=stated_title(_field(info, "title", code)),
        authors=tuple(dict.fromkeys(telling(AUTHORS.split(_field(info, "author", code))))),
        description=_field(info, "subject", code) or None,
        published=f"{created[1]}-{created[2]:0>2}-{created[3]:0>2}" if created else None,
    )


def code_page(content: bytes) -> str:
    """Name the encoding of what is not written by the numbers of Unicode."""
    found = CODE_PAGE.search(content[:WITHIN])
    return encoding_of(int(found[1]) if found else None)


def spoken(written: str, code: str) -> str:
    """Give what is written in bytes of a code page and numbers of Unicode."""
    return _whole(PIECE.sub(lambda piece: _characters(piece, code), written)).strip()


def _field(info: str, name: str, code: str) -> str:
    """Give what a field says, nothing where it is missing."""
    found = re.search(FIELD.format(name), info)
    return spoken(found[1], code) if found else ""


def _whole(text: str) -> str:
    """Join the halves in which characters beyond the first 65,536 are written."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _characters(piece: re.Match[str], code: str) -> str:
    if piece[1]:
        return chr(int(piece[1]) % 0x10000)
    kept = BYTE.sub(lambda byte: chr(int(byte[1], 16)) if byte[1] else byte[2], piece[2])
    return kept.encode("latin-1").decode(code, "replace")
