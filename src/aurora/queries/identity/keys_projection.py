"""Keeps up the views of API keys."""

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.identity.events import KeyIssued, KeyRevoked, KeyRotated
from aurora.queries.identity.views import KeyView
from aurora.queries.view import Views


async def project_keys(recorded: Recorded, views: Views[KeyView]) -> None:
    """Note which keys open what; revoked ones stay, so that they cost no look-up."""
    match recorded.event:
        case KeyIssued() as event:
            await views.put(_issued(event, recorded.version))
        case KeyRotated() as event:
            if view := await views.get(event.key_id):
                await views.put(_rotated(view, event, recorded.version))
        case KeyRevoked(key_id=id):
            if view := await views.get(id):
                await views.put(replace(view, revoked=True, version=recorded.version))


def _issued(event: KeyIssued, version: int) -> KeyView:
    return KeyView(
        id=event.key_id,
        version=version,
        name=event.name,
        prefix=event.prefix,
        role=event.role,
        sha256=event.sha256,
        issued_by=event.issued_by,
        issuer=event.issuer,
        scopes=event.scopes,
        issued_at=event.issued_at,
        expires_at=event.expires_at,
        local=event.local,
        personal=event.personal,
    )


def _rotated(view: KeyView, event: KeyRotated, version: int) -> KeyView:
    return replace(
        view,
        version=version,
        prefix=event.prefix,
        sha256=event.sha256,
        previous_sha256=event.previous_sha256,
        previous_until=event.previous_until,
        issued_at=event.issued_at,
        expires_at=event.expires_at,
    )
