"""Keeps up the views of sessions."""

from datetime import timedelta

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.identity.access_token import CLOCK_SKEW, LIFETIME
from aurora.domains.identity.events import SessionEnded, SessionStarted
from aurora.queries.identity.views import SessionView
from aurora.queries.view import Views


async def project_sessions(recorded: Recorded, views: Views[SessionView]) -> None:
    """Note which sessions there are; ended ones stay while a token of theirs may come, so that they
    cost no look-up.
    """
    match recorded.event:
        case SessionStarted() as event:
            await views.put(
                SessionView(
                    id=event.session_id,
                    version=recorded.version,
                    user_id=event.user_id,
                    account_version=event.account_version,
                    expires_at=event.expires_at,
                    of_use_until=event.expires_at,
                )
            )
        case SessionEnded(session_id=id):
            if view := await views.get(id):
                until = recorded.occurred_at + timedelta(seconds=LIFETIME + CLOCK_SKEW)
                ended = replace(view, ended=True, of_use_until=until, version=recorded.version)
                await views.put(ended)
