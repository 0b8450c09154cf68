"""XHTML written as HTML: elements that end themselves there would stay open here."""

import re

from aurora.infrastructure.extraction.charset import XML_CHARSET, Text

MEDIA_TYPE = "application/xhtml+xml"
ENDED = re.compile(r"<([a-zA-Z][\w:.-]*+)([^<>]*+)(?<=/)>")
VOID = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr
    """.split()  # noqa: SIM905  a list of words reads best as text
)


def as_html(page: Text) -> Text:
    """Give a page with an end for each element that ends itself."""
    text = ENDED.sub(_ended, page.text)
    return Text(text, text.encode())


def content_type(content: bytes) -> str:
    """Give the type with the encoding that XHTML declares."""
    declared = XML_CHARSET.match(content[:400])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    return f"{MEDIA_TYPE}; charset={encoding}"


def _ended(found: re.Match[str]) -> str:
    name, rest = found[1], found[2].removesuffix("/")
    return found[0] if name.lower() in VOID else f"<{name}{rest}></{name}>"
