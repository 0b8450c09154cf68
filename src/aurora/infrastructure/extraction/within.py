"""What stands in a page as a document of its own, and is shown as part of it: components with their
own trees, and frames whose document is written where they are.
"""

import re

from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.attributes import check_attributes
from aurora.infrastructure.extraction.hidden import UNSEEN_STYLE
from aurora.infrastructure.extraction.nesting import too_deep

SHADOW = re.compile(rb"<template(?=\s[^>]{0,300}?\bshadowrootmode\b)", re.IGNORECASE)
OPENED = b"<shadow-root"  # ends with the component that it belongs to
FRAMES, FRAME_LIMIT = 20, 1_000_000


def opened(html: bytes) -> bytes:
    """Give HTML with the trees of components as elements in them
    (https://html.spec.whatwg.org/#attr-template-shadowrootmode).
    """
    return SHADOW.sub(OPENED, html)


def unfold(tree: LexborHTMLParser) -> None:
    """Put what frames hold before them; raises Unreadable."""
    for frame in tree.css("iframe[srcdoc]")[:FRAMES]:
        given = frame.attributes
        html = given["srcdoc"] or ""
        unseen = "hidden" in given or UNSEEN_STYLE.search(given.get("style") or "")
        if unseen or len(html) > FRAME_LIMIT or too_deep(html):
            continue
        check_attributes(html)
        inner = LexborHTMLParser(html).body
        child = inner.child if inner else None
        while child is not None:
            frame.insert_before(child)
            child = child.next
