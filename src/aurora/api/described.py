"""What the OpenAPI document says of all routes alike: how each may refuse, and that commands take
an Idempotency-Key.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from litestar.handlers import HTTPRouteHandler
from litestar.openapi import ResponseSpec
from litestar.openapi.spec import OpenAPIType, Operation, Parameter, Schema
from litestar.plugins import ReceiveRoutePlugin
from litestar.routes import BaseRoute, HTTPRoute

from aurora.api.door import IDEMPOTENCY_KEY, KEY_LIMIT
from aurora.api.problems import MEDIA_TYPE, STATUS, TITLES, Problem
from aurora.commands.command import Command
from aurora.domains.errors import Invalid
from aurora.domains.principal import Permission

KEY = Parameter(
    name=IDEMPOTENCY_KEY,
    param_in="header",
    description="the same command with the same key is done once and answered alike",
    schema=Schema(type=OpenAPIType.STRING, min_length=1, max_length=KEY_LIMIT),
)
EVERYWHERE, WITH_BODY = (400, 401, 422, 429, 503), (408, 413, 415)
SAID = {400: STATUS[Invalid][1], **TITLES, **dict(STATUS.values())}


@dataclass
class Keyed(Operation):
    """Is done once under a key."""

    def __post_init__(self) -> None:
        """Add the header to the parameters of the route's own."""
        self.parameters = [*(self.parameters or ()), KEY]


class Described(ReceiveRoutePlugin):
    """Describes each route, as it is registered, by the message that it declares; what a route says
    of itself comes first.
    """

    def receive_route(self, route: BaseRoute) -> None:
        """Add to the handlers of a path what holds for all of their kind."""
        handlers = route.route_handler_map.values() if isinstance(route, HTTPRoute) else ()
        for handler, _ in handlers:
            if message := handler.opt.get("message"):
                refusals = {
                    status: answer(Problem, SAID[status], MEDIA_TYPE)
                    for status in _refusals(handler, message)
                }
                handler.responses = {**refusals, **(handler.responses or {})}
                if _is_keyed(message) and handler.operation_class is Operation:
                    handler.operation_class = Keyed


def answer(kind: type[Any], said: str, media_type: str = "application/json") -> ResponseSpec:
    """Describe an answer of that type."""
    return ResponseSpec(kind, generate_examples=False, description=said, media_type=media_type)


def answers(kinds: Mapping[int, tuple[type[Any], str]]) -> dict[int, ResponseSpec]:
    """Describe several answers that a route may give."""
    return {status: answer(kind, said) for status, (kind, said) in kinds.items()}


def _refusals(handler: HTTPRouteHandler, message: type[Any]) -> Iterator[int]:
    yield from EVERYWHERE
    if message.permission is not Permission.ANYONE:
        yield 403
    if any("{" in path for path in handler.paths) or _names_something(message):
        yield 404
    if issubclass(message, Command):
        yield 409
    if "data" in handler.parsed_fn_signature.parameters or "body" in handler.opt:
        yield from WITH_BODY


def _names_something(message: type[Any]) -> bool:
    return any(name.endswith(("_id", "_ids")) for name in message.__struct_fields__)


def _is_keyed(message: type[Any]) -> bool:
    keeps = issubclass(message, Command) and not message.secret_answer
    return keeps and message.permission is not Permission.ANYONE
