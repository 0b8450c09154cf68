"""What readers of elements need of the walk that comes upon these."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Protocol

from selectolax.lexbor import LexborNode

from aurora.domains.blocks import AnyBlock
from aurora.infrastructure.extraction.building import Building
from aurora.infrastructure.extraction.targets import Targets


@dataclass
class Budget:
    """How many nodes may still be visited."""

    nodes: int


class Walk(Protocol):
    """A walk over nodes, and what it builds of them."""

    building: Building
    targets: Targets
    budget: Budget
    tables: int
    reasons: dict[str, None]

    @property
    def left_out(self) -> Container[int]:
        """What is passed over, by its `mem_id`."""
        ...

    def inside(self, node: LexborNode) -> tuple[AnyBlock, ...]:
        """Give the blocks in a node of a table."""
        ...
