"""Routes about Aurora itself: health, metrics, the manual and the API's description."""

import asyncio
import math
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import structlog
from litestar import Litestar, Request, Response, get
from litestar.connection import ASGIConnection
from litestar.enums import OpenAPIMediaType
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.response import Redirect
from litestar.router import Router
from litestar.serialization import encode_json
from litestar.static_files import create_static_files_router

from aurora.api.state import Backlog
from aurora.domains.errors import NotFound

NAME_LIMIT = 255
FINE = "ok"
MEASURING_SECONDS = 2.0

log = structlog.get_logger("aurora.api")


class Health(msgspec.Struct, frozen=True):
    """Whether this process can serve, component by component."""

    status: str
    components: dict[str, str]


@get(
    "/health/live",
    open="says nothing but that the process answers",
    exclude_from_auth=True,
    tags=["system"],
)
async def live() -> dict[str, str]:
    """Answer as long as the process does."""
    return {"status": "ok"}


@get("/health/ready", open="load balancers and operators ask it", tags=["system"])
async def ready(request: Request[Any, Any, Any]) -> Response[Health]:
    """Answer 200 when every component is ready, 503 with the reasons otherwise."""
    states = dict(await request.app.state.readiness.check())
    for component, state in states.items():
        request.app.state.metrics.ready(component, state == FINE)
    fine = all(state == FINE for state in states.values())
    health = Health("ok" if fine else "not ready", states)
    return Response(health, status_code=200 if fine else 503)


@get("/metrics", open="scraped by Prometheus", include_in_schema=False)
async def metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Give this process's metrics in the format of Prometheus."""
    kept = request.app.state.metrics
    if backlog := request.app.state.unsealed:
        kept.unsealed(await _measured(backlog, "the audit log"))
    if lost := request.app.state.lost:
        kept.lost(await _measured(lost, "the word index"))
    return Response(kept.render(), media_type=kept.media_type)


@get("/", open="leads to the manual", include_in_schema=False)
async def home() -> Redirect:
    """Lead to the manual."""
    return Redirect("/docs/")


@get(
    "/openapi.json",
    open="describes the API to programs",
    include_in_schema=False,
    media_type=OpenAPIMediaType.OPENAPI_JSON,
)
async def description(request: Request[Any, Any, Any]) -> bytes:
    """Give the OpenAPI document."""
    return _described(request.app)


@lru_cache(maxsize=1)
def _described(app: Litestar) -> bytes:
    return encode_json(app.openapi_schema.to_schema())


async def _measured(backlog: Backlog, what: str) -> float:
    try:
        async with asyncio.timeout(MEASURING_SECONDS):
            return await backlog.size()
    except Exception as error:
        log.warning("not measured", what=what, reason=repr(error))
        return math.nan


ROUTES: tuple[HTTPRouteHandler, ...] = (live, ready, metrics, home, description)


def static(
    path: str,
    directory: Path,
    *,
    name: str,
    finish: Callable[[Response[Any]], Response[Any]] | None = None,
) -> Router:
    """Serve a directory of public files; `finish` may change their answers."""
    return create_static_files_router(
        path=path,
        directories=[directory],
        html_mode=True,
        name=name,
        guards=[findable],
        after_request=finish,
        opt={"open": "public files", "exclude_from_auth": True},
    )


def findable(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Answer paths that no file can have like those of missing files."""
    path = connection.scope["path"]
    if "\0" in path or any(len(part.encode()) > NAME_LIMIT for part in path.split("/")):
        raise NotFound("there is no such file")
