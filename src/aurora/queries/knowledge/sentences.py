"""Sentences of a Markdown text in Portuguese or English, with their exact places."""

import re
from collections.abc import Iterator

OWN_LINE = r"[ \t]*(?:\#{1,6}[ \t]|\|)"
MARKED_LINE = r"[ \t]*(?:```|~~~|>|[-*+][ \t]|\d{1,3}[.)][ \t]|$)"
QUOTED = r"[ \t]*(?:>[ \t]?)+"
QUOTED_BEFORE = re.compile(rf"^{QUOTED}\Z", re.MULTILINE)
BLOCK = re.compile(
    rf"""
    ^[ \t]*(?P<fence>```|~~~).*?(?:^[ \t]*(?P=fence)[^\n]*$|\Z)   # code
    | (?P<own>^{OWN_LINE}[^\n]*$)                                 # a heading, a row of a table
    | ^(?P<quoted>{QUOTED})(?!{OWN_LINE}|>)[^\n]*\S[^\n]*          # a paragraph of a quotation
      (?:\n(?P=quoted)(?!{OWN_LINE}|{MARKED_LINE})[^\n]*)*
    | ^[^\n]*\S[^\n]*                                             # a paragraph or a list item
      (?:\n(?!{OWN_LINE}|{MARKED_LINE})[^\n]*)*
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]*_~]*(?=\s)|[。！？]+[」』”’）)]*")
SYMBOL = r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"  # a sign or an emoji
NEXT = re.compile(rf"\s*(?:(?<=\n){QUOTED})?[\"'“‘„«(\[*_~¿¡「『（]*(?P<first>[^\W_]|`|{SYMBOL})")
LAST_TOKEN = re.compile(r"[^\s(\[\"“«*_~]*\Z")
JOINT = re.compile(r"\.[-–/]")
INITIALS = re.compile(r"(?:\w\.)*[^\W\d_]")
UNIT = re.compile(r"\d\s+[a-z]\Z")
OPENER = re.compile(
    r"""
    \.\s+(?: A | And | At | But | For | He | If | In | It | Its | She | That | The | There | These
    | They | This | Those | We | When | As | Com | Ela | Elas | Ele | Eles | Em | Essa | Esse | Esta
    | Este | Isso | Isto | Mas | Na | Nas | No | Nos | O | Os | Para | Quando | Um | Uma )\s
    """,
    re.VERBOSE,
)
NUMBER = re.compile(r"\.\s+\d")
NUMBER_IN_LINE = re.compile(r"\.[ \t]+\d")
STRUCK = "~~"
SHORT = 4
REACH = 40
ABBREVIATIONS = frozenset(
    """
    adm al approx apr aprox aug av capt cf cia corp dec dept dez dr dra drs e.g ed eds eng ex
    exa excl exma exmo feb fev gen gov hon i.e inc incl jan jr jul lt ltd ltda maj mr mrs ms mt
    nov nº num oct p.ex pág pag págs ph phd pres prof profa profs rep rev séc sen sep sept sgt
    sr sra sras srs srta st sta sto tel univ vs
    """.split()  # noqa: SIM905  a list of words reads best as text
)
BEFORE_NUMBERS = frozenset(
    """
    ago ap apto art arts ca cap caps cel ch chap chaps circa col dom eq eqs fax fig figs fri mai
    mar máx max mín min mon no nos out p pp proc qua qui ram sáb sab sat sec sect seg set sex
    sun tab ter thu thur thurs tue tues ver vol vols wed
    """.split()  # noqa: SIM905  a list of words reads best as text
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the character ranges of the sentences within `[start, end)`, in order.

    Headings, table rows and code blocks stand alone; paragraphs and list items are cut at full
    stops, but not where they are struck, so that each sentence shows it. Only white space lies
    outside of the ranges.
    """
    first = _first(text, start)
    for block in BLOCK.finditer(text[first:end]):
        left = first + block.start()
        whole = text[left : first + block.end()]
        for piece_start, piece_end in _pieces(whole, alone=bool(block["fence"] or block["own"])):
            begin = max(left + piece_start, start)
            piece = text[begin : left + piece_end]
            if stripped := piece.strip():
                begin += piece.index(stripped[0])
                yield begin, begin + len(stripped)


def _first(text: str, start: int) -> int:
    """Give where the line begins if only the marks of quotations stand before `start`."""
    line = text.rfind("\n", 0, start) + 1
    return line if QUOTED_BEFORE.match(text[line:start]) else start


def _pieces(block: str, *, alone: bool) -> Iterator[tuple[int, int]]:
    begin = 0
    for stop in () if alone else END.finditer(block):
        within = block.count(STRUCK, begin, stop.end()) % 2
        if not within and _begins(block, stop.end()) and not _abbreviated(block, stop.start()):
            yield begin, stop.end()
            begin = stop.end()
    yield begin, len(block)


def _begins(block: str, place: int) -> bool:
    """Tell whether a sentence may begin there: with anything but a small letter."""
    following = NEXT.match(block, place)
    return following is not None and not following["first"].islower()


def _abbreviated(block: str, stop: int) -> bool:
    if block[stop] != ".":
        return False
    token = LAST_TOKEN.search(block, max(0, stop - REACH), stop)
    last = JOINT.split(token[0])[-1] if token else ""
    if last.isdecimal():
        return not block[:stop].strip("#>*-+ \t\n0123456789")
    if last.lower() in ABBREVIATIONS or _before_number(last, block, stop):
        return True
    return INITIALS.fullmatch(last) is not None and _of_a_name(block, stop)


def _before_number(last: str, block: str, stop: int) -> bool:
    """Tell whether a number follows what is shortened before numbers: known words, and within a
    line short ones in small letters.
    """
    if last.lower() in BEFORE_NUMBERS:
        return NUMBER.match(block, stop) is not None
    short = len(last) <= SHORT and last.isalpha() and last.islower()
    return short and NUMBER_IN_LINE.match(block, stop) is not None


def _of_a_name(block: str, stop: int) -> bool:
    """Tell initials from a unit after its number, and from a letter that ends a sentence, as the
    next one's first word tells.
    """
    ends = UNIT.search(block, max(0, stop - REACH), stop) or OPENER.match(block, stop)
    return ends is None
