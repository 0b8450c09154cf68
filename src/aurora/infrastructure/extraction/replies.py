"""What people say of what a page is about: comments, answers and reviews."""

import re

from selectolax.lexbor import LexborNode

PAGE = frozenset({"article", "main"})
REPLY = re.compile(r"(?<!\S)(?:comment|\w+Answer)(?!\S)|/(?:Comment|Answer)(?!\S)")
REVIEW = re.compile(r"(?<!\S)reviews?(?!\S)|/\w*Review(?!\S)")


def is_reply(element: LexborNode) -> bool:
    """Tell whether an element is somebody's word on what the page is about, and not the page."""
    given = element.attributes
    told = f"{given.get('itemprop')} {given.get('itemtype')}"
    if REPLY.search(told):
        return True
    said = told if element.tag in PAGE else f"{told} {given.get('class')}"
    return bool(REVIEW.search(said)) and element.css_first("h1", None) is None
