"""What a page shows of itself where it does not say it: its date and its licence."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction import told_lines
from aurora.infrastructure.extraction.beside_heading import beside_heading
from aurora.infrastructure.extraction.dates import in_address, written
from aurora.infrastructure.extraction.due import is_ahead, is_due
from aurora.infrastructure.extraction.headed import headed
from aurora.infrastructure.extraction.licences import licences
from aurora.infrastructure.extraction.linked_data import words
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.repeated import repeated
from aurora.infrastructure.extraction.standing import Standing
from aurora.infrastructure.extraction.traces import TIMING

TIMES = 'time, abbr.published[title], [itemprop~="datePublished" i]:not([itemscope] *)'
PUBLISHED = re.compile(r"publi|posted|entry-date", re.IGNORECASE)
UPDATED = re.compile(r"updated|modified", re.IGNORECASE)
THREAD = re.compile(
    r"(?<![a-z])(?:forums?|foros?|threads?|viewtopic|showthread)(?![a-z])", re.IGNORECASE
)
YEAR = re.compile(r"\d+")
MOST_TIMES = 50


class Shown:
    """What one page shows, without what stands beside its content."""

    def __init__(self, page: ParsedPage) -> None:
        self._page = page

    def published(self, language: str | None, authors: Sequence[str]) -> str | None:
        """Give the likeliest of the times that are shown, what stands as a date beside the heading,
        or the day in the address, or what plain words below the heading tell, as where it stands
        beside one of the `authors`.
        """
        told = (written(_told(node), language) for node in self._times())
        shown = next(filter(None, told), None) or beside_heading(self._page, language)
        shown = shown or in_address(self._page.url)
        return shown or told_lines.published(self._lines, language, authors)

    def people(self) -> str | None:
        """Give whom a line of plain words below the heading names as who wrote the page."""
        return told_lines.people(self._lines)

    @cached_property
    def _lines(self) -> list[str]:
        return headed(self._page)

    def _times(self) -> Iterator[LexborNode]:
        """Give the times that may be the date of the page, the likeliest first: where things are
        listed each time is of one of them, and in a thread the first of its posts; elsewhere none
        of a comment.
        """
        if not self._page.may_have(*TIMING):
            return iter(())
        thread = THREAD.search(self._page.url or "")
        times = [
            (rank, node)
            for node in self._page.tree.css(TIMES)[:MOST_TIMES]
            if (rank := _rank(node, self._page.standings.of(node), thread=thread is not None))
            is not None
        ]
        likeliest = [node for _, node in sorted(times, key=lambda time: time[0])]
        listed = frozenset() if thread else repeated(likeliest)
        return (node for node in likeliest if node.mem_id not in listed and not _is_to_come(node))

    def licences(self) -> Iterator[str | None]:
        """Give the addresses of licences; what a caption names is the licence of a picture."""
        return licences(self._page)


def _told(node: LexborNode) -> str | None:
    """Give what a time says to machines, or else to readers."""
    given = node.attributes
    said = given.get("datetime") or given.get("content") or given.get("title")
    text = None if said else words(node.text_lexbor())
    return None if text and YEAR.fullmatch(text) else said or text


def _is_to_come(node: LexborNode) -> bool:
    """Tell whether a time is ahead, or until when something holds."""
    return is_ahead(written(_told(node)) or "") or (not _is_published(node) and is_due(node))


def _is_published(node: LexborNode) -> bool:
    given = node.attributes
    marks = f"{given.get('class')} {given.get('itemprop')}"
    return "pubdate" in given or bool(PUBLISHED.search(marks))


def _rank(node: LexborNode, place: Standing, *, thread: bool) -> tuple[bool, bool, bool] | None:
    """Tell how little speaks for a time, the least is the best; None for what is no such date."""
    given, published = node.attributes, _is_published(node)
    updated = not published and UPDATED.search(f"{given.get('class')} {given.get('itemprop')}")
    aside = (place.beside and not place.article) or (place.comment and not thread)
    if updated or aside or place.event or place.footer or (place.header and not published):
        return None
    return place.comment or place.beside, not published, not (place.article or place.main)
