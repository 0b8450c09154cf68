"""Events that were written once must be readable for ever: their schema changes on purpose only.

After a change on purpose: `python -m tests.golden.test_events > tests/golden/events.json`.
"""

import re
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from aurora.catalogue import EVENTS
from aurora.domains.event import Event, tag_of

GOLDEN = Path(__file__).with_name("events.json")


def described(kind: type[Event]) -> dict[str, Any]:
    """Give the JSON schema of an event, without its prose."""
    _, parts = msgspec.json.schema_components([kind])
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(without_prose(parts)))
    return found


def without_prose(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {
            name: without_prose(part)
            for name, part in schema.items()
            if not (name in {"title", "description"} and isinstance(part, str))
        }
    return [without_prose(one) for one in schema] if isinstance(schema, list) else schema


def catalogue() -> dict[str, Any]:
    return {tag_of(kind): described(kind) for kind in sorted(EVENTS, key=tag_of)}


@pytest.mark.parametrize("tag", catalogue())
def test_an_event_is_written_as_it_always_was(tag: str) -> None:
    assert catalogue()[tag] == msgspec.json.decode(GOLDEN.read_bytes()).get(tag)


def test_no_event_that_was_ever_written_is_forgotten() -> None:
    assert set(msgspec.json.decode(GOLDEN.read_bytes())) == set(catalogue())


@pytest.mark.parametrize("tag", catalogue())
def test_a_tag_names_context_fact_and_version(tag: str) -> None:
    assert re.fullmatch(r"(identity|knowledge|perception|routing)\.[a-z]+(-[a-z]+)*\.v\d+", tag)


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(catalogue()), indent=2).decode())
    sys.stdout.write("\n")
