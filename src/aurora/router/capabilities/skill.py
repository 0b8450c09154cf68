"""What the router must know of a capability: how to recognise it, and how it becomes a message."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.routing.types import Capability, Missing
from aurora.queries.query import Query
from aurora.router.wish import Wish

Request = Command[Any] | Query[Any]

READ_THRESHOLD = 0.65
WRITE_THRESHOLD = 0.8


@dataclass(frozen=True)
class Rule:
    """A pattern that recognises wishes; `read` gives what the wish is about, None for no match."""

    name: str
    certainty: float
    read: Callable[[Wish], str | None]


@dataclass(frozen=True, kw_only=True)
class Skill:
    """A capability, its rules, and examples by language, one a line.

    Without a rule it is chosen from a confidence of `threshold` on: a wrong search costs a glance,
    a wrong crawl leaves traces. `request` takes the wish, what it is about and the collection for
    what it `writes`; it gives a `message`, or what is missing. `unguarded` messages leave it to
    their sender to see whether the caller may write into the collection.
    """

    capability: Capability
    rules: tuple[Rule, ...]
    examples: Mapping[str, str]
    threshold: float
    message: type[Request]
    request: Callable[[Wish, str, UUID], Request | Missing]
    writes: bool = False
    unguarded: bool = False
