"""Which API keys are there?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.principal import Permission, known
from aurora.queries.identity.ports import KeyUses
from aurora.queries.identity.views import KeyView
from aurora.queries.query import Query
from aurora.queries.view import Slice, View, Views


class ListedKey(View, frozen=True, kw_only=True):
    """An API key as administrators and owners see it: everything but what it opens with.

    `issued_at` is when its present text was made; the one before opens it until `previous_until`.
    A `personal` key stands for the person who issued it.
    """

    name: str
    prefix: str
    role: str
    scopes: tuple[Permission, ...] | None
    issued_by: UUID
    issued_at: datetime | None
    expires_at: datetime | None
    previous_until: datetime | None
    last_used_at: datetime | None
    local: bool
    personal: bool
    revoked: bool

    @classmethod
    def of(cls, key: KeyView, last_used_at: datetime | None) -> "ListedKey":
        """Leave the hashes out."""
        return cls(
            id=key.id,
            version=key.version,
            name=key.name,
            prefix=key.prefix,
            role=key.role,
            scopes=None if key.scopes is None else tuple(sorted(known(key.scopes))),
            issued_by=key.issued_by,
            issued_at=key.issued_at,
            expires_at=key.expires_at,
            previous_until=key.previous_until,
            last_used_at=last_used_at,
            local=key.local,
            personal=key.personal,
            revoked=key.revoked,
        )


class ListKeys(Query[Sequence[ListedKey]], frozen=True, kw_only=True):
    """Give API keys by ascending id, oldest first, revoked ones too."""

    permission = Permission.MANAGE_KEYS
    waits_for = ("keys",)

    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_keys(query: ListKeys, views: Views[KeyView], uses: KeyUses) -> Sequence[ListedKey]:
    """Join the views with when the keys were last used."""
    return await listed(await views.list(Slice(limit=query.limit, cursor=query.cursor)), uses)


async def listed(keys: Sequence[KeyView], uses: KeyUses) -> Sequence[ListedKey]:
    """Give keys as callers see them."""
    used = await uses.last([key.id for key in keys])
    return [ListedKey.of(key, used.get(key.id)) for key in keys]
