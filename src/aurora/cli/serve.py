"""`aurora serve`: everything on one machine, with one command."""

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import click
from rich.console import Console

from aurora.cli import targets
from aurora.infrastructure.embedded.lock import InUse
from aurora.infrastructure.embedded.system import EmbeddedSystem
from aurora.infrastructure.local_files import RunningFile, TokenFile
from aurora.settings import Settings, to_environment

READY_SECONDS = 60.0

console = Console(highlight=False)


@click.command("serve")
@click.option("--perceive", metavar="URL", help="Perceive this site instead of the manual.")
@click.option("--welcome/--no-welcome", default=True, help="Perceive something when empty.")
def command(perceive: str | None, welcome: bool) -> None:
    """Start stores, web and worker; Ctrl-C stops them all."""
    try:
        asyncio.run(_serve(targets.settings(), perceive, welcome))
    except InUse as error:
        raise click.ClickException(str(error)) from error


async def _serve(settings: Settings, perceive: str | None, welcome: bool) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    system = EmbeddedSystem(settings)
    running = RunningFile(settings)
    console.print("Starting PostgreSQL, Redis and Chroma, then worker and web …")
    try:
        await _until(stopping, system.start())
        if not stopping.is_set():
            running.note()
            await _until(stopping, _greet(system, settings, perceive, welcome))
        await stopping.wait()
    finally:
        console.print("\nStopping …")
        await system.stop()
        running.forget()
        console.print("Stopped. The next start takes up where this one was.")


async def _until(stopping: asyncio.Event, doing: Coroutine[Any, Any, None]) -> None:
    task, stop = asyncio.create_task(doing), asyncio.create_task(stopping.wait())
    await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
    if not task.done():
        task.cancel()
    stop.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _greet(
    system: EmbeddedSystem, settings: Settings, perceive: str | None, welcome: bool
) -> None:
    if not await system.ready(READY_SECONDS):
        console.print(f"[yellow]Not everything is ready; see {settings.data_dir / 'logs'}[/]")
    console.print(f"[bold green]Aurora answers at {settings.url}[/]")
    console.print(f"  manual    {settings.url}/docs/")
    console.print(f"  API       {settings.url}/api")
    token = TokenFile(settings.data_dir).read()
    if token and token != settings.bootstrap_token:
        console.print(f"  one-time token for the first administrator: [bold]{token}[/]")
        console.print(f"  (POST {settings.url}/v1/auth/bootstrap; it is good for one use)")
    if welcome:
        await _welcome(settings, perceive)
    console.print("Ctrl-C stops everything.")


async def _welcome(settings: Settings, perceive: str | None) -> None:
    arguments = ["welcome", *(["--url", perceive] if perceive else [])]
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "aurora",
        *arguments,
        env={**os.environ, **to_environment(settings)},
        start_new_session=True,
    )
    try:
        await child.wait()
    except asyncio.CancelledError:
        child.terminate()
        await child.wait()
        raise
