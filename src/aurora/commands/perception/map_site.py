"""List the URLs of a site."""

from typing import Annotated

from msgspec import Meta

from aurora.commands.command import Command
from aurora.commands.perception.guests import Guests
from aurora.commands.perception.reaching import destination
from aurora.commands.perception.survey import SiteMap, Sought, Survey
from aurora.domains.errors import Invalid
from aurora.domains.perception.ports import Extractor, Fetcher, Robots
from aurora.domains.perception.scope import Boundary
from aurora.domains.perception.sitemaps import Sitemaps
from aurora.domains.perception.types import Scope
from aurora.domains.perception.url import Urls
from aurora.domains.principal import Permission

SEARCH_LIMIT = 500
SECONDS = 50.0  # clients wait for a minute


class MapSite(Command[SiteMap], frozen=True, kw_only=True):
    """Say which URLs a site announces and its start page links to; nothing is kept.

    `search` keeps the URLs that contain it, in upper or lower case.
    """

    permission = Permission.CRAWL
    secret_answer = True  # the list may be long; and without a key, each turn has its unit of work
    url: str
    scope: Scope = Scope.HOST
    search: Annotated[str, Meta(min_length=1)] | None = None
    limit: Annotated[int, Meta(ge=1, le=50_000)] = 5_000
    include_links: bool = True


async def map_site(
    command: MapSite,
    sitemaps: Sitemaps,
    fetcher: Fetcher,
    robots: Robots,
    extractor: Extractor,
    urls: Urls,
    guests: Guests,
) -> SiteMap:
    """Read what the site announces, then its start page: one request after the other, in the turn
    of its host and as slowly as that asks, for less than a minute.
    """
    start = start_of(command, urls, fetcher)
    async with guests.admitted(SECONDS) as guest:
        survey = Survey(
            sought=sought(command, start, urls),
            sitemaps=sitemaps,
            robots=robots,
            extractor=extractor,
            urls=urls,
            guest=guest,
        )
        return await survey.run(SECONDS, include_links=command.include_links)


def start_of(site: MapSite, urls: Urls, fetcher: Fetcher) -> str:
    """Give the canonical URL of the start page; raises Invalid for what can never be mapped."""
    check_search(site.search or "")
    return urls.canonical(destination(site.url, urls, fetcher))


def sought(site: MapSite, start: str, urls: Urls) -> Sought:
    """Give the URLs that the wish asks for."""
    boundary = Boundary((start,), site.scope, (urls.domain(start),))
    search = (site.search or "").lower()
    return Sought(start=start, boundary=boundary, search=search, limit=site.limit)


def check_search(search: str) -> None:
    """Refuse a text that no URL can hold."""
    if len(search) > SEARCH_LIMIT:
        raise Invalid(f"at most {SEARCH_LIMIT:,} characters", "search")
    if not search.isprintable():
        raise Invalid("the text holds control characters", "search")
