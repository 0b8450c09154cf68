"""How deeply a page is nested: parsers that read as browsers do take the square of it in time."""

import re

TAGS, SHORTEST_TAG = 20_000, 3
DEEPEST = 2_000
TOO_DEEP = f"elements stand more than {DEEPEST:,} deep in one another"
READ_BARE = f"read as bare text: {TOO_DEEP}"
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)")
# elements that end by themselves
UNNESTED = frozenset(
    """
    area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th
    thead tr track wbr
    """.split()  # noqa: SIM905  a list of words reads best as text
)


def too_deep(html: str) -> bool:
    """Tell whether elements stand in one another beyond what any reader takes in; a page of few
    tags cannot hold enough of them to matter.
    """
    if len(html) <= SHORTEST_TAG * TAGS or html.count("<") <= TAGS:
        return False
    depth = 0
    for end, name, rest in TAG.findall(html):
        if not rest.endswith("/") and name.lower() not in UNNESTED:
            depth = max(0, depth - 1) if end else depth + 1
            if depth > DEEPEST:
                return True
    return False
