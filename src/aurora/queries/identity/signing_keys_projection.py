"""Keeps up the view of the signing keys."""

from collections.abc import Iterator
from uuid import UUID

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.identity.events import SigningKeyErased, SigningKeyPublished, SigningKeyRetired
from aurora.queries.identity.views import KeyringView, SigningKeyView
from aurora.queries.view import Views


async def project_signing_keys(recorded: Recorded, views: Views[KeyringView]) -> None:
    """Note which keys there are, when each begins to sign and until when it is believed."""
    match recorded.event:
        case SigningKeyPublished(keyring_id=id, kid=kid, signs_from=moment):
            view = await views.get(id) or KeyringView(id=id, version=0)
            known = tuple(key for key in view.keys if key.kid != kid)
            keys = (*known, SigningKeyView(kid=kid, signs_from=moment))
            await views.put(replace(view, keys=keys, version=recorded.version))
        case SigningKeyRetired(keyring_id=id, kid=kid, at=moment):
            await _change(id, kid, views, recorded.version, retires_at=moment)
        case SigningKeyErased(keyring_id=id, kid=kid):
            await _change(id, kid, views, recorded.version, erased=True)


async def _change(
    id: UUID, kid: str, views: Views[KeyringView], version: int, **changed: object
) -> None:
    if view := await views.get(id):
        keys = tuple(_changed(view, kid, **changed))
        await views.put(replace(view, keys=keys, version=version))


def _changed(view: KeyringView, kid: str, **changed: object) -> Iterator[SigningKeyView]:
    for key in view.keys:
        yield replace(key, **changed) if key.kid == kid else key
