"""Every event survives the log's encoding."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json

from aurora.catalogue import EVENTS
from aurora.domains.event import Event, tag_of
from aurora.infrastructure.postgres.log import EventCodec

CODEC = EventCodec(EVENTS)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))  # no JSON


@pytest.mark.parametrize("kind", EVENTS, ids=tag_of)
@given(data=st.data())
def test_an_event_comes_back_as_it_went_in(kind: type[Event], data: st.DataObject) -> None:
    event = data.draw(st.from_type(kind))
    stored: Any = json.decode(json.encode(CODEC.encode(event)))
    assert CODEC.decode(stored) == event


def test_an_erased_payload_is_no_event() -> None:
    assert CODEC.decode(None) is None


def test_tags_are_unique() -> None:
    assert len({tag_of(kind) for kind in EVENTS}) == len(EVENTS)
