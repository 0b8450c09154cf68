"""What the application hands to its routes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from uuid import UUID

import msgspec

from aurora.api.lobby import Lobby
from aurora.api.origins import Proxies
from aurora.api.rate_limits import Gate
from aurora.bus import Bus
from aurora.domains.blobs import Blobs
from aurora.router.router import AuroraRouter

PLACES = 50
UPLOAD_LIMIT = 100_000_000


class Metrics(Protocol):
    """Counts answers and shows everything counted."""

    @property
    def media_type(self) -> str:
        """The media type of `render`."""
        ...

    def answered(self, method: str, route: str, status: int) -> None:
        """Take note of one HTTP answer."""
        ...

    def ready(self, component: str, ready: bool) -> None:
        """Take note of a component's readiness."""
        ...

    def unsealed(self, entries: float) -> None:
        """Take note of how much of the audit log waits to be sealed; NaN where nobody knows."""
        ...

    def lost(self, texts: float) -> None:
        """Take note of how many texts of documents are lost; NaN where nobody knows."""
        ...

    def render(self) -> bytes:
        """Give everything that was counted."""
        ...


class Backlog(Protocol):
    """Knows how much waits."""

    async def size(self) -> float:
        """Give how many there are."""
        ...


class Uses(Protocol):
    """Remembers when API keys were used."""

    def note(self, id: UUID) -> None:
        """Take note that a key is used at this moment."""
        ...


class Ready(Protocol):
    """Tells whether this process can serve."""

    async def check(self) -> Mapping[str, str]:
        """Give each component's state: `ok`, or the reason why not."""
        ...


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """The parts that routes are made of; `unsealed` knows the audit log, `lost` what the word index
    misses, `manual` and `swagger` are directories of static files, `origins` those of web pages
    that may ask, `upload_limit` is in bytes.
    """

    bus: Bus
    metrics: Metrics
    readiness: Ready
    version: str
    gate: Gate = Gate()
    lobby: Lobby = msgspec.field(default_factory=lambda: Lobby(PLACES))
    hashing: frozenset[type[msgspec.Struct]] = frozenset()
    proxies: Proxies = Proxies()
    origins: tuple[str, ...] = ()
    router: AuroraRouter | None = None
    uses: Uses | None = None
    unsealed: Backlog | None = None
    lost: Backlog | None = None
    blobs: Blobs | None = None
    upload_limit: int = UPLOAD_LIMIT
    manual: Path | None = None
    swagger: Path | None = None
