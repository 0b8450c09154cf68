"""An Aurora of one's own: `aurora serve` in a directory of its own, started, asked and stopped."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGTERM

import aiohttp
import psutil  # type: ignore[import-untyped]

from aurora.infrastructure.embedded.pid_file import PidFile
from aurora.settings import PREFIX, Settings, read
from benchmarks.cpu import cpu_seconds, family
from benchmarks.report import OUT

READY_SECONDS = 120.0
STOP_SECONDS = 60.0
POLL_SECONDS = 0.03
MANY = "1000000000"  # counted like all requests, and never refused
CHILDREN = ("web", "worker", "postgres", "redis", "chroma")


@dataclass(frozen=True, kw_only=True)
class RunningAurora:
    """One that is ready, and what it took to get there."""

    pid: int
    url: str
    data_dir: Path
    ready_s: float
    ready_cpu_s: float

    def settings(self) -> Settings:
        """Give the settings that its web process runs under, stores included."""
        return read(psutil.Process(self.pids()["web"]).environ())

    def pids(self) -> Mapping[str, int]:
        """Give the process number of each of its parts."""
        return {name: _pid(self.data_dir / "run" / f"{name}.pid") for name in CHILDREN}

    def members(self) -> Mapping[str, list[psutil.Process]]:
        """Give the processes of each of its parts, and the one that watches them."""
        watcher = {"serve": [psutil.Process(self.pid)]}
        return watcher | {name: family(pid) for name, pid in self.pids().items()}


@asynccontextmanager
async def aurora(data_dir: Path, **settings: object) -> AsyncIterator[RunningAurora]:
    """Start one, wait until it is ready, and stop it at the end."""
    port = _free_port()
    environment = _environment(data_dir, port) | {
        PREFIX + name.upper(): str(value) for name, value in settings.items()
    }
    with (data_dir.parent / f"{data_dir.name}.log").open("ab") as output:
        started = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "aurora", "serve", "--no-welcome"),
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        await asyncio.wait_for(_ready(url, process), READY_SECONDS)
        yield RunningAurora(
            pid=process.pid,
            url=url,
            data_dir=data_dir,
            ready_s=time.monotonic() - started,
            ready_cpu_s=cpu_seconds([process.pid]),
        )
    finally:
        await _stop(process)


def _environment(data_dir: Path, port: int) -> dict[str, str]:
    """Give what a user's shell gives; bytecode is kept, as Python does unless it is told not to."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    return own | {
        "PYTHONPYCACHEPREFIX": str(OUT / "bytecode"),
        f"{PREFIX}DATA_DIR": str(data_dir),
        f"{PREFIX}PORT": str(port),
        f"{PREFIX}RATE_LIMIT": MANY,
        f"{PREFIX}ADDRESS_RATE_LIMIT": MANY,
        "XDG_STATE_HOME": str(data_dir.parent / "state"),
    }


async def _ready(url: str, process: asyncio.subprocess.Process) -> None:
    async with aiohttp.ClientSession(trust_env=False) as http:
        while process.returncode is None:
            try:
                async with http.get(f"{url}/health/ready") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(POLL_SECONDS)
    raise RuntimeError(f"aurora serve ended with {process.returncode}")


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def _pid(file: Path) -> int:
    running = PidFile(file).orphan()
    if running is None:
        raise RuntimeError(f"nothing runs that {file.name} names")
    return running.pid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
