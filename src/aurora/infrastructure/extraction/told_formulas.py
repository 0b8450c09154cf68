"""Formulas that a page shows by other means, and tells in TeX: those of pictures and of KaTeX."""

import re

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.charset import CONTROL
from aurora.infrastructure.extraction.formulas import Formula, bare

# as WordPress, QuickLaTeX, MediaWiki and CodeCogs show them
PICTURED = re.compile(
    r"(?:^|\s)(?:latex|mwe-math-fallback-image-\w+|ql-img-(?:inline-formula|displayed-equation))"
    r"(?:\s|$)"
)
DRAWN = re.compile(r"//latex\.codecogs\.com/|/latex\.php\?latex=")
STYLE = re.compile(r"^\\(?:displaystyle|textstyle)(?![a-zA-Z])\s*")


def pictured_formula(picture: LexborNode) -> Formula | None:
    """Give the formula that is seen on a picture."""
    given = picture.attributes
    names = given.get("class") or ""
    if not (PICTURED.search(names) or DRAWN.search(given.get("src") or "")):
        return None
    tex = bare(CONTROL.sub("", given.get("alt") or given.get("title") or ""))
    return Formula(STYLE.sub("", tex), True, "display" in names) if tex else None


def marked_formula(node: LexborNode) -> Formula | None:
    """Give the formula of an element in which KaTeX shows it."""
    given = node.attributes.get("data-math")
    if not given or not node.css_first(".katex", None):
        return None
    tex = bare(given)
    return Formula(tex, True, node.tag == "div") if tex else None
