"""Other people's crawlers, in an environment of their own, on the same farm."""

import asyncio
from pathlib import Path

import msgspec

from benchmarks.cpu import family
from benchmarks.crawl_memory import weighing
from benchmarks.crawl_round import Round
from benchmarks.environments import Environment
from benchmarks.farm import Farm

HERE = Path(__file__).parent / "peers"
ENVIRONMENT = Environment("peers", HERE / "requirements.txt")
PEERS = ("scrapy", "crawlee")


class Told(msgspec.Struct, frozen=True):
    """What a peer tells about its crawl, its own imports left out."""

    pages: int
    seconds: float
    cpu_seconds: float


async def crawl(peer: str, farm: Farm) -> Round:
    """Let a peer crawl the farm, and check that it found every page once."""
    process = await asyncio.create_subprocess_exec(
        *(str(ENVIRONMENT.python), str(HERE / f"crawl_with_{peer}.py"), *farm.starts),
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
