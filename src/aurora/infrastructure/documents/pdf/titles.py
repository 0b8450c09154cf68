"""Titles that a table of contents names, and the numbers before them."""

import re
from itertools import pairwise

from aurora.infrastructure.documents.pdf.leaders import LEADER, text_of
from aurora.infrastructure.documents.pdf.strips import Row

NUMBER = re.compile(
    r"(?:(?:chapter|part|figure|table|appendix|cap[ií]tulo|parte|figura|tabela|quadro|anexo"
    r"|apêndice|kapitel|teil|abbildung|tabelle|anhang|chapitre) ?)?"
    r"(?:\d{1,3}|[A-Z]|[IVX]{1,5})(?:[.\-]\d{1,3})*[.:)]?",
    re.IGNORECASE,
)
LETTER = re.compile(r"[^\W\d_]")
FREE, INDENT = 1.0, 6.0  # of the size: before a page at least, and from a number to its title


def is_title(row: Row, page: str = "") -> bool:
    """Tell whether what stands before a page is one title, with a number close before it or none:
    that of another column stands further away.
    """
    parts = parts_of(row)
    texts = [LEADER.sub("", text_of(part)) for part in parts]
    texts[-1] = texts[-1].removesuffix(page)
    texts = [text.strip(" .·…") for text in texts]
    said = [(text, part) for text, part in zip(texts, parts, strict=True) if text]
    if not said or not LETTER.search(said[-1][0]) or len(said) > 2:
        return False
    (number, _), (_, title) = said[0], said[-1]
    close = title[0].box.left - row[0].box.left < INDENT * title[0].box.height
    return len(said) == 1 or (close and NUMBER.fullmatch(number) is not None)


def parts_of(row: Row) -> list[Row]:
    """Give what stands between places where as much is free as before a page."""
    cuts = [
        at
        for at, (one, other) in enumerate(pairwise(row), 1)
        if other.box.left - one.box.right >= FREE * other.box.height
    ]
    return [row[start:end] for start, end in pairwise([0, *cuts, len(row)])]
