"""Formats of numbers as Excel takes them, quoted and named as its standard has them (ECMA-376,
part 1, 18.8.31).
"""

import re

SECTION = re.compile(r'(?:"[^"]*"?|\\.|\[[^\]]*\]?|[^;])+')
SCRIPT = r"\[(?:DB|Nat)Num[^\]]*\]?"  # in which script digits are written
SETTLED = r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]?|General|AM/PM|A/P'
PLACE = re.compile(rf"(?:{SETTLED}|s\.0+|[^#?0])*+[#?0]", re.IGNORECASE)
OF_NUMBERS = re.compile(
    rf"{SCRIPT}|(?P<settled>{SETTLED}|E[+-])|(?P<text>(?:[a-z]|[^\x00-\x7f])+)", re.IGNORECASE
)
OF_DAYS = re.compile(
    rf"{SCRIPT}|(?P<settled>{SETTLED})|(?P<year>e+|b{{2,4}})|(?P<text>g+|aaaa?|[^\x00-\x7f]+)"
)


def understood(code: str) -> str:
    """Give a format with its texts in quotation marks, as currencies often are not, and with years
    of an era as years; the script of digits is left out.
    """
    return SECTION.sub(lambda found: _section(found[0]), code)


def _section(code: str) -> str:
    return (OF_NUMBERS if PLACE.match(code) else OF_DAYS).sub(_piece, code)


def _piece(found: re.Match[str]) -> str:
    said = found.groupdict()
    if said.get("year"):
        return "yyyy"
    return f'"{said["text"]}"' if said["text"] else said["settled"] or ""
