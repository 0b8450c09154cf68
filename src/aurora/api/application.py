"""The Litestar application, put together from its parts."""

from collections.abc import Sequence

from litestar import Litestar, Router
from litestar.config.app import AppConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import SwaggerRenderPlugin
from litestar.openapi.spec import Components, License, SecurityScheme

from aurora.api import problems, system
from aurora.api.bodies import JsonRequest
from aurora.api.cross_origin import cross_origin
from aurora.api.described import Described
from aurora.api.door import open_door
from aurora.api.lobby import BODY_LIMIT as ANYONES_BODY_LIMIT
from aurora.api.lobby import Waiting
from aurora.api.middleware import Authentication, closed, finish, for_anyone, identify
from aurora.api.query_names import spelled
from aurora.api.state import Parts
from aurora.api.youth import Patience

BODY_LIMIT = 20_000_000
ASSETS = "/api/assets"


def assemble(
    parts: Parts, routes: Sequence[HTTPRouteHandler], *rooted: Router | HTTPRouteHandler
) -> Litestar:
    """Mount `routes` below /v1 and `rooted` ones at the root, behind authentication and
    problems.
    """
    anyones = [one for one in routes if for_anyone(one)]
    others = [one for one in routes if one not in anyones]
    handlers: list[Router | HTTPRouteHandler] = [
        Router("/v1", route_handlers=anyones, request_max_body_size=ANYONES_BODY_LIMIT),
        Router("/v1", route_handlers=others),
        *system.ROUTES,
        *rooted,
    ]
    if parts.manual:
        handlers.append(system.static("/docs", parts.manual, name="manual"))
    if parts.swagger:
        handlers.append(system.static(ASSETS, parts.swagger, name="swagger"))
    app = Litestar(
        route_handlers=handlers,
        request_class=JsonRequest,
        dependencies={"door": Provide(open_door, sync_to_thread=False)},
        exception_handlers=problems.HANDLERS,
        middleware=[Waiting(), Authentication],
        guards=[closed, spelled],
        before_send=[finish],
        on_app_init=[_quiet],
        cors_config=cross_origin(parts.origins) if parts.origins else None,
        openapi_config=_openapi(parts),
        plugins=[Described()],
        request_max_body_size=BODY_LIMIT,
        state=State(
            {
                "bus": parts.bus,
                "patience": Patience(),
                "uses": parts.uses,
                "unsealed": parts.unsealed,
                "lost": parts.lost,
                "router": parts.router,
                "metrics": parts.metrics,
                "readiness": parts.readiness,
                "gate": parts.gate,
                "lobby": parts.lobby,
                "hashing": parts.hashing,
                "proxies": parts.proxies,
                "blobs": parts.blobs,
                "upload_limit": parts.upload_limit,
            }
        ),
    )
    app.asgi_handler = identify(app.asgi_handler)
    return app


def _quiet(config: AppConfig) -> AppConfig:
    config.logging_config = None
    return config


def _openapi(parts: Parts) -> OpenAPIConfig:
    viewer = SwaggerRenderPlugin(
        js_url=f"{ASSETS}/swagger-ui-bundle.js",
        css_url=f"{ASSETS}/swagger-ui.css",
        standalone_preset_js_url=f"{ASSETS}/swagger-ui-standalone-preset.js",
        favicon="<link rel='icon' href='data:,'>",
        path="/",
    )
    bearer = SecurityScheme(type="http", scheme="bearer", description="An access token or API key")
    return OpenAPIConfig(
        title="Aurora",
        version=parts.version,
        description="Perceives, remembers, and answers with citations that can be checked.",
        license=License(name="Apache-2.0", identifier="Apache-2.0"),
        path="/api",
        render_plugins=[viewer],
        components=Components(security_schemes={"bearer": bearer}),
        security=[{"bearer": []}],
        use_handler_docstrings=True,
    )
