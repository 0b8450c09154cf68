"""In which parts of a page an element stands."""

import re
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.replies import is_reply

CONTENT = frozenset({"article", "main"})
BESIDE = frozenset({"aside", "nav"})
FIGURE = frozenset({"figure", "figcaption"})
COMMENT = re.compile(r"(?<![\w-])comments?(?:-(?:list|body|meta|content|item))?(?![\w-])")
EVENT = re.compile(
    r"(?<![\w-])(?:v|h-)?events?(?:-(?:list(?:ings?)?|item|date|time))?(?![\w-])|/\w*Event(?!\S)"
)
HIGHEST = 200


class Standing(NamedTuple):
    """Whether there is around an element an article, or the main part of the page, what stands
    beside that, the page's own header or footer, a comment, an answer or a review that somebody
    left there, a picture with its caption, or what tells of an event.
    """

    article: bool = False
    main: bool = False
    beside: bool = False
    header: bool = False
    footer: bool = False
    comment: bool = False
    figure: bool = False
    event: bool = False


def standing(node: LexborNode) -> Standing:
    """Look at what is around an element; headers and footers in the content are not the page's."""
    article = main = beside = header = footer = comment = figure = event = False
    above = node.parent
    for _ in range(HIGHEST):
        if above is None:
            break
        tag, given = above.tag or "", above.attributes
        article = article or tag == "article"
        main = main or tag == "main"
        beside = beside or tag in BESIDE
        figure = figure or tag in FIGURE
        header = (header or tag == "header") and tag not in CONTENT
        footer = (footer or tag == "footer") and tag not in CONTENT
        names = f"{given.get('class')} {given.get('id')}"
        comment = comment or bool(COMMENT.search(names)) or is_reply(above)
        event = event or bool(EVENT.search(f"{names} {given.get('itemtype')}"))
        above = above.parent
    return Standing(article, main, beside, header, footer, comment, figure, event)
