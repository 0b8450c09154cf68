"""Policies: what follows in one context from what happened in another."""

from collections.abc import Callable, Iterable
from typing import Any

from aurora.commands.command import Command
from aurora.domains.event import Recorded

Policy = Callable[[Recorded], Iterable[Command[Any]]]
