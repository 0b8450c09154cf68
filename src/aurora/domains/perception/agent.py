"""The name under which sites address a crawler."""

import re

OURS = "Aurora"
TOKEN = re.compile(r"[a-z_-]+", re.IGNORECASE)
BEHIND_A_BROWSER = re.compile(r"Mozilla/[^(]*\(compatible;\s*", re.IGNORECASE)


def product_token(agent: str) -> str:
    """Give the product token of a User-Agent (RFC 9309, 2.2.1), also where it stands behind that
    of a browser.
    """
    before = BEHIND_A_BROWSER.match(agent)
    found = TOKEN.match(agent, before.end() if before else 0)
    return found[0] if found else OURS
