"""Signs that a site makes up links without end."""

import re
from collections import Counter

KINDS = ("depth", "repetition", "query", "session", "return", "calendar")
DEEPEST = 30
LONGEST_QUERY = 500
REPEATED = 4
YEARS_AHEAD, FIRST_YEAR = 3, 1300  # archives go back for centuries; 1300 is 1921 in Iran
YEAR = r"((?:129|1[3-9]\d|2[01]\d)\d)"  # what lies beyond no walk through months reaches
YEAR_AND_MONTH = re.compile(rf"(?<!\d){YEAR}[-/](?:0?[1-9]|1[0-2])(?!\d)")
YEAR_FIELD = re.compile(rf"(?:^|&)(?:year|yr|ano)={YEAR}(?:&|$)", re.IGNORECASE)
DATE_FIELD = re.compile(rf"(?:^|&)(?:date|day|month|data|dia|mes)={YEAR}-", re.IGNORECASE)
SESSION = re.compile(
    r"(?:^|[;&?/(])(?:jsessionid|phpsessid|aspsessionid\w*|cfid|cftoken|sid|session_?id)[=(]"
    r"(?=[0-9a-z]*\d)[0-9a-z]{16,}",
    re.IGNORECASE,
)
# where to go on to after signing in: each page of a site leads to such a page of its own
RETURN = re.compile(
    r"(?:^|&)(?:next|return_?(?:to|url|uri)?|redirect_?(?:to|url|uri)?|goto|continue|destination"
    r"|came_?from|back_?(?:to|url)|referer)=(?:/|%2f|https?(?::|%3a))",
    re.IGNORECASE,
)


def trap(url: str, year: int) -> str | None:
    """Name the kind of trap that a canonical URL looks like, seen from a year; None for others."""
    path, _, query = url.partition("://")[2].partition("/")[2].partition("?")
    segments = [segment for segment in path.split("/") if segment]
    if len(segments) > DEEPEST:
        return "depth"
    if len(segments) >= REPEATED and max(Counter(segments).values()) >= REPEATED:
        return "repetition"
    if len(query) > LONGEST_QUERY:
        return "query"
    if SESSION.search(f"{path}?{query}"):
        return "session"
    if RETURN.search(query):
        return "return"
    return "calendar" if _beyond(path, query, year) else None


def _beyond(path: str, query: str, year: int) -> bool:
    found = [YEAR_AND_MONTH.search(path), YEAR_FIELD.search(query), DATE_FIELD.search(query)]
    years = [int(one[1]) for one in found if one]
    return any(not FIRST_YEAR <= one <= year + YEARS_AHEAD for one in years)
