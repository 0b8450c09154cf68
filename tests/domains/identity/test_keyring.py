"""One signing key follows another."""

from datetime import UTC, datetime, timedelta

import pytest

from aurora.domains.identity.access_token import LIFETIME
from aurora.domains.identity.keyring import AHEAD, KEYRING_ID, Keyring, MintedKey, Schedule

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
NEVER, QUARTERLY = Schedule(0), Schedule(90)
CACHED_FOR = timedelta(seconds=300)


def minted(number: int) -> MintedKey:
    return MintedKey(kid=f"key-{number}", x=f"x-{number}", private=f"pem-{number}")


def ring() -> Keyring:
    keyring = Keyring(id=KEYRING_ID)
    keyring.rotate(minted(1), NOW)
    return keyring


def told(keyring: Keyring) -> list[str]:
    return [type(event).__name__ for event in keyring.pending]


def test_the_first_key_signs_at_once() -> None:
    assert ring().keys[0].signs_from == NOW


def test_the_next_key_is_published_for_longer_than_key_sets_are_cached() -> None:
    keyring = ring()

    key = keyring.rotate(minted(2), NOW + DAY)

    assert key.signs_from == NOW + DAY + AHEAD > NOW + DAY + CACHED_FOR


def test_the_old_key_is_believed_until_its_last_token_has_ended() -> None:
    keyring = ring()

    coming = keyring.rotate(minted(2), NOW + DAY)

    last = coming.signs_from + timedelta(seconds=LIFETIME)
    assert keyring.keys[0].believed(last)
    assert keyring.keys[0].retires_at


def test_a_key_that_waits_for_its_turn_is_not_followed_by_another() -> None:
    keyring = ring()
    keyring.rotate(minted(2), NOW + DAY)

    again = keyring.rotate(minted(3), NOW + DAY + AHEAD / 2)

    assert (again.kid, len(keyring.keys)) == ("key-2", 2)


def test_a_retired_key_loses_its_private_half_and_keeps_its_public_one() -> None:
    keyring = ring()
    keyring.rotate(minted(2), NOW + DAY)

    keyring.keep_up(NEVER, lambda: minted(3), NOW + 2 * DAY)

    assert [(key.x, key.private) for key in keyring.keys] == [("x-1", None), ("x-2", "pem-2")]
    assert told(keyring)[-1] == "SigningKeyErased"


def test_what_has_not_retired_is_not_erased() -> None:
    keyring = ring()
    keyring.rotate(minted(2), NOW + DAY)

    keyring.erase(NOW + DAY + AHEAD + timedelta(seconds=LIFETIME))

    assert keyring.keys[0].private == "pem-1"


def test_an_emergency_ends_every_key_of_before_and_signs_at_once() -> None:
    keyring = ring()
    keyring.rotate(minted(2), NOW + DAY)
    leaked = NOW + DAY + timedelta(minutes=1)

    key = keyring.replace(minted(3), leaked)

    assert key.signs_from == leaked
    assert [one.believed(leaked) for one in keyring.keys] == [False, False, True]
    assert [one.private for one in keyring.keys] == [None, None, "pem-3"]


def test_two_emergencies_at_once_are_one() -> None:
    keyring = ring()
    keyring.replace(minted(2), NOW + DAY)

    again = keyring.replace(minted(3), NOW + DAY + timedelta(seconds=1))
    later = keyring.replace(minted(4), NOW + DAY + timedelta(minutes=1))

    assert (again.kid, later.kid) == ("key-2", "key-4")


@pytest.mark.parametrize(
    ("schedule", "days", "keys"), [(QUARTERLY, 89, 1), (QUARTERLY, 90, 2), (NEVER, 900, 1)]
)
def test_the_next_key_comes_when_its_day_has_come(schedule: Schedule, days: int, keys: int) -> None:
    keyring = ring()

    for _ in range(2):
        keyring.keep_up(schedule, lambda: minted(2), NOW + days * DAY)

    assert len(keyring.keys) == keys


def test_an_empty_ring_gets_its_first_key_even_where_nothing_is_scheduled() -> None:
    keyring = Keyring(id=KEYRING_ID)

    keyring.keep_up(NEVER, lambda: minted(1), NOW)

    assert told(keyring) == ["SigningKeyPublished"]


def test_a_ring_is_written_down_without_private_halves() -> None:
    assert "pem-1" not in repr(ring())
