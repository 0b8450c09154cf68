"""Views of perception bear redelivery and erasure."""

from msgspec.structs import replace
from tests.expedition import NOINDEX, Expedition, page

from aurora.queries.perception import PROJECTIONS
from aurora.queries.perception.mappings_projection import MappingView
from aurora.queries.perception.notices_projection import NoticeView
from aurora.queries.perception.views import CrawlView, ExclusionView, PageView

(CRAWLS,) = PROJECTIONS


def everything(expedition: Expedition) -> tuple[object, object]:
    return dict(expedition.views(CrawlView)._views), dict(expedition.views(PageView)._views)


async def test_delivering_again_changes_nothing() -> None:
    expedition = Expedition(dict([page("", "a", "gone"), page("a", head=NOINDEX)]))
    await expedition.crawl()
    once = everything(expedition)

    for recorded in [*expedition.record.log, *reversed(expedition.record.log)]:
        await CRAWLS.project(
            recorded,
            crawls=expedition.views(CrawlView),
            pages=expedition.views(PageView),
            exclusions=expedition.views(ExclusionView),
            notices=expedition.views(NoticeView),
            mappings=expedition.views(MappingView),
        )

    assert everything(expedition) == once


async def test_erased_events_are_accepted() -> None:
    expedition = Expedition(dict([page("")]))
    await expedition.crawl()
    fresh = Expedition({})

    for recorded in expedition.record.log:
        await CRAWLS.project(
            replace(recorded, event=None),
            crawls=fresh.views(CrawlView),
            pages=fresh.views(PageView),
            exclusions=fresh.views(ExclusionView),
            notices=fresh.views(NoticeView),
            mappings=fresh.views(MappingView),
        )

    assert everything(fresh) == ({}, {})
