"""The lobby: as many as can be hashed for wait in it, everybody else is told when to come again.

They are turned away before a body is read, a store is asked or a caller looked up, so that a crowd
at the door costs next to nothing.
"""

import time
from collections import deque
from collections.abc import Callable
from math import ceil

from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send
from litestar.types.asgi_types import ReceiveMessage

from aurora.domains.errors import Unavailable
from aurora.domains.quota import Taken

LONGEST_SECONDS = 59
FIRST_GUESS = 0.1  # seconds between two who leave
NEWEST_PART = 0.1
SLOWEST = 5.0
OVERBOOKED = 2
BODY_LIMIT = 1_000_000
NOTHING = Taken(standings=())  # who is turned away is not even counted


class Lobby:
    """So many places, and a list of those who were turned away: the next one is told to come when
    all before had their turn. More are told than can be served, by `OVERBOOKED`, because some never
    come again and an empty place helps nobody. A list that is longer than a minute begins anew.
    """

    def __init__(self, places: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._free = places
        self._clock = clock
        self._pace = FIRST_GUESS
        self._left_at: float | None = None
        self._listed_until = 0.0

    def require(self) -> None:
        """Refuse where no place is free; raises Unavailable."""
        if not self._free:
            seconds = ceil(self._listed(self._clock()))
            raise Unavailable("too many people are signing in at this moment", 1 + seconds)

    def enter(self) -> None:
        """Take a place; raises Unavailable where there is none."""
        self.require()
        self._free -= 1

    def _listed(self, now: float) -> float:
        step = self._pace / OVERBOOKED
        self._listed_until = max(now, self._listed_until) + step
        if self._listed_until > now + LONGEST_SECONDS:
            self._listed_until = now + step
        return self._listed_until - now

    def leave(self) -> None:
        """Give the place back."""
        now = self._clock()
        if self._left_at is not None:
            self._pace += NEWEST_PART * (min(SLOWEST, now - self._left_at) - self._pace)
        self._free += 1
        self._left_at = now if self._free == 1 else None


class Waiting(ASGIMiddleware):
    """Lets requests whose messages need a hash wait in the lobby, once their body is there."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Run the request in its place, if it is of that kind."""
        state = scope["litestar_app"].state
        if scope["route_handler"].opt.get("message") not in state.hashing:
            await next_app(scope, receive, send)
            return
        lobby: Lobby = state.lobby
        scope["state"]["taken"] = NOTHING
        lobby.require()
        arrived = await _arrived(receive)
        lobby.enter()
        del scope["state"]["taken"]
        try:
            await next_app(scope, arrived, send)
        finally:
            lobby.leave()


async def _arrived(receive: Receive) -> Receive:
    """Wait for the whole body, and give it again; raises 413 for a long one."""
    messages: deque[ReceiveMessage] = deque()
    size, more = 0, True
    while more:
        message = await receive()
        messages.append(message)
        more = message["type"] == "http.request" and message.get("more_body", False)
        size += len(message.get("body", b"")) if message["type"] == "http.request" else 0
        if size > BODY_LIMIT:
            raise HTTPException(status_code=413, detail=f"a body here has {BODY_LIMIT:,} bytes")

    async def again() -> ReceiveMessage:
        return messages.popleft() if messages else await receive()

    return again
