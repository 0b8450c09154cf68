"""What the tabs of a page are called, which is to be told where their panels begin."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.linked_data import words
from aurora.infrastructure.extraction.panels import Panels, Tab
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.traces import TABBING

LISTS = "[role=tablist], .nav-tabs, .tabbed-labels, .vp-code-group > .tabs"
PANELS = "[role=tabpanel], .tab-pane, .tabbed-block, .vp-code-group > .blocks > div"
TAB = "[role=tab]"
LEADS = "[id], [aria-controls], [data-target], [data-bs-target], [href^='#']"
HEADS = "h1, h2, h3, h4, h5, h6, p, b, strong"
OPENING = ("aria-controls", "data-target", "data-bs-target", "href")
COUNTED = re.compile(r"[\W\d_]+")
MOST_LISTS, MOST_TABS, MOST_PANELS, LONGEST = 40, 30, 200, 80


class Tabs(NamedTuple):
    """The names of panels, and the lists that they come from, by `mem_id`."""

    names: Mapping[int, str] = {}
    lists: frozenset[int] = frozenset()


def tabs(page: ParsedPage) -> Tabs:
    """Give the names of the panels of the page that do not begin with them already."""
    if not page.may_have(*TABBING):
        return Tabs()
    panels = Panels(page.tree.css(PANELS)[:MOST_PANELS])
    names: dict[int, str] = {}
    lists: set[int] = set()
    for tab_list in page.tree.css(LISTS)[:MOST_LISTS]:
        told = _tabs(tab_list)
        if _are_names(told) and (opened := panels.linked(told) or panels.near(told, tab_list)):
            lists.add(tab_list.mem_id)
            names |= {panel.mem_id: name for panel, name in opened if not _begins(panel, name)}
    return Tabs(names, frozenset(lists))


def _tabs(tab_list: LexborNode) -> Sequence[Tab]:
    """Give the tabs that a list holds, or those further in where it holds them in one element."""
    nodes = list(islice(tab_list.iter(), MOST_TABS))
    holding = [node for node in nodes if node.css_first(TAB, None)]
    inner = holding[0].css(TAB)[:MOST_TABS] if len(holding) == 1 else []
    wrapped = len(inner) > 1 and not tab_list.css_first(PANELS, None)
    return list(_named(inner if wrapped else nodes))


def _named(nodes: Iterable[LexborNode]) -> Iterator[Tab]:
    for node in nodes:
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
