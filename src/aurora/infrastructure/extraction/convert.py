"""Parts of a page as blocks: what browsers show of them, without how."""

from collections.abc import Container, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from aurora.domains.blocks import AnyBlock, Paragraph, Run
from aurora.infrastructure.extraction.building import TOO_DEEP, Building, paragraph
from aurora.infrastructure.extraction.elements import Leave, nothing, reader, strike
from aurora.infrastructure.extraction.tables import only_text
from aurora.infrastructure.extraction.targets import Targets
from aurora.infrastructure.extraction.walk import Budget

NODE_LIMIT = 400_000
NO_NAMES: Mapping[int, str] = {}
TOO_MANY = f"only the first {NODE_LIMIT} parts of the page were read"


class Converted(NamedTuple):
    """Blocks, and which limits were hit in making them."""

    blocks: tuple[AnyBlock, ...]
    reasons: tuple[str, ...]


def convert(
    nodes: Iterable[LexborNode],
    left_out: Container[int],
    targets: Targets,
    names: Mapping[int, str] = NO_NAMES,
    struck: Container[int] = (),
    read_as: Mapping[int, str] = NO_NAMES,
) -> Converted:
    """Give the blocks of nodes in their order, without what is `left_out`, with `names` before what
    is called so, with what is `struck` out as such, and with some elements read as if they had
    another tag (all by their `mem_id`).
    """
    conversion = Conversion(left_out, targets, Budget(NODE_LIMIT), names, struck, read_as)
    blocks = conversion.blocks(nodes)
    return Converted(blocks, tuple(conversion.reasons))


class Conversion:
    """One walk over nodes; each cell of a table in them takes another."""

    def __init__(
        self,
        left_out: Container[int],
        targets: Targets,
        budget: Budget,
        names: Mapping[int, str] = NO_NAMES,
        struck: Container[int] = (),
        read_as: Mapping[int, str] = NO_NAMES,
        tables: int = 0,
    ) -> None:
        self.left_out, self.targets, self.budget = left_out, targets, budget
        self.names, self.struck = names, struck
        self.read_as, self.tables = read_as, tables
        self.building = Building()
        self.reasons: dict[str, None] = {}

    def blocks(self, nodes: Iterable[LexborNode]) -> tuple[AnyBlock, ...]:
        """Walk over the nodes, and give what they became."""
        for node in nodes:
            self._walk(node)
            self.building.end_line()
        if self.building.too_deep:
            self.reasons[TOO_DEEP] = None
        if self.budget.nodes < 0:
            self.reasons[TOO_MANY] = None
        return self.building.blocks()

    def inside(self, node: LexborNode) -> tuple[AnyBlock, ...]:
        """Give the blocks in a node of a table; most hold nothing but text."""
        plain = self.budget.nodes > 0 and node.mem_id not in self.struck
        alone = only_text(node, self.left_out) if plain else None
        if alone is not None:
            self.budget.nodes -= 1
            return paragraph(alone)
        other = Conversion(
            self.left_out,
            self.targets,
            self.budget,
            self.names,
            self.struck,
            self.read_as,
            self.tables + 1,
        )
        blocks = other.blocks((node,))
        self.reasons |= other.reasons
        return blocks

    def _walk(self, top: LexborNode) -> None:
        """Enter elements and leave them; without recursion, since pages nest as they like."""
        left_out, names, struck = self.left_out, self.names, self.struck
        read_as = self.read_as
        budget, last = self.budget, top.mem_id
        above: list[tuple[LexborNode | None, Leave]] = [(None, nothing)]
        node: LexborNode | None = top
        while above:
            if node is None:
                node, leave = above.pop()
                leave()
                continue
            budget.nodes -= 1
            number = node.mem_id
            after = None if number == last else node.next
            if number in names and number not in left_out:
                self._name(names[number])
            read = reader(read_as.get(number, node.tag or ""))
            if number in struck:
                read = partial(strike, read)
            if number in left_out or budget.nodes < 0 or (entered := read(self, node)) is None:
                node = after
            else:
                above.append((after, entered))
                node = node.child

    def _name(self, name: str) -> None:
        if not self.building.in_title:
            self.building.add(Paragraph(runs=(Run(name, style="b"),)))
