"""What stands in a page and is not seen by who looks at it."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

# what is there for machines that read aloud, marks for who edits, and pictures of formulas
NEVER_SEEN = ", ".join(
    (
        "dialog:not([open])",
        ".sr-only",
        ".visually-hidden",
        ".visuallyhidden",
        ".screen-reader-text",
        ".mw-editsection",
        ".headerlink",
        ".hash-link",
        ".katex-html",
        "img[class*=mwe-math-fallback]",
    )
)
PERHAPS_SEEN = 'noscript, [hidden], [aria-hidden=true], [style*="display"], [style*="visibility"]'
UNSEEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
DECORATION_LIMIT = 200


def never_seen(tree: LexborHTMLParser) -> frozenset[int]:
    """Give the `mem_id` of what is there for machines alone, or for who edits the page."""
    return frozenset(node.mem_id for node in tree.css(NEVER_SEEN))


def hidden(tree: LexborHTMLParser) -> frozenset[int]:
    """Give the `mem_id` of every element that is not seen, nor what it holds."""
    return never_seen(tree) | not_now(tree)


def not_now(tree: LexborHTMLParser) -> frozenset[int]:
    """Give the `mem_id` of what scripts, or their absence, would show."""
    return frozenset(node.mem_id for node in tree.css(PERHAPS_SEEN) if not _seen(node))


def _seen(node: LexborNode) -> bool:
    if node.tag == "noscript":
        return False
    given = node.attributes
    if "mwe-math-mathml" in (given.get("class") or ""):
        return True  # the formula itself, hidden behind its picture
    if "hidden" in given:
        return given["hidden"] == "until-found" or given.get("role") == "tabpanel"
    if UNSEEN_STYLE.search(given.get("style") or ""):
        return False
    decoration = (given.get("aria-hidden") or "").lower() == "true"
    return not decoration or len(node.text_lexbor()) > DECORATION_LIMIT
