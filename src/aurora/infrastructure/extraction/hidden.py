"""What stands in a page and is not seen by who looks at it."""

import re
from collections.abc import Collection, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

# what is there for machines that read aloud, marks for who edits or leafs through, and pictures of
# formulas: how to select it, by what stands in the source of pages with some
NEVER_SEEN = {
    b"<dialog": "dialog:not([open])",
    b"sr-only": ".sr-only",
    b"visually-hidden": ".visually-hidden",
    b"visuallyhidden": ".visuallyhidden",
    b"screen-reader-text": ".screen-reader-text",
    b"mw-editsection": ".mw-editsection",
    b"headerlink": ".headerlink",
    b"header-anchor": ".header-anchor",
    b"hash-link": ".hash-link",
    b"footnote-back": ".footnote-backref, .footnote-back, .data-footnote-backref",
    b"data-footnote-backref": "[data-footnote-backref]",
    b"reversefootnote": ".reversefootnote",
    b"mw-cite-backlink": ".mw-cite-backlink",
    b"viewcode-": ".viewcode-link, .viewcode-back",
    b"navheader": ".navheader",
    b"navfooter": ".navfooter",
    b"ttc": "div.ttc[id]",  # what Doxygen tells of a name in code that is pointed at
    b"language-": "[class*=language-] > span.lang",
    b"line-numbers-wrapper": ".line-numbers-wrapper",
    b"katex-html": ".katex-mathml ~ .katex-html, math ~ .katex-html",
    b"mwe-math-fallback": "[class*=mwe-math-mathml] ~ img[class*=mwe-math-fallback], "
    "math ~ img[class*=mwe-math-fallback]",
    b"math/tex": 'script[type^="math/tex" i]',  # stands for what shows its formula
}
# what MediaWiki puts beside what a page is about
NEVER_CONTENT = ".navbox, #toc[role=navigation], .toc[role=navigation], .mw-jump-link, .printfooter"
TITLES, MOST_TITLES = "h1, h2, h3, h4, h5, h6", 500
SIGNS = re.compile(r"[¶#§🔗⚓\s\u200b]*")
HIDING = '[hidden], [style*="display" i], [style*="visibility" i]'
PERHAPS_SEEN = f"noscript, [aria-hidden=true], {HIDING}"
UNSEEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
DECORATION_LIMIT = 200


def never_seen(
    tree: LexborHTMLParser, selectors: Collection[str] = NEVER_SEEN.values()
) -> frozenset[int]:
    """Give the `mem_id` of what is there for machines alone, or for who edits the page."""
    found = tree.css(", ".join(selectors)) if selectors else ()
    links = (link for title in tree.css(TITLES)[:MOST_TITLES] for link in title.css("a"))
    unread = {one.mem_id for node in found for one in _unread(node)}
    return frozenset(unread.union(link.mem_id for link in links if _leads_here(link)))


def _leads_here(link: LexborNode) -> bool:
    return bool(SIGNS.fullmatch(link.text_lexbor())) and not link.css_first("img", None)


def never_content(tree: LexborHTMLParser) -> frozenset[int]:
    """Give the `mem_id` of what is seen and is no content on any page of MediaWiki."""
    return frozenset(node.mem_id for node in tree.css(NEVER_CONTENT))


def _unread(node: LexborNode) -> Iterator[LexborNode]:
    """Give the node; of a formula that waits in a script rather what MathJax 2 put before it to
    show it (https://docs.mathjax.org/en/v2.7-latest/advanced/model.html).
    """
    if node.tag != "script":
        yield node
        return
    before = node.prev
    while before is not None:
        if "MathJax" in (before.attributes.get("class") or ""):
            yield before
        elif before.tag != "-text" or (before.text_content or "").strip():
            return
        before = before.prev


def hidden(tree: LexborHTMLParser) -> frozenset[int]:
    """Give the `mem_id` of every element that is not seen, nor what it holds."""
    return never_seen(tree) | not_now(tree)


def not_now(tree: LexborHTMLParser) -> frozenset[int]:
    """Give the `mem_id` of what scripts, or their absence, would show."""
    return frozenset(node.mem_id for node in tree.css(PERHAPS_SEEN) if not _seen(node))


def unseen(node: LexborNode) -> bool:
    """Tell whether an element asks not to be shown; a formula only stands behind its picture."""
    given = node.attributes
    if _is_formula(node):
        return False
    if "hidden" in given:
        return given["hidden"] != "until-found" and given.get("role") != "tabpanel"
    return bool(UNSEEN_STYLE.search(given.get("style") or ""))


def _seen(node: LexborNode) -> bool:
    if node.tag == "noscript" or unseen(node):
        return False
    given = node.attributes
    decoration = (given.get("aria-hidden") or "").lower() == "true" and "hidden" not in given
    return not decoration or _is_formula(node) or len(node.text_lexbor()) > DECORATION_LIMIT


def _is_formula(node: LexborNode) -> bool:
    names = node.attributes.get("class") or ""
    return "mwe-math-mathml" in names or "katex-html" in names
