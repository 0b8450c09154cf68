"""Single pages over HTTP."""

from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from aurora.api.described import answers
from aurora.api.door import Door
from aurora.api.waiting import Prefer, accepted, later, while_connected
from aurora.commands.perception.scrape_page import Format, ScrapedPage, ScrapePage
from aurora.commands.perception.start_batch import StartBatch, StartedBatch
from aurora.domains.errors import Invalid


@post(
    "/scrape",
    message=ScrapePage,
    also=(StartBatch,),
    status_code=200,
    responses=answers(
        {200: (ScrapedPage, "the page was read"), 202: (StartedBatch, "it is read later")}
    ),
)
async def scrape_page(
    data: JSONBody[ScrapePage],
    request: Request[Any, Any, Any],
    door: NamedDependency[Door],
    prefer: Prefer = None,
) -> Response[ScrapedPage] | Response[StartedBatch]:
    """Read one page now, as text in four forms, HTML or links, and keep nothing; who hangs up ends
    it.

    With `Prefer: respond-async` it becomes a batch of one URL, whose text can be had in every form,
    and the answer is 202; `timeout` then has no meaning: the batch waits for its host's turn as
    every batch does.
    """
    if later(prefer):
        started = await _started(data, door)
        return accepted(started, f"/v1/batches/{started.id}")
    return Response(await while_connected(request, door.send(data)))


async def _started(asked: ScrapePage, door: Door) -> StartedBatch:
    if {Format.HTML, Format.LINKS} & {*asked.formats}:
        raise Invalid("of a page that nobody waits for only the text can be had", "formats")
    if asked.schema is not None:
        raise Invalid("a schema is filled only while somebody waits", "schema")
    try:
        return await door.send(
            StartBatch(
                urls=(asked.url,),
                headers=asked.headers,
                cookies=asked.cookies,
                render=asked.render,
                steps=asked.steps,
                fields=asked.fields,
            )
        )
    except Invalid as refused:
        if (refused.field or "").startswith("urls"):
            raise Invalid(str(refused), "url") from None
        raise


ROUTES: tuple[HTTPRouteHandler, ...] = (scrape_page,)
