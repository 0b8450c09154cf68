"""List the URLs of a site while nobody waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from aurora.commands.command import Command
from aurora.commands.perception.expire_mapping import ExpireMapping
from aurora.commands.perception.guests import Guests, HostRests, HouseFull
from aurora.commands.perception.map_site import SECONDS, MapSite, sought, start_of
from aurora.commands.perception.reaching import SiteOutOfReach
from aurora.commands.perception.survey import SiteMap, Survey, Surveyed
from aurora.domains.blobs import Blobs
from aurora.domains.clock import Clock
from aurora.domains.errors import Invalid, Stale
from aurora.domains.perception.crawl import AlreadyEnded
from aurora.domains.perception.page import fact
from aurora.domains.perception.ports import Extractor, Fetcher, Perception, Robots
from aurora.domains.perception.sitemaps import Sitemaps
from aurora.domains.perception.url import Urls
from aurora.domains.principal import Permission

KEPT_SECONDS = 86_400.0
PATIENCE_SECONDS = 5.0
NOTE_SECONDS = 0.5


class RunMapping(Command[None], frozen=True, kw_only=True):
    """Map the site and keep the list; after a crash it begins anew."""

    permission = Permission.OPERATE
    queue = "map"
    mapping_id: UUID
    site: MapSite


class KeptMap(msgspec.Struct, frozen=True, kw_only=True):
    """A list as it is kept: never the same bytes as another's."""

    mapping_id: UUID
    site: SiteMap


async def run_mapping(
    command: RunMapping,
    perception: Perception,
    sitemaps: Sitemaps,
    fetcher: Fetcher,
    robots: Robots,
    extractor: Extractor,
    blobs: Blobs,
    urls: Urls,
    clock: Clock,
    guests: Guests,
) -> None:
    """Tell how it goes, at most twice a second, and stop where somebody cancelled; while the host
    rests, nobody waits here. A fault of Aurora's own stores fails no map: the job is tried again.
    """
    progress = _Progress(command.mapping_id, perception, clock)
    try:
        start = start_of(command.site, urls, fetcher)
        await progress.check()
        async with guests.admitted(SECONDS) as guest:
            await guest.come(start, patience=PATIENCE_SECONDS)
            survey = Survey(
                sought=sought(command.site, start, urls),
                sitemaps=sitemaps,
                robots=robots,
                extractor=extractor,
                urls=urls,
                guest=guest,
                heard=progress.note,
            )
            site = await survey.run(SECONDS, include_links=command.site.include_links)
        await progress.finish(site, blobs)
    except (HostRests, HouseFull) as rest:
        await progress.put_off(command, rest.retry_after)
    except (Invalid, SiteOutOfReach) as refusal:
        await progress.fail(str(refusal))
    except AlreadyEnded:
        return


@dataclass
class _Progress:
    """What is noted of one mapping; raises AlreadyEnded where it was cancelled."""

    mapping_id: UUID
    perception: Perception
    clock: Clock
    noted_at: datetime | None = None

    async def check(self) -> None:
        async with self.perception.work() as work:
            mapping = await work.mappings.get(self.mapping_id)
        if mapping.status.ended:
            raise AlreadyEnded("the map was cancelled")

    async def note(self, survey: Survey) -> None:
        now = self.clock.now()
        if self.noted_at and (now - self.noted_at).total_seconds() < NOTE_SECONDS:
            return
        self.noted_at = now
        async with self.perception.work() as work:
            mapping = await work.mappings.get(self.mapping_id)
            failed = _failed(survey.sources)
            mapping.progress(len(survey.found), len(survey.sources), failed)

    async def finish(self, site: SiteMap, blobs: Blobs) -> None:
        content = msgspec.json.encode(KeptMap(mapping_id=self.mapping_id, site=site))
        sha256 = await blobs.put(content)
        try:
            kept = await self._finished(site, sha256)
        except Stale:  # somebody ended it in this very moment
            kept = await self._finished(site, sha256)
        if not kept:
            await blobs.delete(sha256)

    async def _finished(self, site: SiteMap, sha256: str) -> bool:
        """Tell whether this is the list of the mapping, by now or before."""
        async with self.perception.work() as work:
            mapping = await work.mappings.get(self.mapping_id)
            if not mapping.status.ended:
                found, sources, failed = len(site.urls), len(site.sources), _failed(site.sources)
                mapping.finish(sha256, found, sources, failed, truncated=site.truncated)
                work.enqueue(ExpireMapping(mapping_id=self.mapping_id), delay=KEPT_SECONDS)
            return mapping.result_sha256 == sha256

    async def put_off(self, command: RunMapping, seconds: float) -> None:
        async with self.perception.work() as work:
            mapping = await work.mappings.get(self.mapping_id)
            if not mapping.status.ended:
                work.enqueue(command, delay=seconds)

    async def fail(self, why: str) -> None:
        async with self.perception.work() as work:
            mapping = await work.mappings.get(self.mapping_id)
            if not mapping.status.ended:
                mapping.fail(fact(why))


def _failed(sources: Sequence[Surveyed]) -> int:
    return sum(one.error is not None for one in sources)
