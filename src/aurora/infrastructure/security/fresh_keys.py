"""Signing keys at hand, read anew so often that every instance hears of a rotation in time."""

import asyncio
from collections.abc import Mapping

import structlog

from aurora.domains.clock import LONG_AGO, Clock
from aurora.domains.errors import Unavailable
from aurora.infrastructure.security.signing_keys import SigningKey, SigningKeys

Keys = Mapping[str, SigningKey]
FRESH_SECONDS = 1.0
PATIENCE_SECONDS = 0.2
APART_SECONDS = 0.1
LONGEST_SECONDS = 5.0
UNREAD = "the signing keys cannot be read"

log = structlog.get_logger("aurora.signing")


class FreshKeys:
    """The keys by their names, a second old at most while the database answers.

    However many ask at once, one read is under way. Where it takes long or fails, who verifies
    goes on with the keys at hand.
    """

    def __init__(self, source: SigningKeys, clock: Clock) -> None:
        self._source = source
        self._clock = clock
        self._keys: Keys = {}
        self._asked_at = LONG_AGO
        self._began = float("-inf")
        self._fault: Unavailable | None = None
        self._reading: asyncio.Task[None] | None = None
        self._renewing = asyncio.Lock()

    async def recent(self) -> Keys:
        """Give the keys of a moment ago; raises Unavailable where there are none."""
        if not self._keys or (self._clock.now() - self._asked_at).total_seconds() > FRESH_SECONDS:
            await self._finished(self._read(), PATIENCE_SECONDS if self._keys else LONGEST_SECONDS)
        return self._at_hand()

    async def renewed(self) -> Keys:
        """Give the keys as they are from now on, for a name that was not among the recent ones.

        Reads for this are a tenth of a second apart, and each serves all who asked before it
        began: names that somebody made up cost no more than that. Raises Unavailable where the
        database does not answer.
        """
        loop = asyncio.get_running_loop()
        asked = loop.time()
        async with self._renewing:
            if self._reading is not None and not self._reading.done():
                await self._finished(self._reading, LONGEST_SECONDS)
            if self._began < asked:
                await asyncio.sleep(self._began + APART_SECONDS - loop.time())
                await self._finished(self._read(), LONGEST_SECONDS)
        if self._fault or self._began < asked:
            raise self._fault or Unavailable(UNREAD)
        return self._at_hand()

    async def _finished(self, reading: "asyncio.Task[None]", seconds: float) -> None:
        """Wait until the read is done, or has been under way for so long."""
        left = self._began + seconds - asyncio.get_running_loop().time()
        await asyncio.wait({reading}, timeout=max(0.0, left))

    def _read(self) -> "asyncio.Task[None]":
        if self._reading is None or self._reading.done():
            self._asked_at = self._clock.now()
            self._began = asyncio.get_running_loop().time()
            self._reading = asyncio.create_task(self._load())
        return self._reading

    async def _load(self) -> None:
        try:
            self._keys = {key.kid: key for key in await self._source.load()}
            self._fault = None
        except Exception as error:
            log.warning("signing keys could not be read", reason=repr(error))
            self._fault = Unavailable(UNREAD)

    def _at_hand(self) -> Keys:
        if not self._keys:
            raise self._fault or Unavailable("there is no signing key yet")
        return self._keys
