"""API keys as they are kept."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from aurora.domains.errors import Invalid
from aurora.domains.identity.api_key import ApiKey, RenewedByAurora, RevokedAlready, ahead, narrowed
from aurora.domains.identity.events import KeyIssued, KeyRevoked
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.roles import Role
from aurora.domains.principal import Permission

PLAIN = PlainKey.mint(Environment("test"), UUID(int=7), bytes(range(32)))


OTHER = PlainKey.mint(Environment("test"), UUID(int=7), bytes(range(1, 33)))
NOW, HOUR = datetime(2026, 11, 27, tzinfo=UTC), timedelta(hours=1)
SEARCH, ASK, ROUTE = Permission.SEARCH, Permission.ASK, Permission.ROUTE


def issued(name: str = "indexer", **terms: Any) -> ApiKey:
    return ApiKey.issue(PLAIN, name, Role.VIEWER, UUID(int=1), **terms)


def test_the_secret_is_neither_kept_nor_told() -> None:
    key = issued()

    assert PLAIN.text not in repr((vars(key), key.pending))
    assert PLAIN.text.split("_")[3] not in repr((vars(key), key.pending))


def test_the_event_tells_all_that_recognises_the_key() -> None:
    (event,) = issued().pending

    assert isinstance(event, KeyIssued)
    assert (event.key_id, event.sha256, event.role) == (PLAIN.id, PLAIN.sha256, Role.VIEWER)


@pytest.mark.parametrize("scopes", [None, {SEARCH}, {SEARCH, ASK}])
def test_scopes_narrow_a_role(scopes: set[Permission] | None) -> None:
    assert narrowed(frozenset({SEARCH, ASK}), scopes) == (scopes or {SEARCH, ASK})


@pytest.mark.parametrize("scopes", [set(), {ROUTE}, {SEARCH, ROUTE}])
def test_scopes_name_something_that_the_role_allows(scopes: set[Permission]) -> None:
    with pytest.raises(Invalid) as refusal:
        narrowed(frozenset({SEARCH, ASK}), scopes)
    assert refusal.value.field == "scopes"


def test_after_a_rotation_the_text_before_is_kept_as_long_as_they_overlap() -> None:
    key = issued()
    key.rotate(OTHER, NOW, HOUR, None)

    assert (key.sha256, key.previous_sha256) == (OTHER.sha256, PLAIN.sha256)
    assert (key.previous_until, key.issued_at, key.expires_at) == (NOW + HOUR, NOW, None)


def test_a_rotated_key_lives_as_long_again() -> None:
    key = issued(at=NOW, expires_at=NOW + 10 * HOUR)
    key.rotate(OTHER, NOW + 9 * HOUR, 2 * HOUR, None)

    assert (key.expires_at, key.previous_until) == (NOW + 19 * HOUR, NOW + 10 * HOUR)


def test_a_rotated_key_lives_until_it_is_told() -> None:
    key = issued(at=NOW, expires_at=NOW + HOUR)
    key.rotate(OTHER, NOW, HOUR, NOW + 3 * HOUR)

    assert key.expires_at == NOW + 3 * HOUR


def test_a_revoked_key_is_not_rotated() -> None:
    key = issued()
    key.revoke()
    with pytest.raises(RevokedAlready):
        key.rotate(OTHER, NOW, HOUR, None)


def test_the_local_key_is_not_rotated() -> None:
    with pytest.raises(RenewedByAurora):
        issued(local=True).rotate(OTHER, NOW, HOUR, None)


@pytest.mark.parametrize(
    "moment",
    [NOW, NOW - HOUR, NOW + timedelta(days=36_501), datetime.max.replace(tzinfo=UTC)],
)
def test_a_key_expires_in_the_future(moment: datetime) -> None:
    with pytest.raises(Invalid) as refusal:
        ahead(moment, NOW)
    assert refusal.value.field == "expires_at"


def test_moments_are_kept_in_utc() -> None:
    moment = (NOW + HOUR).astimezone(timezone(timedelta(hours=-3)))
    found = ahead(moment, NOW)

    assert found is not None
    assert found.isoformat() == "2026-11-27T01:00:00+00:00"
    assert ahead(None, NOW) is None


def test_revoking_happens_once() -> None:
    key = issued()
    key.revoke()
    key.revoke()

    assert [type(event) for event in key.pending] == [KeyIssued, KeyRevoked]


def test_a_key_says_what_it_is_for() -> None:
    with pytest.raises(Invalid):
        issued(name=" ")
