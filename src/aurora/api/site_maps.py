"""Maps of sites over HTTP."""

from litestar import post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from aurora.api.door import Door
from aurora.commands.perception.map_site import MapSite
from aurora.commands.perception.survey import SiteMap


@post("/map", message=MapSite, status_code=200)
async def map_site(data: JSONBody[MapSite], door: NamedDependency[Door]) -> SiteMap:
    """List a site's URLs without fetching its pages: from sitemaps, feeds, llms.txt, the start
    page.
    """
    return await door.send(data)


ROUTES: tuple[HTTPRouteHandler, ...] = (map_site,)
