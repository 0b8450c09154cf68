"""Whether the first perception of all is under way, and is one of the manual."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.perception.crawl import CrawlStatus
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.perception import crawls


class FirstPerception:
    """Looks whether the only crawl that ever was still runs, and starts at one address."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)

    async def starts_at(self, url: str) -> bool:
        """Tell whether the one crawl that was ever started runs now and starts there only."""
        async with self._engine.connect() as connection:
            rows = (await connection.execute(select(crawls).order_by(crawls.c.id).limit(2))).all()
        return (
            len(rows) == 1
            and rows[0].status == CrawlStatus.RUNNING
            and rows[0].plan.get("start_urls") == [url]
        )
