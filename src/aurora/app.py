"""What a process of Aurora is: the web application, and the worker."""

import asyncio
import signal
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import structlog
import uvicorn
from litestar import Litestar

from aurora import __version__
from aurora.api import (
    batches,
    crawl_fates,
    handing_in,
    identity,
    knowledge,
    perception,
    routing,
    scrapes,
    site_maps,
    uploads,
)
from aurora.api.application import assemble
from aurora.api.identity.account_page import account_page
from aurora.api.lobby import Lobby
from aurora.api.origins import Proxies
from aurora.api.rate_limits import Gate
from aurora.api.state import Parts
from aurora.commands.command import Command
from aurora.commands.identity.expire_addresses import ExpireAddresses
from aurora.commands.identity.expire_invitations import ExpireInvitations
from aurora.commands.identity.issue_local_key import IssueLocalKey
from aurora.commands.identity.keep_signing_keys import KeepSigningKeys
from aurora.commands.identity.prepare_bootstrap import PrepareBootstrap
from aurora.commands.identity.tidy_sessions import TidySessions
from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.container import Container
from aurora.domains.errors import AuroraError
from aurora.domains.identity.ports import PasswordHasher
from aurora.domains.principal import ANONYMOUS, SYSTEM
from aurora.infrastructure.cancellation import cancelled
from aurora.infrastructure.local_files import KeyFile, TokenFile
from aurora.infrastructure.observability import logs
from aurora.infrastructure.postgres.migration import prepare_schema
from aurora.infrastructure.postgres.privileges import unprotected
from aurora.infrastructure.postgres.schema import HEAD, current, wait_for_schema
from aurora.infrastructure.system import allow_open_files, collect_seldom, return_large_blocks
from aurora.queries.identity.authenticate import Authenticate
from aurora.settings import Settings

ROUTES = (
    *identity.ROUTES,
    *knowledge.ROUTES,
    *handing_in.ROUTES,
    *uploads.ROUTES,
    *perception.ROUTES,
    *crawl_fates.ROUTES,
    *batches.ROUTES,
    *site_maps.ROUTES,
    *scrapes.ROUTES,
    *routing.ROUTES,
)
SITES = (Path(__file__).parent / "manual", Path(__file__).parents[2] / "site")
SWEEPS: tuple[Command[None], ...] = (SweepCrawls(), TidySessions(), KeepSigningKeys())
SWEEP_SECONDS = 5.0
EXPIRE_SECONDS = 600.0
DRAIN_SECONDS = 10
IDLE_SECONDS = 75  # beyond the 60 of most proxies: who closes first breaks the next request

log = structlog.get_logger("aurora.app")


def create_app(container: Container) -> Litestar:
    """Make the web application over a container."""
    settings = container.settings()
    manuals = [settings.manual_dir] if settings.manual_dir else SITES
    parts = Parts(
        bus=container.bus(),
        router=container.router(),
        uses=container.identity.key_uses(),
        unsealed=container.identity.backlog(),
        lost=container.lost_texts(),
        metrics=container.metrics(),
        readiness=container.readiness(),
        gate=Gate(
            container.rate_limits(),
            principal=settings.rate_limit,
            address=settings.address_rate_limit,
        ),
        lobby=Lobby(container.identity.hasher().places),
        hashing=container.bus().needing(PasswordHasher),
        proxies=Proxies(settings.proxies),
        origins=settings.origins,
        blobs=container.blobs(),
        upload_limit=settings.upload_limit,
        version=__version__,
        manual=next((site for site in manuals if site.is_dir()), None),
        swagger=_swagger(),
    )
    return assemble(parts, ROUTES, *identity.WELL_KNOWN, account_page())


async def serve_web(settings: Settings) -> None:
    """Answer HTTP until told to stop."""
    logs.configure(settings.log_level, "web")
    allow_open_files()
    collect_seldom()
    async with _container(settings) as container:
        await wait_for_schema(container.engine())
        await container.bus().send(KeepSigningKeys(), SYSTEM)
        if settings.bootstrap_token:
            await container.bus().send(PrepareBootstrap(token=settings.bootstrap_token), SYSTEM)
        config = uvicorn.Config(
            create_app(container),
            host=settings.host,
            port=settings.port,
            access_log=False,
            log_config=None,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=DRAIN_SECONDS,
            timeout_keep_alive=IDLE_SECONDS,
        )
        await _warn_of_one_role(container)
        beside = [container.local_relay().run()] if settings.words_here else []
        beside.append(container.identity.key_uses().run())
        beside.append(container.identity.refusals().run())
        await _first_of(uvicorn.Server(config).serve(), *beside)


async def serve_worker(settings: Settings, *, prepare: bool) -> None:
    """Run jobs, projections and policies until told to stop."""
    logs.configure(settings.log_level, "worker")
    allow_open_files()
    collect_seldom()
    return_large_blocks()
    async with _container(settings) as container:
        if prepare and await current(container.engine()) != HEAD:
            await prepare_schema(settings)
        await wait_for_schema(container.engine())
        if prepare:
            await _keep_keys(container)
        relay = container.relay() if settings.words_here else container.shared_relay()
        await _warn_of_one_role(container)
        await _first_of(
            _told_to_stop(),
            relay.run(),
            container.worker().run(),
            _sweep(container, SWEEP_SECONDS, SWEEPS),
            _sweep(container, EXPIRE_SECONDS, [ExpireAddresses(), ExpireInvitations()]),
            container.identity.refusals().run(),
            container.identity.sealer().run(),
        )


@asynccontextmanager
async def _container(settings: Settings) -> AsyncIterator[Container]:
    container = Container(settings=settings)
    try:
        yield container
    finally:
        await container.renderer().aclose()
        await container.filler().aclose()
        await container.webhooks().aclose()
        await container.extraction().aclose()
        await container.document_workers().aclose()
        await container.guarded().aclose()
        await container.unguarded().aclose()
        await container.meaning().aclose()
        container.embedder().close()
        await container.job_engine().close()
        await container.redis().aclose()
        await container.engine().dispose()


async def _first_of(*running: Coroutine[Any, Any, None]) -> None:
    tasks = [asyncio.create_task(one) for one in running]
    done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    for task in done:
        task.result()


async def _told_to_stop() -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    await stopping.wait()


async def _sweep(container: Container, seconds: float, commands: Sequence[Command[None]]) -> None:
    while not cancelled():
        await asyncio.sleep(seconds)
        for command in commands:
            try:
                await container.bus().send(command, SYSTEM)
            except Exception as error:
                log.warning("sweep failed", command=type(command).__name__, reason=repr(error))


async def _warn_of_one_role(container: Container) -> None:
    if await unprotected(container.engine()):
        log.warning(
            "the audit log is not protected from Aurora itself",
            remedy="run Aurora under a role of its own, and migrations under another one",
        )


async def _keep_keys(container: Container) -> None:
    settings, bus = container.settings(), container.bus()
    key, token = KeyFile(settings.data_dir), TokenFile(settings.data_dir)
    if not await _opens(container, key.read()):
        key.write(await bus.send(IssueLocalKey(), SYSTEM))
    wanted = settings.bootstrap_token or token.read()
    if prepared := await bus.send(PrepareBootstrap(token=wanted), SYSTEM):
        token.write(prepared)
    else:
        token.remove()


async def _opens(container: Container, key: str | None) -> bool:
    try:
        await container.bus().ask(Authenticate(credential=key or ""), ANONYMOUS)
    except AuroraError:
        return False
    return True


def _swagger() -> Path | None:
    found = find_spec("swagger_ui")
    return Path(found.origin).parent / "static" if found and found.origin else None
