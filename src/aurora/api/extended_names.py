"""Names of files that state their charset, as some clients send them."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from urllib.parse import unquote

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"')
EXTENDED = re.compile(
    r";\s*+filename\*\s*+=\s*+(?P<charset>utf-8|iso-8859-1)'[\w-]*+'(?P<text>[^\s;\"']++)",
    re.IGNORECASE,
)
ENCODED = re.compile(r"(?:=\?[\w-]++\?[bq]\?[^?]*+\?=\s*+)++", re.IGNORECASE)


def extended(disposition: str) -> str | None:
    """Give the name beside the plain one in a Content-Disposition (RFC 8187), None where there is
    none.
    """
    stated = EXTENDED.search(QUOTED.sub('""', disposition))
    try:
        return unquote(stated["text"], stated["charset"], "strict") if stated else None
    except UnicodeDecodeError:
        return None


def decoded(name: str) -> str:
    """Give a plain name as it was before it was encoded as in headers of mail (RFC 2047)."""
    if not ENCODED.fullmatch(name):
        return name
    try:
        return str(make_header(decode_header(name)))
    except (HeaderParseError, LookupError, UnicodeDecodeError):
        return name
