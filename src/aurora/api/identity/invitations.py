"""Invitations over HTTP."""

from uuid import UUID

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from aurora.api.door import Door
from aurora.api.identity.caching import SECRET
from aurora.api.pagination import Cursor, Limit, Page, page
from aurora.commands.identity.accept_invitation import AcceptInvitation
from aurora.commands.identity.invite_user import Invited, InviteUser
from aurora.commands.identity.new_password import OpenedAccount
from aurora.commands.identity.renew_invitation import RenewInvitation
from aurora.commands.identity.revoke_invitation import RevokeInvitation
from aurora.queries.identity.list_invitations import ListedInvitation, ListInvitations


@post("/invitations", message=InviteUser, status_code=201)
async def invite_user(data: JSONBody[InviteUser], door: NamedDependency[Door]) -> Invited:
    """Invite somebody by letter; an open invitation to the same address is revoked."""
    return await door.send(data)


@get("/invitations", message=ListInvitations)
async def list_invitations(
    door: NamedDependency[Door], limit: Limit = 50, cursor: Cursor = None
) -> Page[ListedInvitation]:
    """Give the invitations, oldest first."""
    return page(await door.ask(ListInvitations(limit=limit, cursor=cursor)), limit)


@post("/invitations/{invitation_id:uuid}/resend", message=RenewInvitation, status_code=204)
async def renew_invitation(invitation_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Send an invitation again, for seven more days."""
    await door.send(RenewInvitation(invitation_id=invitation_id))


@delete("/invitations/{invitation_id:uuid}", message=RevokeInvitation)
async def revoke_invitation(invitation_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Revoke an invitation."""
    await door.send(RevokeInvitation(invitation_id=invitation_id))


@post(
    "/auth/invitations/accept",
    message=AcceptInvitation,
    hashes=True,
    status_code=201,
    cache_control=SECRET,
)
async def accept_invitation(
    data: JSONBody[AcceptInvitation], door: NamedDependency[Door]
) -> OpenedAccount:
    """Open an account with the token of a letter."""
    return await door.send(data)


ROUTES: tuple[HTTPRouteHandler, ...] = (
    invite_user,
    list_invitations,
    renew_invitation,
    revoke_invitation,
    accept_invitation,
)
