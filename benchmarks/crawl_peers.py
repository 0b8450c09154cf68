"""Other people's crawlers, in an environment of their own, on the same farm."""

import asyncio
import hashlib
import sys
from pathlib import Path

import msgspec

from benchmarks.cpu import family
from benchmarks.crawl_memory import weighing
from benchmarks.crawl_round import Round
from benchmarks.farm import Farm
from benchmarks.report import OUT, say

HERE = Path(__file__).parent / "peers"
REQUIREMENTS = HERE / "requirements.txt"
ENVIRONMENT = OUT / "peers" / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
UV = Path(sys.executable).parent / "uv"
PEERS = ("scrapy", "crawlee")


class Told(msgspec.Struct, frozen=True):
    """What a peer tells about its crawl, its own imports left out."""

    pages: int
    seconds: float
    cpu_seconds: float


async def install() -> None:
    """Make the peers' environment where it is missing or made from other requirements."""
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    made_from = ENVIRONMENT.parent / "made-from"
    if PYTHON.exists() and made_from.exists() and made_from.read_text() == wanted:
        return
    say(f"making the environment of {' and '.join(PEERS)} in {ENVIRONMENT}")
    await _run(UV, "venv", "--quiet", "--clear", "--python", sys.executable, ENVIRONMENT)
    await _run(UV, "pip", "install", "--quiet", "--python", PYTHON, "-r", REQUIREMENTS)
    made_from.write_text(wanted)


async def crawl(peer: str, farm: Farm) -> Round:
    """Let a peer crawl the farm, and check that it found every page once."""
    process = await asyncio.create_subprocess_exec(
        *(str(PYTHON), str(HERE / f"crawl_with_{peer}.py"), *farm.starts),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    before = farm.served
    async with weighing(lambda: family(process.pid), farm) as memory:
        output, errors = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{peer} ended with {process.returncode}: {errors[-2000:].decode()}")
    told = msgspec.json.decode(output, type=Told)
    served = farm.served - before
    assert told.pages == served == farm.layout.pages, f"{peer}: {told}, {served} were served"
    return Round(
        pages=told.pages, seconds=told.seconds, cpu_seconds=told.cpu_seconds, memory=memory
    )


async def _run(*command: object) -> None:
    process = await asyncio.create_subprocess_exec(*map(str, command))
    if await process.wait():
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}")
