"""Whether an expression is XPath 1.0: libxml2 refuses unknown names only where it comes upon them
in a page (https://www.w3.org/TR/1999/REC-xpath-19991116/).
"""

import re

import lxml.html
from lxml.etree import XPath, XPathError

LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
VARIABLE = re.compile(r"\$")
PREFIXED = re.compile(r"(?<![\w.-])(?!xml:)[^\W\d][\w.-]*+:(?!:)")
CALLED = re.compile(r"(?<![\w.-])([^\W\d][\w.-]*+)\s*+\(")
CALLABLE = frozenset(
    """
    last position count id local-name namespace-uri name string concat starts-with contains
    substring-before substring-after substring string-length normalize-space translate boolean not
    true false lang number sum floor ceiling round comment text processing-instruction node and or
    div mod
    """.split()  # noqa: SIM905  a list of words reads best as text
)
EMPTY = lxml.html.document_fromstring("<p></p>")


def readable(expression: str) -> bool:
    """Tell whether an expression can be read: it names no function, prefix or variable that is not
    there, and says something of a page.
    """
    names = LITERAL.sub("''", expression)
    if VARIABLE.search(names) or PREFIXED.search(names):
        return False
    if not CALLABLE.issuperset(CALLED.findall(names)):
        return False
    try:
        XPath(expression, regexp=False)(EMPTY)
    except XPathError:
        return False
    return True
