"""Which keys are access tokens signed with?"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from aurora.domains.clock import Clock
from aurora.domains.identity.keyring import KEYRING_ID
from aurora.domains.principal import Permission
from aurora.queries.identity.views import KeyringView, SigningKeyView
from aurora.queries.query import Query
from aurora.queries.view import Views


class SigningKeyState(StrEnum):
    """Where a key is in its life."""

    COMING = "coming"
    SIGNING = "signing"
    RETIRING = "retiring"
    RETIRED = "retired"


class ListedSigningKey(msgspec.Struct, frozen=True, kw_only=True):
    """A signing key by its public name; what it signed is believed until `retires_at`, and its
    private half is gone where it is `erased`.
    """

    kid: str
    state: SigningKeyState
    signs_from: datetime
    retires_at: datetime | None
    erased: bool


class ListSigningKeys(Query[Sequence[ListedSigningKey]], frozen=True, kw_only=True):
    """Give the signing keys, oldest first, retired ones too."""

    permission = Permission.ROTATE_SIGNING_KEYS
    waits_for = ("signing_keys",)


async def list_signing_keys(
    query: ListSigningKeys,  # noqa: ARG001  by type
    views: Views[KeyringView],
    clock: Clock,
) -> Sequence[ListedSigningKey]:
    """Tell by the time what each does."""
    keyring, now = await views.get(KEYRING_ID), clock.now()
    return [_listed(key, now, keyring.keys) for key in keyring.keys] if keyring else []


def _listed(key: SigningKeyView, now: datetime, ring: Sequence[SigningKeyView]) -> ListedSigningKey:
    return ListedSigningKey(
        kid=key.kid,
        state=_state(key, now, ring),
        signs_from=key.signs_from,
        retires_at=key.retires_at,
        erased=key.erased,
    )


def _state(key: SigningKeyView, now: datetime, ring: Sequence[SigningKeyView]) -> SigningKeyState:
    if key.retires_at is not None and key.retires_at <= now:
        return SigningKeyState.RETIRED
    if key.signs_from > now:
        return SigningKeyState.COMING
    later = any(key.signs_from < other.signs_from <= now for other in ring)
    return SigningKeyState.RETIRING if later else SigningKeyState.SIGNING
