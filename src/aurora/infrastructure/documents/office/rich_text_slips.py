"""What programs write into rich text in ways of their own, rewritten as anydoc reads it."""

import re

# the mark of a group where none begins, and no escaped backslash before a star
ASIDE = re.compile(rb"\\\*(?<!\{\\\*)(?<!\{\s\\\*)(?<!\{\r\n\\\*)(?<!\\\\\*)")
NOTHING = b"\r\n"  # as long, for what counts bytes
STYLE = re.compile(
    rb"(\{\s*\\s\d+)((?:\\[a-z]+-?\d* ?|\{[^{}]*\}|\s)*+)(heading ([1-9])[;,])", re.IGNORECASE
)
LEVEL = b"\\outlinelevel"


def mended(content: bytes) -> bytes:
    """Give the document with the levels of headings that the names of its styles tell, and without
    marks that would hide all that follows.
    """
    return STYLE.sub(_levelled, ASIDE.sub(NOTHING, content))


def _levelled(style: re.Match[bytes]) -> bytes:
    begin, looks, name, level = style.groups()
    if LEVEL in looks:
        return style[0]
    return b"%s%s%d%s%s" % (begin, LEVEL, int(level) - 1, looks, name)
