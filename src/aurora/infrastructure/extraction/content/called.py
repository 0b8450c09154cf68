"""Elements that are called comments: what their names mean by it."""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.announcing import SPEAKING
from aurora.infrastructure.extraction.content.marks import BITS, marks
from aurora.infrastructure.extraction.content.sections import LONG
from aurora.infrastructure.extraction.content.visible import NONE, TOP, Visible

COMMENT = BITS["comment"]
# classes that say where a post is filed, or whether readers may write below it
FILED = re.compile(
    r"(?<!\S)(?:(?:post_)?(?:category|tag|cat)[-_]\S+|(?:no|has|with|without)-comments?"
    r"|comments?-(?:status-)?(?:open|closed|enabled|disabled|allowed|on|off|\d+))(?!\S)",
    re.IGNORECASE,
)
# what one who writes for a paper calls his own words
OPINION = re.compile(
    r"(?<![a-z])(?:commentary|kommentar|comentario|comentário|commentaire|commento|komentarz)"
    r"(?![a-z])",
    re.IGNORECASE,
)
TITLE, MOSTLY = "h1", 0.5


def called_comments(visible: Visible, words: NDArray[np.float32]) -> set[int]:
    """Give the elements that are called comments of readers; none is such that the title of the
    page stands in, nor an opinion that is most of its prose.
    """
    shape = visible.shape
    marked = {element for element, own in enumerate(shape.marks) if own & COMMENT}
    if not marked:
        return marked
    prose = visible.held(np.where(words >= LONG, words, 0))
    most = prose > MOSTLY * prose[TOP]
    readers = {element for element in marked if _is_readers(shape.classes[element], most[element])}
    return readers.difference(_around_title(visible))


def _around_title(visible: Visible) -> Iterator[int]:
    """Give the elements around the first title of the highest level that does not speak of what
    readers write.
    """
    shape = visible.shape
    titles = visible.innermost({at for at, tag in enumerate(shape.tags) if tag == TITLE}).tolist()
    said = zip(visible.blocks, titles, strict=True)
    element = next((at for block, at in said if at > NONE and not SPEAKING.match(block.text)), TOP)
    while element != TOP:
        element = shape.parents[element]
        yield element


def _is_readers(names: str | None, most: bool) -> bool:
    """Tell whether an element of these classes, or else one whose id says so, is of readers."""
    if not names or not marks("div", {"class": names}) & COMMENT:
        return True
    rest = FILED.sub(" ", names)
    return bool(marks("div", {"class": rest}) & COMMENT) and not (most and OPINION.search(rest))
