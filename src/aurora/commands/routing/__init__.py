"""What can be done about decisions."""

from collections.abc import Awaitable, Callable
from typing import Any

from aurora.commands.policy import Policy
from aurora.commands.routing.open_decision import open_decision
from aurora.commands.routing.record_decision import record_decision

HANDLERS: tuple[Callable[..., Awaitable[Any]], ...] = (open_decision, record_decision)
POLICIES: tuple[Policy, ...] = ()
