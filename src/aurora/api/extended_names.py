"""Names of files that state their charset (RFC 8187), as some clients send them."""

import re
from urllib.parse import unquote

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"')
EXTENDED = re.compile(
    r";\s*+filename\*\s*+=\s*+(?P<charset>utf-8|iso-8859-1)'[\w-]*+'(?P<text>[^\s;\"']++)",
    re.IGNORECASE,
)


def extended(disposition: str) -> str | None:
    """Give the name in a Content-Disposition that states its charset, None where there is none."""
    stated = EXTENDED.search(QUOTED.sub('""', disposition))
    try:
        return unquote(stated["text"], stated["charset"], "strict") if stated else None
    except UnicodeDecodeError:
        return None
