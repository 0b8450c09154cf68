"""Passwords under argon2id, in a bounded pool of threads."""

import asyncio
import base64
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from aurora.domains.errors import Unavailable

R = TypeVar("R")
RETRY_AFTER = 2
BEHIND = 5
COST = 19_456, 2, 1


class Argon2PasswordHasher:
    """argon2id, at a cost of so many KiB of memory, passes and lanes; OWASP recommends 19 MiB, two
    passes and one lane. Its threads stand back behind all others.

    At most `slots` hashes run and `waiting` more wait for a slot; where these `places` are taken,
    Unavailable.
    """

    def __init__(
        self,
        cost: tuple[int, int, int] = COST,
        *,
        slots: int = 2,
        waiting: int = 48,
    ) -> None:
        memory, passes, lanes = cost
        self._argon2 = PasswordHasher(
            time_cost=passes, memory_cost=memory, parallelism=lanes, hash_len=32, salt_len=16
        )
        self._nobody = _unmatchable(*cost)
        self.places = slots + waiting
        self._free = threading.BoundedSemaphore(self.places)
        self._threads = ThreadPoolExecutor(slots, "argon2", _stand_back)

    async def hash(self, password: str) -> str:
        """Give a salted hash that carries its own parameters."""
        return await self._in_thread(lambda: self._argon2.hash(password))

    async def verify(self, password: str, hash: str | None) -> bool:
        """Tell whether the password is the hashed one; without a hash, spend as long on a no."""
        return await self._in_thread(lambda: self._matches(hash or self._nobody, password))

    def outdated(self, hash: str) -> bool:
        """Tell whether the hash has other parameters than new ones get."""
        return self._argon2.check_needs_rehash(hash)

    def close(self) -> None:
        """Let the threads end; hashes that wait are given up."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _matches(self, hash: str, password: str) -> bool:
        try:
            return self._argon2.verify(hash, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _in_thread(self, work: Callable[[], R]) -> R:
        if not self._free.acquire(blocking=False):
            raise Unavailable("too many people are signing in at this moment", RETRY_AFTER)
        running = self._threads.submit(work)
        running.add_done_callback(lambda _: self._free.release())
        return await asyncio.wrap_future(running)


def _stand_back() -> None:
    """Let this thread run after those that answer requests; Linux has a priority per thread."""
    with suppress(OSError):
        behind = os.getpriority(os.PRIO_PROCESS, 0) + BEHIND
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), behind)


def _unmatchable(memory: int, passes: int, lanes: int) -> str:
    salt, digest = (base64.b64encode(os.urandom(n)).decode().rstrip("=") for n in (16, 32))
    return f"$argon2id$v=19$m={memory},t={passes},p={lanes}${salt}${digest}"
