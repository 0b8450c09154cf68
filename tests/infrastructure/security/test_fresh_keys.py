"""Keys are read often enough to be new, and seldom enough to cost nothing."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from aurora.domains.errors import Unavailable
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.security.fresh_keys import FRESH_SECONDS, FreshKeys
from aurora.infrastructure.security.signing_keys import SigningKey


@dataclass
class Shelf:
    """Keys that can be out of reach, or take as long as they like."""

    keys: list[SigningKey] = field(default_factory=lambda: [SigningKey.generate()])
    reads: int = 0
    broken: bool = False
    gate: asyncio.Event | None = None

    async def load(self) -> Sequence[SigningKey]:
        self.reads += 1
        if self.gate:
            await self.gate.wait()
        if self.broken:
            raise Unavailable("the database cannot be reached")
        return list(self.keys)


async def test_they_are_read_once_a_second_however_many_ask() -> None:
    shelf, clock = Shelf(), MemoryClock()
    keys = FreshKeys(shelf, clock)

    for _ in range(3):
        await asyncio.gather(*(keys.recent() for _ in range(50)))
    assert shelf.reads == 1

    clock.advance(FRESH_SECONDS + 0.1)
    await asyncio.gather(*(keys.recent() for _ in range(50)))
    assert shelf.reads == 2


async def test_a_flood_of_made_up_names_costs_a_handful_of_reads() -> None:
    shelf = Shelf()
    keys = FreshKeys(shelf, MemoryClock())
    await keys.recent()

    await asyncio.gather(*(keys.renewed() for _ in range(2_000)))

    assert shelf.reads <= 4


async def test_a_name_that_is_new_is_known_to_whoever_asks_after_it_was_kept() -> None:
    shelf = Shelf(gate=asyncio.Event())
    keys = FreshKeys(shelf, MemoryClock())
    reading = asyncio.create_task(keys.recent())
    await asyncio.sleep(0)
    asked = asyncio.create_task(keys.renewed())
    await asyncio.sleep(0)
    shelf.keys.append(SigningKey.generate())
    assert shelf.gate
    shelf.gate.set()

    await reading

    assert set(await asked) == {key.kid for key in shelf.keys}


async def test_while_the_database_is_away_known_keys_go_on_and_new_names_are_not_judged() -> None:
    shelf, clock = Shelf(), MemoryClock()
    keys = FreshKeys(shelf, clock)
    known = await keys.recent()
    shelf.broken = True
    clock.advance(3_600)

    assert await keys.recent() == known
    with pytest.raises(Unavailable):
        await keys.renewed()
    shelf.broken = False
    assert await keys.renewed() == known


async def test_a_read_that_hangs_holds_nobody_up_for_long() -> None:
    shelf, clock = Shelf(), MemoryClock()
    keys = FreshKeys(shelf, clock)
    known = await keys.recent()
    shelf.gate = asyncio.Event()
    clock.advance(60)

    async with asyncio.timeout(5):
        for _ in range(100):
            assert await keys.recent() == known
    assert shelf.reads == 2
    shelf.gate.set()


async def test_without_any_key_nothing_is_believed() -> None:
    keys = FreshKeys(Shelf(keys=[]), MemoryClock())

    with pytest.raises(Unavailable, match="no signing key yet"):
        await keys.recent()
