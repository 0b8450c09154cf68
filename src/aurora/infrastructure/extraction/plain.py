"""Text without an extractor: plain documents, and pages too small for one."""

import re

from lxml.etree import iterwalk
from lxml.html import HtmlElement

INVISIBLE = re.compile(
    "script|style|noscript|template|head|svg|math|iframe|object|select|audio|video|canvas"
)
INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|rp|rt|ruby|s"
    "|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
PREFIXES = {f"h{level}": f"{'#' * level} " for level in range(1, 7)} | {"li": "- "}
SPACES = re.compile(r"\s+")
MARKDOWN_TITLE = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)


class Blocks:
    """Gathers words into blocks of Markdown."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._words: list[str] = []
        self._prefix = ""

    def add(self, text: str | None) -> None:
        """Go on with the present block."""
        if text:
            self._words.append(text)

    def close(self, prefix: str = "") -> None:
        """End the present block; the next one begins with the prefix."""
        block = SPACES.sub(" ", "".join(self._words)).strip()
        if block:
            self._done.append(self._prefix + block)
        self._words.clear()
        self._prefix = prefix

    def text(self) -> str:
        """Give all blocks, one paragraph each."""
        self.close()
        return "\n\n".join(self._done)


def body_text(tree: HtmlElement) -> str:
    """Give all visible text of a page as Markdown paragraphs, headings and list items."""
    blocks = Blocks()
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        _take(blocks, event, element)
        if event == "start" and INVISIBLE.fullmatch(str(element.tag)):
            walk.skip_subtree()
    return blocks.text()


def _take(blocks: Blocks, event: str, element: HtmlElement) -> None:
    tag = str(element.tag)
    if not INLINE.fullmatch(tag):
        blocks.close(PREFIXES.get(tag, "") if event == "start" else "")
    if event == "end":
        blocks.add(element.tail)
    elif not INVISIBLE.fullmatch(tag):
        blocks.add(element.text)


def markdown_title(text: str) -> str | None:
    """Give the first heading of the first level."""
    found = MARKDOWN_TITLE.search(text)
    title = found[1].rstrip() if found else ""
    bare = title.rstrip("#")
    return (title if bare and not bare[-1].isspace() else bare.rstrip()) or None
