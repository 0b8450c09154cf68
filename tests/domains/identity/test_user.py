"""Accounts."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from aurora.domains.event import Event
from aurora.domains.identity.events import (
    SessionsEnded,
    UserCreated,
    UserDisabled,
    UserEnabled,
)
from aurora.domains.identity.person import Person
from aurora.domains.identity.roles import Role
from aurora.domains.identity.user import DisablesOneself, User
from aurora.infrastructure.postgres.log import EventCodec

ANA, ADMINISTRATOR = UUID(int=42), UUID(int=1)


def ana() -> User:
    return User.create(
        ANA, Person.of("ana@example.org", "Ana Lima"), Role.VIEWER, password_hash="hash"
    )


def kinds(user: User) -> list[type[Event]]:
    return [type(event) for event in user.pending]


def test_no_event_tells_who_the_user_is() -> None:
    user = ana()
    user.disable(ADMINISTRATOR)
    codec = EventCodec([UserCreated, UserDisabled])

    told = repr([codec.encode(event) for event in user.pending]).lower()

    assert "ana" not in told
    assert "hash" not in told


def test_disabling_and_enabling_happen_once_each() -> None:
    user = ana()
    for _ in range(2):
        user.disable(ADMINISTRATOR)
    for _ in range(2):
        user.enable()

    assert kinds(user) == [UserCreated, UserDisabled, UserEnabled]
    assert not user.disabled


def test_nobody_disables_themselves() -> None:
    with pytest.raises(DisablesOneself):
        ana().disable(ANA)


def test_sessions_count_from_the_last_time_they_were_ended_but_for_the_one_kept_then() -> None:
    user, first, then = ana(), datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)

    user.end_sessions(first, kept=UUID(int=7))
    user.end_sessions(then)

    assert (user.sessions_from, user.kept_session) == (3, None)
    assert user.pending[1:] == [
        SessionsEnded(user_id=ANA, at=first, kept=UUID(int=7)),
        SessionsEnded(user_id=ANA, at=then),
    ]
