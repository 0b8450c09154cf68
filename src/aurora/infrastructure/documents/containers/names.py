"""Names of files within others, as people read them."""

import re

UNNAMED = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
LONGEST = 300


def readable(name: str) -> str:
    """Give a name that leads nowhere, empty where it names nothing."""
    parts = (part.strip() for part in UNNAMED.sub("", name).replace("\\", "/").split("/"))
    return "/".join(part for part in parts if part not in ("", ".", ".."))[:LONGEST]
