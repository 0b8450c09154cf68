"""Where in a Markdown text a passage stands."""

import re

BLOCK = re.compile(
    r"""
    \n(?:
      (?P<fence>```+|~~~+).*?(?:\n(?P=fence)|\Z)        # code
      | (?P<marks>\#{1,6})[ \t]+                        # a heading; whole paragraphs are none
        (?P<title>[^\n\r\v\f\x85\u2028\u2029]{0,200})(?=[\n\r\v\f\x85\u2028\u2029]|\Z)
    )
    """,
    re.DOTALL | re.VERBOSE,
)


def heading_path(text: str, start: int) -> tuple[str, ...]:
    """Give the titles of the headings above a place, outermost first."""
    path: dict[int, str] = {}
    for block in BLOCK.finditer("\n" + text[: _line_end(text, start)]):
        if marks := block["marks"]:
            depth = len(marks)
            path = {level: title for level, title in path.items() if level < depth}
            path[depth] = block["title"].strip(" \t#")
    return tuple(path[level] for level in sorted(path))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
