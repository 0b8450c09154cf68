"""A program that owns a data directory until it is killed, saying what runs for it."""

import asyncio
import sys
from pathlib import Path

import msgspec

from aurora.infrastructure.embedded.stores import EmbeddedStores


async def main() -> None:
    stores = EmbeddedStores(Path(sys.argv[1]))
    urls = await stores.start()
    said = {"urls": msgspec.to_builtins(urls), "pids": stores.pids()}
    sys.stdout.buffer.write(msgspec.json.encode(said) + b"\n")
    sys.stdout.flush()
    await stores.watch()


asyncio.run(main())
