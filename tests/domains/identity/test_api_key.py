"""API keys as they are kept."""

from uuid import UUID

import pytest

from aurora.domains.errors import Invalid
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.events import KeyIssued, KeyRevoked
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.roles import Role

PLAIN = PlainKey.mint(Environment("test"), UUID(int=7), bytes(range(32)))


def issued(name: str = "indexer") -> ApiKey:
    return ApiKey.issue(PLAIN, name, Role.VIEWER, UUID(int=1))


def test_the_secret_is_neither_kept_nor_told() -> None:
    key = issued()

    assert PLAIN.text not in repr((vars(key), key.pending))
    assert PLAIN.text.split("_")[3] not in repr((vars(key), key.pending))


def test_the_event_tells_all_that_recognises_the_key() -> None:
    (event,) = issued().pending

    assert isinstance(event, KeyIssued)
    assert (event.key_id, event.sha256, event.role) == (PLAIN.id, PLAIN.sha256, Role.VIEWER)


def test_revoking_happens_once() -> None:
    key = issued()
    key.revoke()
    key.revoke()

    assert [type(event) for event in key.pending] == [KeyIssued, KeyRevoked]


def test_a_key_says_what_it_is_for() -> None:
    with pytest.raises(Invalid):
        issued(name=" ")
