"""What became of a crawl's URLs."""

from uuid import UUID

import pytest
from tests.expedition import NOINDEX, SITE, Expedition, page
from tests.people import EDITOR, STRANGER

from aurora.domains.errors import NotFound
from aurora.domains.perception.page import page_id
from aurora.queries.perception.get_page import GetPage
from aurora.queries.perception.list_pages import ListPages
from aurora.queries.perception.views import Outcome


def site() -> Expedition:
    return Expedition(dict([page("", "a", "b", "gone"), page("a"), page("b", head=NOINDEX)]))


@pytest.mark.parametrize(
    ("outcome", "paths"),
    [
        (None, {"", "a", "b", "gone"}),
        (Outcome.CAPTURED, {"", "a"}),
        (Outcome.SKIPPED, {"b"}),
        (Outcome.FAILED, {"gone"}),
    ],
)
async def test_pages_are_listed_by_outcome(outcome: Outcome | None, paths: set[str]) -> None:
    expedition = site()
    id = await expedition.crawl()

    pages = await expedition.bus.ask(ListPages(crawl_id=id, outcome=outcome), EDITOR)

    assert {one.url.removeprefix(SITE) for one in pages} == paths


async def test_pages_of_another_crawl_are_not_listed() -> None:
    expedition = site()
    await expedition.crawl()
    second = await expedition.crawl(SITE + "a")

    pages = await expedition.bus.ask(ListPages(crawl_id=second), EDITOR)

    assert [one.url for one in pages] == [SITE + "a"]


async def test_pages_of_somebody_elses_crawl_are_missing() -> None:
    expedition = site()
    id = await expedition.crawl()
    known = page_id(id, SITE)

    with pytest.raises(NotFound):
        await expedition.bus.ask(ListPages(crawl_id=id), STRANGER)
    with pytest.raises(NotFound):
        await expedition.bus.ask(GetPage(crawl_id=id, page_id=known), STRANGER)


async def test_a_page_is_found_within_its_crawl_only() -> None:
    expedition = site()
    first, second = await expedition.crawl(), await expedition.crawl()
    known = page_id(first, SITE)

    found = await expedition.bus.ask(GetPage(crawl_id=first, page_id=known), EDITOR)

    assert (found.url, found.outcome) == (SITE, Outcome.CAPTURED)
    for crawl_id, missing in ((second, known), (first, UUID(int=9))):
        with pytest.raises(NotFound):
            await expedition.bus.ask(GetPage(crawl_id=crawl_id, page_id=missing), EDITOR)
