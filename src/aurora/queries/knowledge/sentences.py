"""Sentences of a Markdown text in Portuguese or English, with their exact places."""

import re
from collections.abc import Iterator

OWN_LINE = r"[ \t]*(?:\#{1,6}[ \t]|\|)"
BLOCK = re.compile(
    rf"""
    ^[ \t]*(?P<fence>```|~~~).*?(?:^[ \t]*(?P=fence)[^\n]*$|\Z)   # code
    | (?P<own>^{OWN_LINE}[^\n]*$)                                 # a heading, a row of a table
    | ^[^\n]*\S[^\n]*                                             # a paragraph or a list item
      (?:\n(?!{OWN_LINE}|[ \t]*(?:```|~~~|>|[-*+][ \t]|\d{{1,3}}[.)][ \t]|$))[^\n]*)*
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?=\s)")
NEXT = re.compile(r"\s+[\"'“‘«(\[*_¿¡]*(?:[^\W_a-zà-öø-ÿ]|`)")
LAST_TOKEN = re.compile(r"[^\s(\[\"“«*_]*\Z")
INITIALS = re.compile(r"(?:\w\.)*[^\W\d_]")
NUMBER = re.compile(r"\.\s+\d")
REACH = 40
ABBREVIATIONS = frozenset(
    """
    al approx apr aug av capt cf cia corp dec dept dr dra drs ed eds eng exa exma exmo feb gen
    gov inc jan jr jul lt ltd ltda mr mrs ms mt nov nº num oct pág pag págs ph phd prof profa
    profs rep rev séc sen sep sept sgt sr sra sras srs srta st sta sto tel univ vs
    """.split()  # noqa: SIM905  a list of words reads best as text
)
BEFORE_NUMBERS = frozenset({"no", "art", "p", "pp", "fig", "figs", "vol", "sec", "cap", "col"})


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the character ranges of the sentences within `[start, end)`, in order.

    Headings, table rows and code blocks stand alone; paragraphs and list items are cut at full
    stops. Only white space lies outside of the ranges.
    """
    for block in BLOCK.finditer(text[start:end]):
        left = start + block.start()
        whole = text[left : start + block.end()]
        for piece_start, piece_end in _pieces(whole, alone=bool(block["fence"] or block["own"])):
            piece = whole[piece_start:piece_end]
            if stripped := piece.strip():
                begin = left + piece_start + piece.index(stripped[0])
                yield begin, begin + len(stripped)


def _pieces(block: str, *, alone: bool) -> Iterator[tuple[int, int]]:
    begin = 0
    for stop in () if alone else END.finditer(block):
        if NEXT.match(block, stop.end()) and not _abbreviated(block, stop.start()):
            yield begin, stop.end()
            begin = stop.end()
    yield begin, len(block)


def _abbreviated(block: str, stop: int) -> bool:
    if block[stop] != ".":
        return False
    token = LAST_TOKEN.search(block, max(0, stop - REACH), stop)
    last = token[0] if token else ""
    if last.isdecimal():
        return not block[:stop].strip("#>*-+ \t\n0123456789")
    if last.lower() in BEFORE_NUMBERS and NUMBER.match(block, stop):
        return True
    return last.lower() in ABBREVIATIONS or bool(INITIALS.fullmatch(last))
