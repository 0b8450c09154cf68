"""Files that stand in the words of an e-mail, as programs wrote them before there was MIME."""

import re
from binascii import Error, a2b_uu
from typing import NamedTuple

FILE = re.compile(
    r"^begin [0-7]{3,4} (?P<name>\S[^\n]*)\n(?P<held>(?:[ -`]{0,90}\n)++)end[ \t]*$", re.MULTILINE
)


class Parted(NamedTuple):
    """Words, and the files that stood in them with their names."""

    words: str
    files: tuple[tuple[str, bytes], ...]


def parted(text: str) -> Parted:
    """Part words from the files in them; what only looks like one is words."""
    files: list[tuple[str, bytes]] = []

    def take(found: re.Match[str]) -> str:
        try:
            held = b"".join(map(a2b_uu, found["held"].encode().splitlines()))
        except Error:
            return found[0]
        files.append((found["name"].strip(), held))
        return ""

    return Parted(FILE.sub(take, text), tuple(files))
