"""Why an expression is no XPath 1.0: libxml2 refuses unknown names only where it comes upon them
in a page (https://www.w3.org/TR/1999/REC-xpath-19991116/).
"""

import re

import lxml.html
from lxml.etree import XPath, XPathError, XPathSyntaxError

LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
VARIABLE = re.compile(r"\$[\w.:-]*+")
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


def xpath_fault(expression: str) -> str | None:
    """Tell what is wrong with an expression: that it names a function, prefix or variable that is
    not there, or says nothing of a page; None where it can be read.
    """
    if unknown := _unknown(LITERAL.sub("''", expression)):
        return unknown
    try:
        XPath(expression, regexp=False)(EMPTY)
    except XPathSyntaxError:
        return "it is no XPath 1.0"
    except XPathError as error:
        return str(error).lower()
    return None


def _unknown(names: str) -> str | None:
    """Tell the first name that nothing here has."""
    if found := VARIABLE.search(names):
        return f"there is no variable {found[0]}"
    if found := PREFIXED.search(names):
        prefix = found[0]
        return f"no prefix {prefix} is declared; local-name() knows an element without one"
    unknown = [name for name in CALLED.findall(names) if name not in CALLABLE]
    return f"XPath 1.0 has no function {unknown[0]}()" if unknown else None
