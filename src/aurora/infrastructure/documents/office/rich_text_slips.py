"""What programs write into rich text in ways of their own, rewritten as anydoc reads it."""

import re

from aurora.infrastructure.documents.office.rich_text import code_page, spoken

# the mark of a group where none begins, and no escaped backslash before a star
ASIDE = re.compile(rb"\\\*(?<!\{\\\*)(?<!\{\s\\\*)(?<!\{\r\n\\\*)(?<!\\\\\*)")
NOTHING = b"\r\n"  # as long, for what counts bytes
STYLE = re.compile(
    rb"(\{\s*\\s\d+)((?:\\(?!u-?\d)[a-z]+-?\d* ?|\{[^{}]*\}|\s)*+)"
    rb"((?:\\'[0-9a-f]{2}|\\u-?\d{1,6} ?|[^\\{};,])++)(?=[;,])",
    re.IGNORECASE,
)
LEVEL = b"\\outlinelevel"
HEADINGS = (
    "heading", "Überschrift", "título", "titulo", "cabeçalho", "encabezado", "titre", "titolo",
    "intestazione", "kop", "nagłówek", "rubrik", "overskrift",
)  # fmt: skip
TITLES = ("title", "titel", "título", "titulo", "titre", "titolo", "tytuł", "tittel")
TITLE = re.compile("|".join(TITLES), re.IGNORECASE)
HEADING = re.compile(rf"(?:{'|'.join(HEADINGS)}) ?([1-9])", re.IGNORECASE)


def mended(content: bytes) -> bytes:
    """Give the document with the levels of titles and headings that the names of their styles tell,
    and without marks that would hide all that follows.
    """
    code = code_page(content)
    return STYLE.sub(lambda style: _levelled(style, code), ASIDE.sub(NOTHING, content))


def _levelled(style: re.Match[bytes], code: str) -> bytes:
    begin, looks, name = style.groups()
    level = _level(spoken(name.decode("latin-1"), code))
    if level is None or LEVEL in looks:
        return style[0]
    return b"%s%s%d%s%s" % (begin, LEVEL, level, looks, name)


def _level(name: str) -> int | None:
    """Give the level, from 0, of headings in a style of that name; the title of the whole is on the
    first, as in other texts of office programs.
    """
    heading = HEADING.fullmatch(name)
    if heading:
        return int(heading[1]) - 1
    return 0 if TITLE.fullmatch(name) else None
