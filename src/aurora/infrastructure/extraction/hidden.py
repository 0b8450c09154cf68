"""What stands in a page and is not seen by who looks at it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

# what is there for machines that read aloud, marks for who edits or leafs through, and pictures of
# formulas
NEVER_SEEN = ", ".join(
    (
        "dialog:not([open])",
        ".sr-only",
        ".visually-hidden",
        ".visuallyhidden",
        ".screen-reader-text",
        ".mw-editsection",
        ".headerlink",
        ".header-anchor",
        ".hash-link",
        ".footnote-backref",
        ".footnote-back",
        ".reversefootnote",
        "[data-footnote-backref]",
        ".data-footnote-backref",
        ".mw-cite-backlink",
        ".viewcode-link",
        ".viewcode-back",
        ".navheader",
        ".navfooter",
        "div.ttc[id]",  # what Doxygen tells of a name in code that is pointed at
        "[class*=language-] > span.lang",
        ".line-numbers-wrapper",
        ".katex-mathml ~ .katex-html",
        "math ~ .katex-html",
        "[class*=mwe-math-mathml] ~ img[class*=mwe-math-fallback]",
        "math ~ img[class*=mwe-math-fallback]",
        'script[type^="math/tex" i]',  # stands for what shows its formula
    )
)
MEDIAWIKI = b"mediawiki"  # puts beside what a page is about:
NEVER_CONTENT = ".navbox, #toc[role=navigation], .toc[role=navigation], .mw-jump-link, .printfooter"
TITLES, MOST_TITLES = "h1, h2, h3, h4, h5, h6", 500
SIGNS = re.compile(r"[¶#§🔗⚓\s\u200b]*")
HIDING = '[hidden], [style*="display" i], [style*="visibility" i]'
PERHAPS_SEEN = f"noscript, [aria-hidden=true], {HIDING}"
UNSEEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
DECORATION_LIMIT = 200


def never_seen(tree: LexborHTMLParser) -> frozenset[int]:
    """Give the `mem_id` of what is there for machines alone, or for who edits the page."""
    unread = frozenset(one.mem_id for node in tree.css(NEVER_SEEN) for one in _unread(node))
    links = (link for title in tree.css(TITLES)[:MOST_TITLES] for link in title.css("a"))
    return unread.union(link.mem_id for link in links if _leads_here(link))


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
