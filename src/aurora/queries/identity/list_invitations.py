"""Who is invited?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.clock import Clock
from aurora.domains.identity.invitation import Standing
from aurora.domains.principal import Permission
from aurora.queries.identity.ports import Directory
from aurora.queries.identity.views import InvitationView
from aurora.queries.query import Query
from aurora.queries.view import Slice, View, Views


class ListedInvitation(View, frozen=True, kw_only=True):
    """An invitation as administrators see it: everything but what it is accepted with.

    `invited_by` is the user or key that made it, `accepted_by` the user whose account it became.
    """

    email: str | None
    role: str
    standing: Standing
    until: datetime
    invited_by: UUID
    accepted_by: UUID | None

    @classmethod
    def of(cls, view: InvitationView, email: str | None, now: datetime) -> "ListedInvitation":
        """Join what the view tells with whom only the directory knows."""
        return cls(
            id=view.id,
            version=view.version,
            email=email,
            role=view.role,
            standing=standing(view, now),
            until=view.until,
            invited_by=view.invited_by,
            accepted_by=view.accepted_by,
        )


class ListInvitations(Query[Sequence[ListedInvitation]], frozen=True, kw_only=True):
    """Give invitations by ascending id, oldest first, closed ones too."""

    permission = Permission.MANAGE_USERS
    waits_for = ("invitations",)

    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_invitations(
    query: ListInvitations, views: Views[InvitationView], directory: Directory, clock: Clock
) -> Sequence[ListedInvitation]:
    """Join the views with the addresses, which only the directory knows."""
    invitations = await views.list(Slice(limit=query.limit, cursor=query.cursor))
    emails = await directory.invited([one.id for one in invitations])
    now = clock.now()
    return [ListedInvitation.of(one, emails.get(one.id), now) for one in invitations]


def standing(view: InvitationView, now: datetime) -> Standing:
    """Say what became of an invitation by that moment."""
    if view.accepted_by:
        return Standing.ACCEPTED
    if view.revoked:
        return Standing.REVOKED
    return Standing.PENDING if now < view.until else Standing.EXPIRED
