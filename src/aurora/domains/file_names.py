"""What files are called, whichever way their names come."""

import re

OLD_CHARSET = "windows-1252"  # of names that are no UTF-8, as programs of western Windows send them

# the end of a name, behind that of what it was before it was packed or signed
ENDING = re.compile(
    r"(?<=.)(?:\.[a-z][a-z0-9]{0,4})?\.(?:gz|bz2|xz|zst|p7m)$|(?<=.)\.[^.]*$", re.IGNORECASE
)


def unended(name: str) -> str:
    """Give a name without what tells the kind of the file."""
    return ENDING.sub("", name)


def spelled(raw: bytes) -> str:
    """Give the text that the bytes of a name stand for."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode(OLD_CHARSET, "replace")
