"""Sessions, and the tokens that keep them alive."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from aurora.domains.identity.events import (
    EVENTS,
    Ending,
    SessionEnded,
    SessionRefreshed,
    SessionStarted,
)
from aurora.domains.identity.session import GRACE, IDLE, LIFETIME, Session, Use, cut_off
from aurora.domains.origin import Origin
from aurora.infrastructure.postgres.log import EventCodec

ID, ANA = UUID(int=7), UUID(int=42)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
HERE = Origin(address="192.0.2.7", agent="Firefox")
SOON, LATER = NOW + GRACE, NOW + GRACE + timedelta(microseconds=1)


def session() -> Session:
    return Session.start(ID, ANA, "first", NOW, HERE, account_version=1)


def rotated() -> Session:
    started = session()
    started.rotate("second", b"sealed", NOW, HERE)
    return started


def test_the_current_token_is_fresh_and_any_other_of_the_family_reused() -> None:
    assert session().use("first", NOW) is Use.FRESH
    assert session().use("another", NOW) is Use.REUSED


def test_the_predecessor_is_repeated_for_ten_seconds_and_reused_afterwards() -> None:
    uses = [rotated().use(token, at) for token in ("second", "first") for at in (SOON, LATER)]

    assert uses == [Use.FRESH, Use.FRESH, Use.REPEATED, Use.REUSED]


def test_a_predecessor_whose_child_was_used_is_reused_at_once() -> None:
    family = rotated()
    family.rotate("third", b"sealed", NOW, HERE)

    assert [family.use(token, NOW) for token in ("first", "second", "third")] == [
        Use.REUSED,
        Use.REPEATED,
        Use.FRESH,
    ]


@pytest.mark.parametrize("token", ["first", "second", "another"])
def test_no_token_means_anything_once_it_is_over(token: str) -> None:
    ended = rotated()
    ended.end(Ending.LOGOUT, NOW)

    assert ended.use(token, NOW) is Use.OVER
    assert rotated().use(token, NOW + IDLE) is Use.OVER


def test_a_session_lives_on_with_its_use_but_not_for_ever() -> None:
    family, at = session(), NOW
    for number in range(4):
        at += IDLE - timedelta(seconds=1)
        assert family.use(family.token_sha256, at) is Use.FRESH
        family.rotate(f"token {number}", b"sealed", at, HERE)

    assert family.live(NOW + LIFETIME - timedelta(seconds=1))
    assert not family.live(NOW + LIFETIME)


def test_ending_happens_once_and_leaves_no_child() -> None:
    family = rotated()
    for why in (Ending.REUSE, Ending.LOGOUT):
        family.end(why, NOW)

    assert (family.ended, family.over_at, family.sealed_child) == (Ending.REUSE, NOW, None)
    assert family.pending == [
        SessionStarted(
            session_id=ID, user_id=ANA, at=NOW, expires_at=NOW + LIFETIME, account_version=1
        ),
        SessionRefreshed(session_id=ID, user_id=ANA),
        SessionEnded(session_id=ID, user_id=ANA, why=Ending.REUSE),
    ]


def test_no_event_tells_from_where_or_with_what_somebody_came() -> None:
    family = rotated()
    codec = EventCodec(EVENTS)

    told = " ".join(codec.encode(event) for event in family.pending)

    assert not any(word in told for word in ("192.0.2.7", "Firefox", "first", "second", "sealed"))


def test_sessions_are_cut_off_by_what_the_account_was_but_for_the_kept_one() -> None:
    assert not cut_off(ID, 1, 0, None)
    assert not cut_off(ID, 5, 5, None)
    assert cut_off(ID, 4, 5, UUID(int=8))
    assert not cut_off(ID, 4, 5, ID)
