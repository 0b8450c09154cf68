"""What the tabs of a page are called, which is to be told where their panels begin."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.linked_data import words
from aurora.infrastructure.extraction.parsed import ParsedPage

MARKS = (b"tabpanel", b"tab-pane", b"tabbed-")
LISTS = "[role=tablist], .nav-tabs, .tabbed-labels"
PANELS = "[role=tabpanel], .tab-pane, .tabbed-block"
LEADS = "[id], [aria-controls], [data-target], [data-bs-target], [href^='#']"
HEADS = "h1, h2, h3, h4, h5, h6, p, b, strong"
OPENING = ("aria-controls", "data-target", "data-bs-target", "href")
COUNTED = re.compile(r"[\W\d_]+")
MOST_LISTS, MOST_TABS, MOST_PANELS, LONGEST = 40, 30, 200, 80


class Tabs(NamedTuple):
    """The names of panels, and the lists that they come from, by `mem_id`."""

    names: Mapping[int, str] = {}
    lists: frozenset[int] = frozenset()


class Tab(NamedTuple):
    """One tab: its name, its own ids, and those of what it opens."""

    name: str
    ids: frozenset[str]
    opens: frozenset[str]


Opened = Sequence[tuple[LexborNode, str]]


def tabs(page: ParsedPage) -> Tabs:
    """Give the names of the panels of the page that do not begin with them already."""
    if not any(map(page.may_have, MARKS)):
        return Tabs()
    panels = Panels(page.tree.css(PANELS)[:MOST_PANELS])
    names: dict[int, str] = {}
    lists: set[int] = set()
    for tab_list in page.tree.css(LISTS)[:MOST_LISTS]:
        told = list(_tabs(tab_list))
        if _are_names(told) and (opened := panels.linked(told) or panels.near(told, tab_list)):
            lists.add(tab_list.mem_id)
            names |= {panel.mem_id: name for panel, name in opened if not _begins(panel, name)}
    return Tabs(names, frozenset(lists))


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
            for around in _around(together[0]):
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
        for around in _around(tab_list):
            for together in self._around[around]:
                if len(together) == len(told):
                    self._around[around].remove(together)
                    return [(panel, tab.name) for panel, tab in zip(together, told, strict=True)]
        return ()


def _around(node: LexborNode) -> Iterator[int]:
    """Give the two elements around one."""
    for _ in range(2):
        if (parent := node.parent) is None:
            return
        yield parent.mem_id
        node = parent


def _tabs(tab_list: LexborNode) -> Iterator[Tab]:
    for node in islice(tab_list.iter(), MOST_TABS):
        if name := _once(words(node.text_lexbor()) or ""):
            told = [one.attributes for one in node.css(LEADS)[:MOST_TABS]]
            opens = (given.get(key) or "" for given in told for key in OPENING)
            yield Tab(
                name,
                ids=frozenset(id for given in told if (id := given.get("id"))),
                opens=frozenset(id.removeprefix("#") for id in opens if id),
            )


def _once(name: str) -> str:
    """Give a name that is written twice, for two looks of the tab, once."""
    half = name[: len(name) // 2]
    return half if name == f"{half} {half}" else name


def _are_names(told: Sequence[Tab]) -> bool:
    """Tell names from sentences, and from what only counts, as pictures in turn are."""
    bare = {COUNTED.sub("", tab.name) for tab in told}
    return len(bare) > 1 and "" not in bare and max(len(tab.name) for tab in told) <= LONGEST


def _begins(panel: LexborNode, name: str) -> bool:
    head = panel.css_first(HEADS, None)
    return head is not None and (words(head.text_lexbor()) or "").casefold() == name.casefold()
