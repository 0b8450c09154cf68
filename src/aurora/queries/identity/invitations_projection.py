"""Keeps up the views of invitations."""

from uuid import UUID

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.identity.account_events import (
    InvitationAccepted,
    InvitationErased,
    InvitationMade,
    InvitationRenewed,
    InvitationRevoked,
)
from aurora.queries.identity.views import InvitationView
from aurora.queries.view import Views


async def project_invitations(recorded: Recorded, views: Views[InvitationView]) -> None:
    """Note who may open an account with which role, and what became of it."""
    match recorded.event:
        case InvitationMade() as made:
            await views.put(_made(made, recorded.version))
        case InvitationRenewed(invitation_id=id, until=until, invited_by=None):
            await _change(id, views, until=until, version=recorded.version)
        case InvitationRenewed(invitation_id=id, until=until, invited_by=by):
            await _change(id, views, until=until, invited_by=by, version=recorded.version)
        case InvitationAccepted(invitation_id=id, user_id=user_id):
            await _change(id, views, accepted_by=user_id, version=recorded.version)
        case InvitationRevoked(invitation_id=id):
            await _change(id, views, revoked=True, version=recorded.version)
        case InvitationErased(invitation_id=id):
            await views.forget(id, recorded.version)


def _made(made: InvitationMade, version: int) -> InvitationView:
    return InvitationView(
        id=made.invitation_id,
        version=version,
        role=made.role,
        invited_by=made.invited_by,
        until=made.until,
    )


async def _change(id: UUID, views: Views[InvitationView], **changed: object) -> None:
    if view := await views.get(id):
        await views.put(replace(view, **changed))
