"""Which crawls there are."""

import pytest
from tests.expedition import SITE, Expedition, page
from tests.people import ADMIN, EDITOR, STRANGER, own_key

from aurora.domains.principal import Principal
from aurora.queries.perception.list_crawls import ListCrawls


@pytest.mark.parametrize(
    ("by", "seen"), [(EDITOR, 3), (own_key(EDITOR), 3), (STRANGER, 1), (ADMIN, 4)]
)
async def test_everybody_sees_their_own_and_managers_see_all(by: Principal, seen: int) -> None:
    expedition = Expedition(dict([page("")]))
    await expedition.crawl()
    await expedition.crawl()
    await expedition.crawl(SITE, by=own_key(EDITOR))
    await expedition.crawl(SITE, by=STRANGER)

    crawls = await expedition.bus.ask(ListCrawls(), by)

    assert len(crawls) == seen


async def test_lists_go_on_from_the_cursor() -> None:
    expedition = Expedition({})
    ids = [await expedition.start() for _ in range(3)]
    await expedition._follow()

    first = await expedition.bus.ask(ListCrawls(limit=2), EDITOR)
    rest = await expedition.bus.ask(ListCrawls(limit=2, cursor=first[-1].id), EDITOR)

    assert [view.id for view in (*first, *rest)] == ids
