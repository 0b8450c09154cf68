"""What one page fetches through the proxy: by which right, how much, and what came in between."""

import asyncio
import secrets
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aurora.domains.perception.types import FetchFailed
from aurora.infrastructure.web.decoding import too_large

MOST_AT_ONCE = 64


class TooMuch(Exception):
    """The page has fetched all that it may, or is over."""


@dataclass(kw_only=True, eq=False)
class Errand:
    """The right of one page to use the proxy, as long as it is open; its bytes are counted."""

    limit: int
    name: str = field(default_factory=lambda: secrets.token_hex(8), init=False)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24), init=False, repr=False)
    spent: int = field(default=0, init=False)
    failures: dict[str, FetchFailed] = field(default_factory=dict, init=False)
    under_way: set[asyncio.Task[object]] = field(default_factory=set, init=False)
    over: bool = field(default=False, init=False)

    @property
    def credential(self) -> str:
        """What the browser shows to the proxy."""
        return "Basic " + b64encode(f"{self.name}:{self.secret}".encode()).decode()

    @property
    def too_large(self) -> FetchFailed | None:
        """The failure of a page that has fetched more than it may."""
        return too_large(self.limit) if self.spent > self.limit else None

    def spend(self, count: int) -> None:
        """Count bytes; raises TooMuch."""
        self.spent += count
        if self.spent > self.limit:
            raise TooMuch

    @contextmanager
    def joined(self) -> Iterator[None]:
        """Run the present task as a connection of the errand, which ends with it."""
        task = asyncio.current_task()
        if task is None or self.over or len(self.under_way) >= MOST_AT_ONCE:
            raise TooMuch
        self.under_way.add(task)
        try:
            yield
        except asyncio.CancelledError:
            if self.over:
                raise TooMuch from None
            raise
        finally:
            self.under_way.discard(task)

    async def end(self) -> None:
        """End all connections, and let no other begin."""
        self.over = True
        ending = list(self.under_way)
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
