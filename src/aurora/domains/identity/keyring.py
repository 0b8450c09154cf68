"""The keyring: what access tokens are signed with, one key after the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from msgspec.structs import replace

from aurora.domains.aggregate import Aggregate
from aurora.domains.identity.access_token import LIFETIME
from aurora.domains.identity.events import (
    SigningKeyErased,
    SigningKeyPublished,
    SigningKeyRetired,
)

KEYRING_ID = UUID("00000000-0000-7000-8000-000000000002")
AHEAD = timedelta(minutes=10)  # more than key sets are cached for, and instances go unread
LAST_TOKEN = timedelta(seconds=LIFETIME + 120)  # from the last signature on, by whoever's clock
JUST_NOW = timedelta(seconds=10)


class MintedKey(msgspec.Struct, frozen=True, kw_only=True):
    """A fresh key pair: `kid` and `x` are public, the private half is PEM."""

    kid: str
    x: str
    private: str

    def __repr__(self) -> str:
        return f"MintedKey({self.kid})"


class RingKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key of the ring; it signs from a moment on until the next one does.

    What it signed is believed until `retires_at`; its private half is erased after that.
    """

    kid: str
    x: str
    private: str | None
    published_at: datetime
    signs_from: datetime
    retires_at: datetime | None = None

    def __repr__(self) -> str:
        return f"RingKey({self.kid})"

    def believed(self, now: datetime) -> bool:
        """Tell whether tokens under it hold at that moment."""
        return self.retires_at is None or now < self.retires_at


class Schedule(msgspec.Struct, frozen=True):
    """How many days a key signs for; with 0, until somebody rotates."""

    days: int

    def over(self, key: RingKey, now: datetime) -> bool:
        """Tell whether it is time to publish the key's successor."""
        return self.days > 0 and key.signs_from + timedelta(days=self.days) <= now + AHEAD


@dataclass(kw_only=True, eq=False)
class Keyring(Aggregate):
    """The one aggregate of its kind; its version makes one rotation of two at once."""

    keys: tuple[RingKey, ...] = ()

    def rotate(self, minted: MintedKey, now: datetime) -> RingKey:
        """Publish a key that signs when everybody has had the time to hear of it; where one is
        waiting for that already, it is the one.
        """
        if self.keys and self.keys[-1].signs_from > now:
            return self.keys[-1]
        signs_from = now + AHEAD if self.keys else now
        self._retire(signs_from + LAST_TOKEN)
        return self._publish(minted, now, signs_from)

    def replace(self, minted: MintedKey, now: datetime) -> RingKey:
        """Sign with another key at once, and believe nothing more that the others signed; where
        that was done just now, it is done.
        """
        if self._replaced_since(now - JUST_NOW):
            return self.keys[-1]
        self._retire(now)
        self.erase(now)
        return self._publish(minted, now, now)

    def keep_up(self, schedule: Schedule, mint: Callable[[], MintedKey], now: datetime) -> None:
        """Do what the time asks for: the first key, the next one, the end of old ones."""
        if not self.keys or schedule.over(self.keys[-1], now):
            self.rotate(mint(), now)
        self.erase(now)

    def erase(self, now: datetime) -> None:
        """Forget the private halves of keys that are believed no more."""
        self.keys = tuple(self._erased(now))

    def _erased(self, now: datetime) -> Iterator[RingKey]:
        for key in self.keys:
            if key.private is None or key.believed(now):
                yield key
            else:
                self.record(SigningKeyErased(keyring_id=self.id, kid=key.kid))
                yield replace(key, private=None)

    def _publish(self, minted: MintedKey, now: datetime, signs_from: datetime) -> RingKey:
        key = RingKey(
            kid=minted.kid,
            x=minted.x,
            private=minted.private,
            published_at=now,
            signs_from=signs_from,
        )
        self.keys = (*self.keys, key)
        self.record(SigningKeyPublished(keyring_id=self.id, kid=key.kid, signs_from=signs_from))
        return key

    def _retire(self, at: datetime) -> None:
        self.keys = tuple(self._retired(key, at) for key in self.keys)

    def _retired(self, key: RingKey, at: datetime) -> RingKey:
        if not key.believed(at):
            return key
        self.record(SigningKeyRetired(keyring_id=self.id, kid=key.kid, at=at))
        return replace(key, retires_at=at)

    def _replaced_since(self, moment: datetime) -> bool:
        newest = self.keys[-1] if self.keys else None
        return newest is not None and newest.signs_from == newest.published_at > moment
