"""Clients that wait for an answer, and those that do not want to."""

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any, TypeVar

from litestar import Request, Response
from litestar.exceptions import ClientException
from litestar.params import HeaderParameter

R = TypeVar("R")
LATER = "respond-async"
APPLIED = {"Preference-Applied": LATER}
Prefer = Annotated[
    str | None,
    HeaderParameter(name="Prefer", description="`respond-async` for an answer at once (RFC 7240)"),
]


def later(prefer: str | None) -> bool:
    """Tell whether the client does not want to wait."""
    wishes = (wish.partition(";")[0].strip().lower() for wish in (prefer or "").split(","))
    return LATER in wishes


def accepted(content: R, place: str) -> Response[R]:
    """Say that the work is under way, and where it can be looked at."""
    return Response(content, status_code=202, headers={**APPLIED, "Location": place})


async def while_connected(request: Request[Any, Any, Any], work: Coroutine[Any, Any, R]) -> R:
    """Do the work unless the client hangs up: then it is cancelled."""
    doing = asyncio.create_task(work)
    gone = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({doing, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise ClientException("the client hung up")
        return doing.result()
    finally:
        for task in (doing, gone):
            task.cancel()
        await asyncio.gather(doing, gone, return_exceptions=True)


async def _gone(request: Request[Any, Any, Any]) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
