"""Why a selector of CSS cannot be read: lexbor says only that it cannot
(https://www.w3.org/TR/selectors-4/).
"""

import re

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

QUOTED = re.compile(r"\\.|\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'")
PSEUDO = re.compile(r"(?P<colons>::?)(?P<name>-?[^\W\d][\w-]*+)(?:\((?P<given>[^()]*+)\))?")
ARGUMENTS = ("", "(a)", "(1)")
TEXT, ATTRIBUTE = "text", "attr"  # as Scrapy asks for what is taken of an element
XPATH = re.compile(r"\.{0,2}/|@")
RELATIVE = re.compile(r">|:scope\b")
NO_CSS = "it is no CSS"


def css_fault(selector: str) -> str | None:
    """Tell what is wrong with a selector; None where it can be read."""
    if _is_read(selector):
        return None
    said = selector.strip()
    if XPATH.match(said):
        return f"{NO_CSS}, but looks like XPath, which is given as xpath"
    if RELATIVE.match(said):
        return "it begins with what it is in; for children alone there is xpath"
    faults = map(_fault, PSEUDO.finditer(QUOTED.sub("", said)))
    return next((fault for fault in faults if fault), NO_CSS)


def _fault(found: re.Match[str]) -> str | None:
    name, given = found["name"], found["given"]
    whole = f"{found['colons']}{name}"
    if whole == f"::{TEXT}":
        return f"{whole} is no CSS: the text is taken anyway, unless take says otherwise"
    if whole == f"::{ATTRIBUTE}":
        wanted = f"'{given.strip()}'" if given and given.strip() else "its name"
        return f"{whole} is no CSS: say take 'attribute' and attribute {wanted}"
    if found["colons"] == "::":
        return f"{whole} is nothing that stands in the source of a page"
    known = any(_is_read(f"a{whole}{argument}") for argument in ARGUMENTS)
    return None if known else f"{whole} is not known"


def _is_read(selector: str) -> bool:
    try:
        LexborHTMLParser("<p>").css(selector)
    except (SelectolaxError, ValueError):
        return False
    return True
