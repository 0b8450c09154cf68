"""Which users are there?"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.identity.roles import Role
from aurora.domains.principal import Permission
from aurora.queries.identity.ports import Directory
from aurora.queries.identity.views import UserView
from aurora.queries.query import Query
from aurora.queries.view import Slice, View, Views


class Account(View, frozen=True, kw_only=True):
    """A user as administrators see them; a person who was erased has neither name nor address."""

    email: str | None
    name: str | None
    role: Role
    disabled: bool


class ListUsers(Query[Sequence[Account]], frozen=True, kw_only=True):
    """Give users by ascending id, oldest first."""

    permission = Permission.MANAGE_USERS
    waits_for = ("users",)

    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_users(
    query: ListUsers, views: Views[UserView], directory: Directory
) -> Sequence[Account]:
    """Join the views with the people, whom only the directory knows."""
    users = await views.list(Slice(limit=query.limit, cursor=query.cursor))
    people = await directory.people([user.id for user in users])
    return [
        Account(
            id=user.id,
            version=user.version,
            email=people[user.id].email if user.id in people else None,
            name=people[user.id].name if user.id in people else None,
            role=user.role,
            disabled=user.disabled,
        )
        for user in users
    ]
