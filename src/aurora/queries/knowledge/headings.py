"""Where in a Markdown text a passage stands."""

import re

BLOCK = re.compile(
    r"^(?P<fence>```+|~~~+).*?(?:^(?P=fence)|\Z)|^(?P<marks>#{1,6})[ \t]+(?P<title>[^\n]*)$",
    re.MULTILINE | re.DOTALL,
)
HEADING_LIMIT = 200


def heading_path(text: str, start: int) -> tuple[str, ...]:
    """Give the titles of the headings above a place, outermost first."""
    path: dict[int, str] = {}
    for block in BLOCK.finditer(text, 0, _line_end(text, start)):
        if marks := block["marks"]:
            depth = len(marks)
            path = {level: title for level, title in path.items() if level < depth}
            path[depth] = _clean(block["title"])
    return tuple(path[level] for level in sorted(path))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _clean(title: str) -> str:
    return title.strip(" \t#")[:HEADING_LIMIT]
