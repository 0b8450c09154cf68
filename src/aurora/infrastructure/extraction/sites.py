"""Names of sites, known by where they stand in titles and by the hosts of pages."""

import re
from collections.abc import Iterable

from aurora.infrastructure.extraction import titles
from aurora.infrastructure.web.urls import AdaUrls

ADDRESS = re.compile(r"https?://(?:www\.)?([\w.-]+)(?::\d+)?([^#]*)", re.IGNORECASE | re.ASCII)
HOME = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default)\.\w+)?", re.I)


def in_brackets(title: str) -> str | None:
    """Give what stands in brackets at the end of a title, as DokuWiki writes the name of a site."""
    told = titles.IN_BRACKETS.search(title)
    return told[1] if told else None


def ends(title: str) -> tuple[str, ...]:
    """Give the last and the first part of a title, where the name of a site may stand."""
    pieces = titles.BETWEEN.split(title)
    return (pieces[-1], pieces[0]) if len(pieces) > 1 else ()


def hosting(names: Iterable[str], url: str | None) -> str | None:
    """Give the name that the host of a page is called by; on the home page of a site, where that
    is no less than the title, none.
    """
    address = ADDRESS.match(url or "")
    if not address or HOME.fullmatch(address[2]):
        return None
    host = address[1].casefold()
    told = {titles.folded(one).removeprefix("www"): one for one in names}
    if not any(name and name in titles.folded(host) for name in told):
        return None
    domain = AdaUrls().domain(f"https://{host}/")
    called = (titles.folded(one) for one in (domain.partition(".")[0], domain, host))
    return next((told[name] for name in called if told.get(name)), None)
