"""Pictures that are no content: outside of figures they decorate, or show what is said beside them;
so do all on pages that offer things.
"""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.infrastructure.extraction.pictures import sign
from aurora.infrastructure.extraction.told_formulas import pictured_formula

ILLUSTRATED = ("article", "documentation", "forum")
ALONE = frozenset(("td", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = ALONE | {"div", "li", "p", "body"}


def decoration(tree: LexborHTMLParser, page_type: str) -> frozenset[int]:
    """Give the `mem_id` of the pictures of a page of such a kind that are no content: all but those
    of figures and those that stand for words.
    """
    pictures = {node.mem_id for node in tree.css("img")}
    if page_type in ILLUSTRATED:
        pictures -= {node.mem_id for node in tree.css("figure img:not(noscript img)")}
    return frozenset(pictures - {node.mem_id for node in tree.css("img[alt]") if _says(node)})


def _says(node: LexborNode) -> bool:
    """Tell whether a picture stands for words: as emoji and formulas do, or alone in a cell or a
    heading.
    """
    if not (node.attributes.get("alt") or "").strip():
        return False
    around = node.parent
    while around is not None and around.tag not in BLOCKS:
        around = around.parent
    alone = around is not None and around.tag in ALONE and not around.text_lexbor().strip()
    return alone or sign(node) is not None or pictured_formula(node) is not None
