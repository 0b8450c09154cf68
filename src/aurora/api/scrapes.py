"""Single pages over HTTP."""

from litestar import post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from aurora.api.door import Door
from aurora.commands.perception.scrape_page import ScrapedPage, ScrapePage


@post("/scrape", message=ScrapePage, status_code=200)
async def scrape_page(data: JSONBody[ScrapePage], door: NamedDependency[Door]) -> ScrapedPage:
    """Read one page now, as Markdown, HTML or links; nothing of it is kept."""
    return await door.send(data)


ROUTES: tuple[HTTPRouteHandler, ...] = (scrape_page,)
