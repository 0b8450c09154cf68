"""Brings together what follows from several events, where one command does for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from msgspec.structs import replace

from aurora.commands.command import Command
from aurora.commands.policy import Policy
from aurora.domains.event import Recorded

MOST = 32


@dataclass(kw_only=True)
class Group:
    """Events one after another, and the command that follows from them all, if any; `first` is the
    first one that it follows from. An event that is `alone` is for itself.
    """

    events: list[Recorded]
    command: Command[Any] | None = None
    first: Recorded | None = None
    alone: bool = False

    @property
    def cause(self) -> UUID | None:
        """The correlation of the events that the command follows from."""
        return self.first.correlation_id if self.first else None

    def take(self, other: Self) -> bool:
        """Take another group in, if that is possible."""
        if self.alone or other.alone:
            return False
        command = self.command or other.command
        if self.command and other.command and (command := _joined(self, other)) is None:
            return False
        self.events += other.events
        self.command, self.first = command, self.first or other.first
        return True


def grouped(batch: Sequence[Recorded], policy: Policy) -> list[Group]:
    """Part a batch into groups, in order; of one group all events have one correlation."""
    groups: list[Group] = []
    for recorded in batch:
        group = _group(recorded, policy)
        if not (groups and groups[-1].take(group)):
            groups.append(group)
    return groups


def _group(recorded: Recorded, policy: Policy) -> Group:
    try:
        following = list(policy(recorded))
    except Exception:  # whoever takes the event in finds out and tells
        return Group(events=[recorded], alone=True)
    match following:
        case []:
            return Group(events=[recorded], alone=recorded.unreadable is not None)
        case [command] if command.gathers:
            return Group(events=[recorded], command=command, first=recorded)
    return Group(events=[recorded], alone=True)


def _joined(one: Group, other: Group) -> Command[Any] | None:
    """Give the command that does for both, if there is one and it is not too much."""
    first, second = one.command, other.command
    if not (first and second and first.gathers) or one.cause != other.cause:
        return None
    if type(first) is not type(second):
        return None
    parts = (*getattr(first, first.gathers), *getattr(second, first.gathers))
    joined, same = (replace(command, **{first.gathers: parts}) for command in (first, second))
    return joined if joined == same and len(parts) <= MOST else None
