"""A reception: routes served over a bus in memory, to callers who are known by name."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from litestar import Litestar, Router
from litestar.handlers import HTTPRouteHandler
from litestar.testing import AsyncTestClient
from tests.harness import Silence
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER

from aurora.api.application import assemble
from aurora.api.origins import Proxies
from aurora.api.rate_limits import Gate
from aurora.api.state import UPLOAD_LIMIT, Parts
from aurora.bus import Bus
from aurora.domains.blobs import Blobs
from aurora.domains.errors import Unauthenticated
from aurora.domains.principal import Principal
from aurora.infrastructure.memory.rate_limits import MemoryRateLimits
from aurora.infrastructure.memory.system import MemoryClock
from aurora.queries.identity.authenticate import Authenticate
from aurora.router.router import AuroraRouter

PROXIES, ORIGINS = ("10.0.0.0/8", "fd00::/8"), ("https://app.example",)
Client = AsyncTestClient[Litestar]
PEOPLE = {person.name: person for person in (ADMIN, EDITOR, STRANGER, VIEWER)}


class Quiet(Silence):
    """Metrics and readiness that nobody reads."""

    media_type = "text/plain"

    def answered(self, method: str, route: str, status: int) -> None:
        """Take no note."""

    def ready(self, component: str, ready: bool) -> None:
        """Take no note."""

    def unsealed(self, entries: float) -> None:
        """Take no note."""

    def lost(self, texts: float) -> None:
        """Take no note."""

    def render(self) -> bytes:
        """Show nothing."""
        return b""

    async def check(self) -> Mapping[str, str]:
        """Find nothing wrong."""
        return {}


async def authenticate(query: Authenticate) -> Principal:
    """Believe everybody who gives a known name."""
    if query.credential in PEOPLE:
        return PEOPLE[query.credential]
    raise Unauthenticated("who is it?")


def as_(person: Principal, **headers: str) -> dict[str, str]:
    """Give the headers of a request by somebody."""
    return {"Authorization": f"Bearer {person.name}", **headers}


@asynccontextmanager
async def served(
    bus: Bus,
    routes: Sequence[HTTPRouteHandler],
    *rooted: Router | HTTPRouteHandler,
    router: AuroraRouter | None = None,
    rate: int = 10_000,
    blobs: Blobs | None = None,
    upload_limit: int = UPLOAD_LIMIT,
) -> AsyncIterator[Client]:
    """Serve routes, and give a client."""
    quiet = Quiet()
    parts = Parts(
        bus=bus,
        metrics=quiet,
        readiness=quiet,
        version="0",
        router=router,
        gate=Gate(MemoryRateLimits(MemoryClock()), principal=rate, address=2 * rate),
        proxies=Proxies(PROXIES),
        origins=ORIGINS,
        blobs=blobs,
        upload_limit=upload_limit,
    )
    app = assemble(parts, routes, *rooted)
    async with AsyncTestClient(app, raise_server_exceptions=False) as client:
        yield client
