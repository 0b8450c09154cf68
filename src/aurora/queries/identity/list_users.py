"""Which users are there?"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.identity.person import Person
from aurora.domains.principal import Permission
from aurora.queries.identity.ports import Directory
from aurora.queries.identity.views import SecondFactorView, UserView
from aurora.queries.query import Query
from aurora.queries.view import Slice, View, Views


class Account(View, frozen=True, kw_only=True):
    """A user as administrators see them; a person who was erased has neither name nor address.

    With a `second_factor` signing in takes a code beside the password.
    """

    email: str | None
    name: str | None
    role: str
    disabled: bool
    second_factor: bool

    @classmethod
    def of(
        cls, user: UserView, person: Person | None, factor: SecondFactorView | None
    ) -> "Account":
        """Join what the views tell with what only the directory knows."""
        return cls(
            id=user.id,
            version=user.version,
            email=person.email if person else None,
            name=person.name if person else None,
            role=user.role,
            disabled=user.disabled,
            second_factor=factor is not None and factor.on,
        )


class ListUsers(Query[Sequence[Account]], frozen=True, kw_only=True):
    """Give users by ascending id, oldest first."""

    permission = Permission.MANAGE_USERS
    waits_for = ("users", "second_factors")

    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_users(
    query: ListUsers,
    views: Views[UserView],
    factors: Views[SecondFactorView],
    directory: Directory,
) -> Sequence[Account]:
    """Join the views with the people, whom only the directory knows."""
    users = await views.list(Slice(limit=query.limit, cursor=query.cursor))
    ids = [user.id for user in users]
    people, on = await directory.people(ids), await factors.many(ids)
    return [Account.of(user, people.get(user.id), on.get(user.id)) for user in users]
