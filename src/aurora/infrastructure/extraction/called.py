"""How a page is called where people see it: by its headings, and by the title of its window."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import dropwhile, islice

from aurora.infrastructure.extraction import titles
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.sites import ends, hosting, in_brackets
from aurora.infrastructure.extraction.worded import NOTHING, worded

HEADS = "h1:not(.skiptranslate h1)"
MAIN_HEADS = 'main h1, [role="main"] h1, article h1'
HEADINGS = f"{HEADS}, h2, h3"
PAGED = "h1 nav"
BESIDE = frozenset({"button", "nav", "time"})
BOTH, MOST_HEADS = 2, 200


class Called:
    """What one page is called, without marks that lead to its headings."""

    def __init__(self, page: ParsedPage) -> None:
        self._page = page

    @cached_property
    def _window(self) -> str:
        return next(self._lines("head title, title"), "")

    @cached_property
    def _heads(self) -> tuple[str, ...]:
        return tuple(self._lines(HEADS))

    def site(self, named: str | None) -> str | None:
        """Give the name of the site: what the title of the window has at its end in brackets, where
        a heading says it too; or what the host is called by, where that title or what is `named`
        begins or ends with it, or a heading says it.
        """
        told = in_brackets(self._window)
        if told and titles.same(told, self._heads):
            return told
        names = (*ends(self._window), *ends(named or ""), *self._heads)
        return hosting(names, self._page.url)

    def says(self, title: str) -> int:
        """Tell in how many places that title stands: in a heading that says little more, and in the
        window, where its site may follow.
        """
        name, heads = titles.folded(title), map(titles.folded, self._heads)
        headed = any(name in head and len(head) <= 2 * len(name) for head in heads)
        return headed + (name in map(titles.folded, titles.leading(self._window)))

    def title(self, sites: Sequence[str]) -> str | None:
        """Give the only heading of the first level that is not the name of the site, or what stands
        below it under the name of a forum or a book; of several the only one that the title of the
        window names, or the only such one in the main part; or else that title.
        """
        told = [head for head in self._heads if not titles.same(head, sites)]
        if len(told) == 1:
            return self._below(told[0]) or self._paged(told[0]) or told[0]
        if not self._window:
            return next(iter(self._heads), None)
        named = self._named(told) or self._named(self._lines(MAIN_HEADS))
        return named or titles.without_site(self._window, sites)

    def _below(self, head: str) -> str | None:
        """Give the heading that follows, where the title of the window names that and then `head`,
        as `Topic - Forum`.
        """
        topic = titles.without_site(self._window, (head,))
        if topic == self._window:
            return None
        called = {part.casefold() for part in titles.parts(topic)}
        from_head = dropwhile(head.__ne__, self._lines(HEADINGS))
        below = next(islice(from_head, 1, None), "")
        return below if below.casefold() in called else None

    def _paged(self, head: str) -> str | None:
        """Give of a heading that leads to further pages the most that the window's title says."""
        if self._page.tree.css_first(PAGED, None) is None:
            return None
        held = (part for part in titles.parts(self._window) if part.casefold() in head.casefold())
        return max(held, key=len, default=None)

    def _named(self, heads: Iterable[str]) -> str | None:
        """Give the only heading that the title of the window names."""
        named = {part.casefold() for part in titles.parts(self._window)}
        called = {head.casefold(): head for head in heads if head.casefold() in named}
        return next(iter(called.values())) if len(called) == 1 else None

    def _lines(self, selector: str) -> Iterator[str]:
        """Give the texts that are not empty, each in one line; without what stands beside the words
        of a title, unless there is no more.
        """
        never = self._page.never_seen
        for node in self._page.tree.css(selector)[:MOST_HEADS]:
            if text := worded(node, BESIDE, never) or worded(node, NOTHING, never):
                yield text
