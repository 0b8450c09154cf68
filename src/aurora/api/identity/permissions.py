"""What callers may do, over HTTP: their permissions with the routes that each opens."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from litestar import Request, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.routes import BaseRoute, HTTPRoute

from aurora.api.door import Door
from aurora.domains.principal import Permission, PrincipalKind
from aurora.queries.identity.get_me import GetMe


class Opened(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A route, and the message that it sends."""

    route: str
    message: str


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A permission, and what it opens."""

    permission: Permission
    opens: Sequence[Opened]


class Permissions(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller may do, in the order of the permissions' names."""

    permissions: Sequence[Held]


@get("/me/permissions", message=GetMe)
async def my_permissions(
    request: Request[Any, Any, Any], door: NamedDependency[Door]
) -> Permissions:
    """Tell what the caller may do: each permission with the routes that it opens to such a
    caller.
    """
    me = await door.ask(GetMe())
    opened = list(_opened(request.app.routes, person=me.kind is PrincipalKind.USER))
    return Permissions(
        permissions=[
            Held(permission=held, opens=sorted(one for needed, one in opened if needed is held))
            for held in me.permissions
        ]
    )


def _opened(routes: Sequence[BaseRoute], *, person: bool) -> Iterator[tuple[Permission, Opened]]:
    for route in routes:
        if isinstance(route, HTTPRoute):
            for method, (handler, _) in route.route_handler_map.items():
                message = handler.opt.get("message")
                if message and (person or not message.for_people):
                    where = f"{method} {route.path}"
                    yield message.permission, Opened(route=where, message=message.__name__)


ROUTES: tuple[HTTPRouteHandler, ...] = (my_permissions,)
