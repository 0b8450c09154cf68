"""Which users are there?"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.identity.person import Person
from aurora.domains.principal import Permission
from aurora.queries.identity.ports import Directory
from aurora.queries.identity.views import UserView
from aurora.queries.query import Query
from aurora.queries.view import Slice, View, Views


class Account(View, frozen=True, kw_only=True):
    """A user as administrators see them; a person who was erased has neither name nor address."""

    email: str | None
    name: str | None
    role: str
    disabled: bool

    @classmethod
    def of(cls, user: UserView, person: Person | None) -> "Account":
        """Join what the view tells with what only the directory knows."""
        return cls(
            id=user.id,
            version=user.version,
            email=person.email if person else None,
            name=person.name if person else None,
            role=user.role,
            disabled=user.disabled,
        )


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
    return [Account.of(user, people.get(user.id)) for user in users]
