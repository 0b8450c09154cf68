"""Which files can never say anything, whoever reads them."""

import re

NEVER = re.compile(
    r"(audio|video|font)/.*|image/(?!png$|jpeg$|tiff$|svg\+xml$).*"
    r"|application/(octet-stream|x-executable|vnd\.sqlite3|vnd\.rar|x-7z-compressed)"
)
TEXTS = frozenset({"text/plain", "text/markdown", "text/csv", "text/tab-separated-values"})


def is_never_read(media_type: str) -> bool:
    """Tell whether a file of that type is refused before it is kept."""
    return NEVER.fullmatch(media_type) is not None


def settled(found: str, hint: str | None) -> str:
    """Give the type of a file by what was found in it; a hint counts where texts look alike."""
    return hint if hint in TEXTS and found in TEXTS else found
