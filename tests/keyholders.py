"""Instances of Aurora that sign and verify under one keyring, in memory or on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from tests.harness import Present, Silence

from aurora.bus import Bus, Ledger
from aurora.commands.identity.keep_signing_keys import KeepSigningKeys, keep_signing_keys
from aurora.commands.identity.rotate_signing_keys import (
    RotateSigningKeys,
    Rotation,
    rotate_signing_keys,
)
from aurora.domains.clock import Clock
from aurora.domains.identity.access_token import LIFETIME, Claims
from aurora.domains.identity.keyring import KEYRING_ID, Schedule
from aurora.domains.identity.ports import Identity, SigningKeyMint
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.identity import MemoryIdentity
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryLedger, MemoryRecord
from aurora.infrastructure.security.signer import EdDsaSigner
from aurora.infrastructure.security.signing_keys import (
    Ed25519Mint,
    SigningKey,
    SigningKeys,
    loaded,
)

ISSUER, AUDIENCE = "https://aurora.test", "aurora"


@dataclass
class MemoryKeys:
    """The keyring of a record in memory, and how often it was read."""

    identity: Identity
    reads: int = 0

    async def load(self) -> Sequence[SigningKey]:
        self.reads += 1
        async with self.identity.work() as work:
            ring = await work.keyrings.find(KEYRING_ID)
        return loaded(ring.keys) if ring else []


@dataclass
class Keyholders:
    """A keyring, who rotates it, and as many instances as are wanted."""

    bus: Bus
    keys: SigningKeys
    clock: MemoryClock
    count: int = field(default=0, init=False)

    def instance(self) -> EdDsaSigner:
        return EdDsaSigner(self.keys, self.clock, issuer=ISSUER, audience=AUDIENCE)

    async def keep(self) -> None:
        await self.bus.send(KeepSigningKeys(), SYSTEM)

    async def rotate(self, *, now: bool = False) -> Rotation:
        return await self.bus.send(RotateSigningKeys(now=now), SYSTEM)

    def claims(self) -> Claims:
        self.count += 1
        now = int(self.clock.now().timestamp())
        return Claims(
            sub=UUID(int=1),
            sid=UUID(int=2),
            jti=UUID(int=self.count),
            iat=now,
            exp=now + LIFETIME,
            scope="search",
        )


def keyholders(
    identity: Identity, keys: SigningKeys, ledger: Ledger, clock: MemoryClock, days: int = 90
) -> Keyholders:
    """Give keyholders over any store."""
    ports = {
        Identity: identity,
        SigningKeyMint: Ed25519Mint(),
        Schedule: Schedule(days),
        Clock: clock,
    }
    handlers = (keep_signing_keys, rotate_signing_keys)
    bus = Bus(handlers, ports, ledger=ledger, progress=Present(), meter=Silence())
    return Keyholders(bus, keys, clock)


def memory_keyholders(days: int = 90) -> Keyholders:
    """Give keyholders in memory."""
    clock = MemoryClock()
    record = MemoryRecord(clock, MemoryIds())
    identity = MemoryIdentity(record)
    return keyholders(identity, MemoryKeys(identity), MemoryLedger(record), clock, days)
