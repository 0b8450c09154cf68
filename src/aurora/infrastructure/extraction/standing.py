"""In which parts of a page an element stands."""

import re
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.replies import is_reply

BESIDE = frozenset({"aside", "nav"})
FIGURE = frozenset({"figure", "figcaption"})
COMMENT = re.compile(r"(?<![\w-])comments?(?:-(?:list|body|meta|content|item))?(?![\w-])")
EVENT = re.compile(
    r"(?<![\w-])(?:v|h-)?events?(?:-(?:list(?:ings?)?|item|date|time))?(?![\w-])|/\w*Event(?!\S)"
)


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


class Standings:
    """Where the elements of one page stand; what is around one is looked at once."""

    def __init__(self) -> None:
        self._inside: dict[int, Standing] = {}

    def of(self, node: LexborNode) -> Standing:
        """Look at what is around an element."""
        above, unknown = node.parent, list[LexborNode]()
        while above is not None and above.mem_id not in self._inside:
            unknown.append(above)
            above = above.parent
        place = self._inside[above.mem_id] if above is not None else Standing()
        for element in reversed(unknown):
            place = self._inside[element.mem_id] = _inside(element, place)
        return place


def _inside(element: LexborNode, place: Standing) -> Standing:
    """Tell where what is in an element stands, by where itself does; headers and footers in the
    content are not the page's.
    """
    tag, given = element.tag or "", element.attributes
    names = f"{given.get('class')} {given.get('id')}"
    content = place.article or place.main
    return Standing(
        article=place.article or tag == "article",
        main=place.main or tag == "main",
        beside=place.beside or tag in BESIDE,
        header=place.header or (tag == "header" and not content),
        footer=place.footer or (tag == "footer" and not content),
        comment=place.comment or bool(COMMENT.search(names)) or is_reply(element),
        figure=place.figure or tag in FIGURE,
        event=place.event or bool(EVENT.search(f"{names} {given.get('itemtype')}")),
    )
