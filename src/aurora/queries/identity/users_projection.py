"""Keeps up the views of users."""

from uuid import UUID

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.identity.events import (
    SessionsEnded,
    UserCreated,
    UserDisabled,
    UserEnabled,
    UserErased,
    UserRoleChanged,
)
from aurora.queries.identity.views import UserView
from aurora.queries.view import Views


async def project_users(recorded: Recorded, views: Views[UserView]) -> None:
    """Note who may come in, and as what."""
    match recorded.event:
        case UserCreated(user_id=id, role=role):
            await views.put(UserView(id=id, version=recorded.version, role=role))
        case UserRoleChanged(user_id=id, role=role):
            await _change(id, views, role=role, version=recorded.version)
        case UserDisabled(user_id=id):
            await _change(id, views, disabled=True, version=recorded.version)
        case UserEnabled(user_id=id):
            await _change(id, views, disabled=False, version=recorded.version)
        case SessionsEnded(user_id=id, kept=kept):
            at = recorded.version
            await _change(id, views, sessions_from_version=at, kept_session=kept, version=at)
        case UserErased(user_id=id):
            await views.forget(id, recorded.version)


async def _change(id: UUID, views: Views[UserView], **changed: object) -> None:
    if view := await views.get(id):
        await views.put(replace(view, **changed))
