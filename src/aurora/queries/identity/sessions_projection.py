"""Keeps up the views of sessions."""

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.identity.events import SessionEnded, SessionStarted
from aurora.queries.identity.views import SessionView
from aurora.queries.view import Views


async def project_sessions(recorded: Recorded, views: Views[SessionView]) -> None:
    """Note which sessions there are; ended ones stay, so that they cost no look-up."""
    match recorded.event:
        case SessionStarted() as event:
            await views.put(
                SessionView(
                    id=event.session_id,
                    version=recorded.version,
                    user_id=event.user_id,
                    started_at=event.at,
                    expires_at=event.expires_at,
                )
            )
        case SessionEnded(session_id=id):
            if view := await views.get(id):
                await views.put(replace(view, ended=True, version=recorded.version))
