"""Best first: a crawl fetches what it prefers before the rest."""

from tests.expedition import SITE, Expedition, page

from aurora.domains.perception.types import Preference

PATHS = ["a", "docs/b", "old/c", "docs/d"]
PAGES = dict([page("", *("/" + path for path in PATHS)), *(page(path) for path in PATHS)])
PREFER = (Preference(pattern="^/docs/", weight=5), Preference(pattern="^/old/", weight=-1))


async def test_preferred_urls_are_fetched_before_others_and_deferred_ones_after() -> None:
    expedition = Expedition(PAGES)
    await expedition.crawl(prefer=PREFER)

    asked = [url.removeprefix(SITE) for url in expedition.fetcher.asked]
    assert asked == ["", "docs/b", "docs/d", "a", "old/c"]


async def test_a_crawl_with_few_pages_spends_them_on_what_it_prefers() -> None:
    expedition = Expedition(PAGES)
    id = await expedition.crawl(prefer=PREFER, page_limit=3)

    captured = {path for path, fate in expedition.fates(id).items() if fate == "captured"}
    assert captured == {"", "docs/b", "docs/d"}


async def test_preferred_start_urls_come_first() -> None:
    expedition = Expedition(PAGES)
    await expedition.crawl(*(SITE + path for path in PATHS), prefer=PREFER, depth=0)

    asked = [url.removeprefix(SITE) for url in expedition.fetcher.asked]
    assert asked == ["docs/b", "docs/d", "a", "old/c"]
