"""Keeps up the views of users."""

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.identity.events import UserCreated, UserDisabled, UserEnabled
from aurora.queries.identity.views import UserView
from aurora.queries.view import Views


async def project_users(recorded: Recorded, views: Views[UserView]) -> None:
    """Note who may come in, and as what."""
    match recorded.event:
        case UserCreated(user_id=id, role=role):
            await views.put(UserView(id=id, version=recorded.version, role=role))
        case UserDisabled() | UserEnabled() as event:
            if view := await views.get(event.user_id):
                disabled = isinstance(event, UserDisabled)
                await views.put(replace(view, disabled=disabled, version=recorded.version))
