from tests.infrastructure.embedded.waiting import collections, redis, sql

from aurora.infrastructure.embedded.stores import StoreUrls


async def test_every_test_may_ask_for_real_stores(stores: StoreUrls) -> None:
    assert await sql(stores.database, "SELECT 1") == 1
    assert await redis(stores.redis, "PING")
    assert isinstance(await collections(stores.chroma), list)
