"""The panels of a page, and the tabs that open them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

LIST_DEEP, PANELS_DEEP = 2, 3  # in the element that holds both


class Tab(NamedTuple):
    """One tab: its name, its own ids, and those of what it opens."""

    name: str
    ids: frozenset[str]
    opens: frozenset[str]


Opened = Sequence[tuple[LexborNode, str]]


class Panels:
    """The panels of a page: by what names them, and by what stands around them."""

    def __init__(self, panels: Sequence[LexborNode]) -> None:
        self._by_id: dict[str | None, LexborNode] = {}
        self._by_label: dict[str | None, LexborNode] = {}
        sets: dict[int, list[LexborNode]] = defaultdict(list)
        self._around: dict[int, list[list[LexborNode]]] = defaultdict(list)
        for panel in panels:
            self._by_id.setdefault(panel.attributes.get("id"), panel)
            self._by_label.setdefault(panel.attributes.get("aria-labelledby"), panel)
            if panel.parent:
                sets[panel.parent.mem_id].append(panel)
        for together in sets.values():
            for around in _around(together[0], PANELS_DEEP):
                self._around[around].append(together)

    def linked(self, told: Sequence[Tab]) -> Opened:
        """Give the panel of each tab by their ids; nothing where one has none."""
        found = []
        for tab in told:
            opened = (self._by_id.get(id) for id in tab.opens)
            labelled = (self._by_label.get(id) for id in tab.ids)
            if panel := next(filter(None, (*opened, *labelled)), None):
                found.append((panel, tab.name))
        return found if len(found) == len(told) else ()

    def near(self, told: Sequence[Tab], tab_list: LexborNode) -> Opened:
        """Give the next panels around the list, where they are as many as the tabs."""
        for around in _around(tab_list, LIST_DEEP):
            for together in self._around[around]:
                if len(together) == len(told):
                    self._around[around].remove(together)
                    return [(panel, tab.name) for panel, tab in zip(together, told, strict=True)]
        return ()


def _around(node: LexborNode, levels: int) -> Iterator[int]:
    """Give so many elements around one."""
    for _ in range(levels):
        if (parent := node.parent) is None:
            return
        yield parent.mem_id
        node = parent
