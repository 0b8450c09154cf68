"""Webhooks: where a crawl tells what happens to it (https://www.standardwebhooks.com)."""

from base64 import b64decode
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Protocol, TypeVar
from uuid import UUID

import msgspec
from msgspec import Meta

from aurora.domains.errors import Invalid
from aurora.domains.perception.receiver import Receiver

T = TypeVar("T")
PREFIX = "whsec_"
KEY_BYTES = (16, 64)
METADATA_LIMIT = 50
VALUE_LIMIT = 500


class NoticeKind(StrEnum):
    """What a webhook can be told of: the crawl's start, what became of pages, rests and the end."""

    STARTED = "started"
    PAGE = "page"
    PAUSED = "paused"
    RESUMED = "resumed"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Webhook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where notices go, of what, and the secret that signs them: `whsec_` and 16 to 64 bytes in
    Base64. `metadata` comes with each of them. URL and secret are told to nobody.
    """

    url: str
    events: Annotated[tuple[NoticeKind, ...], Meta(min_length=1)] = tuple(NoticeKind)
    secret: str | None = None
    metadata: dict[str, str] = msgspec.field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Webhook(events={[str(one) for one in self.events]})"

    def check(self) -> None:
        """Refuse a secret that signs nothing, and too much metadata; the field is named, the value
        is not.
        """
        if self.secret is not None and not _signs(self.secret):
            least, most = KEY_BYTES
            said = f"a secret is {PREFIX} and {least} to {most} bytes in Base64"
            raise Invalid(said, "webhook.secret")
        long = any(
            max(len(name), len(value)) > VALUE_LIMIT for name, value in self.metadata.items()
        )
        if len(self.metadata) > METADATA_LIMIT or long:
            said = f"at most {METADATA_LIMIT} entries of {VALUE_LIMIT:,} characters"
            raise Invalid(said, "webhook.metadata")


def _signs(secret: str) -> bool:
    least, most = KEY_BYTES
    try:
        key = b64decode(secret.removeprefix(PREFIX), validate=True)
    except ValueError:
        return False
    return secret.startswith(PREFIX) and least <= len(key) <= most


class Webhooks(Protocol):
    """The webhooks of crawls, inside a unit of work: secrets, kept as long as they are needed."""

    async def keep(self, crawl_id: UUID, webhook: Webhook) -> None:
        """Tell that webhook what happens to the crawl."""
        ...

    async def find(self, crawl_id: UUID) -> Webhook | None:
        """Give the crawl's webhook; None where it has none, or no longer."""
        ...

    async def close(self, crawl_id: UUID) -> None:
        """Note that the crawl has ended, and that all notices of it are on their way."""
        ...

    async def receiver(self, host: str, change: Callable[[Receiver], T]) -> T:
        """Change how the receiver at a host stands, while nobody else does; give what the change
        gives.
        """
        ...

    async def forget(self, *, seen_before: datetime) -> None:
        """Forget the webhooks of ended crawls to which no notice is on its way, and receivers that
        were not changed since then.
        """
        ...
