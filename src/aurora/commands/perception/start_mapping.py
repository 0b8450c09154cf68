"""Start to list the URLs of a site."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.perception.give_up_mapping import GiveUpMapping
from aurora.commands.perception.map_site import MapSite, start_of
from aurora.commands.perception.run_mapping import RunMapping
from aurora.domains.clock import Ids
from aurora.domains.perception.ports import Fetcher, Perception
from aurora.domains.perception.site_mapping import SiteMapping
from aurora.domains.perception.url import Urls
from aurora.domains.principal import Permission, Principal

LONGEST_SECONDS = 7_200.0


class StartMapping(Command[UUID], frozen=True, kw_only=True):
    """Map a site while nobody waits for it; the list is kept for a day."""

    permission = Permission.CRAWL
    site: MapSite


async def start_mapping(
    command: StartMapping,
    by: Principal,
    perception: Perception,
    urls: Urls,
    fetcher: Fetcher,
    ids: Ids,
) -> UUID:
    """Keep the wish and let a worker see to it; raise Invalid for what can never be mapped."""
    site = command.site
    url = start_of(site, urls, fetcher)
    mapping = SiteMapping.start(ids.new(), by.owner, url, site.scope)
    async with perception.work() as work:
        work.mappings.add(mapping)
        work.enqueue(RunMapping(mapping_id=mapping.id, site=site))
        work.enqueue(GiveUpMapping(mapping_id=mapping.id), delay=LONGEST_SECONDS)
    return mapping.id
