"""Which API keys are there?"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.principal import Permission
from aurora.queries.identity.views import KeyView
from aurora.queries.query import Query
from aurora.queries.view import Slice, View, Views


class ListedKey(View, frozen=True, kw_only=True):
    """An API key as administrators see it: everything but what it opens with."""

    name: str
    prefix: str
    role: str
    issued_by: UUID
    local: bool
    revoked: bool


class ListKeys(Query[Sequence[ListedKey]], frozen=True, kw_only=True):
    """Give API keys by ascending id, oldest first, revoked ones too."""

    permission = Permission.MANAGE_KEYS
    waits_for = ("keys",)

    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_keys(query: ListKeys, views: Views[KeyView]) -> Sequence[ListedKey]:
    """Leave the hashes out."""
    keys = await views.list(Slice(limit=query.limit, cursor=query.cursor))
    return [
        ListedKey(
            id=key.id,
            version=key.version,
            name=key.name,
            prefix=key.prefix,
            role=key.role,
            issued_by=key.issued_by,
            local=key.local,
            revoked=key.revoked,
        )
        for key in keys
    ]
