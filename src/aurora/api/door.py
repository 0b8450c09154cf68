"""The door: how a request becomes a message on the bus."""

from functools import partial
from typing import Any, TypeVar, cast

import msgspec
from litestar import Request
from litestar.datastructures import Headers

from aurora.api.origins import origin_of
from aurora.api.youth import Patience
from aurora.bus import Bus
from aurora.commands.command import Command
from aurora.domains.errors import Invalid
from aurora.domains.event import Position
from aurora.domains.origin import Origin
from aurora.domains.principal import Principal
from aurora.queries.query import Query

R = TypeVar("R")
KEY_LIMIT = 200
POSITION = "Aurora-Position"
IDEMPOTENCY_KEY = "Idempotency-Key"


class Undeclared(Exception):
    """A route sends a message that it did not declare: its permission would be invisible."""


class Door:
    """One request's way to the bus: under the caller's name, with the caller's position and key."""

    def __init__(
        self,
        bus: Bus,
        by: Principal,
        headers: Headers,
        declared: tuple[Any, ...],
        origin: Origin,
        patience: Patience,
    ) -> None:
        self.by = by
        self.origin = origin
        self._patience = patience
        self._bus = bus
        self._headers = headers
        self._declared = declared
        self.position: Position | None = None

    async def send(self, command: Command[R]) -> R:
        """Run a command once per Idempotency-Key, and note the position of its effect."""
        self._declares(command)
        receipt = await self._bus.deliver(command, self.by, key=self.key(), origin=self.origin)
        self.position = receipt.position
        self._patience.told(receipt.answer)
        return receipt.answer

    async def ask(self, query: Query[R]) -> R:
        """Answer a query from projections that have reached the caller's position. Who tells none
        is not told of what came into being a moment ago that it is missing: it is waited for.
        """
        self._declares(query)
        after = self.after()
        ask = partial(self._bus.ask, query, self.by, after=after, origin=self.origin)
        return await (ask() if after else self._patience.once_seen(query, self.by.id, ask))

    def after(self) -> Position | None:
        """Give the position that the caller has seen, if it says so."""
        seen = self._headers.get(POSITION)
        return Position.parse(seen) if seen else None

    def key(self) -> str | None:
        """Give the request's Idempotency-Key, if it has one."""
        key = self._headers.get(IDEMPOTENCY_KEY)
        if key is not None and not (1 <= len(key) <= KEY_LIMIT and key.isprintable()):
            raise Invalid(f"a key has 1 to {KEY_LIMIT} printable characters", IDEMPOTENCY_KEY)
        return key

    def _declares(self, message: msgspec.Struct) -> None:
        if type(message) not in self._declared:
            raise Undeclared(f"this route does not declare {type(message).__name__}")


def open_door(request: Request[Principal, Any, Any]) -> Door:
    """Give the request its door; the answer's headers are read off it."""
    opt = request.route_handler.opt
    declared = (opt.get("message"), *opt.get("also", ()))
    state, origin = request.app.state, origin_of(request)
    bus, patience = cast("Bus", state.bus), cast("Patience", state.patience)
    door = Door(bus, request.user, request.headers, declared, origin, patience)
    request.scope["state"]["door"] = door
    return door
