"""The date that stands beside the heading of an article."""

import re
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.infrastructure.extraction.dates import written
from aurora.infrastructure.extraction.due import is_ahead, is_due
from aurora.infrastructure.extraction.linked_data import words
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.repeated import repeated
from aurora.infrastructure.extraction.standing import Standings
from aurora.infrastructure.extraction.traces import DATING

# which element is the heading, where there is one alone of the kind
HEADINGS = (
    "main h1, [role=main] h1, article h1",
    "h1",
    ".entry-title, .post-title, [itemprop~=headline]",
)
CALLED = {word: f"[class*={word.decode()} i]" for word in DATING}
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
DATE = frozenset(
    {"date", "datum", "fecha", "published", "publication", "publicado", "pubdate", "posted"}
)
# what has a day of its own, and today's
ANOTHER = frozenset(
    """
    update updated modified changed event events start end today current now clock
    """.split()  # noqa: SIM905  a list of words reads best as text
)
CHANGED = re.compile(
    r"\D*(?:updated?|modified|edited|aktualisiert|geändert|stand|a[ct]*ualiza(?:d[oa]|[çc][ãa]o)|modificad[oa]"
    r"|mis à jour|modifié|aggiornat[oa]|bijgewerkt|gewijzigd|(?:z)?aktualiz\w+)\b",
    re.IGNORECASE,
)
TEXT, LEVELS = "-text", frozenset({"h1", "h2", "h3"})
UNSEEN = frozenset({"script", "style", "template", "noscript", "svg"})
LONGEST, MOST, AROUND = 80, 100, 5
ABOVE, BELOW = 80, 500  # how many signs may stand between
DAY = len("2024-03-05")


class Place(NamedTuple):
    """Where an element stands among the signs of a page, and how many headings stand before it."""

    start: int
    end: int
    headings: int


def beside_heading(page: ParsedPage, language: str | None) -> str | None:
    """Give the only day that an element called so tells right above the heading, or between it and
    the text.
    """
    called = ", ".join(selector for word, selector in CALLED.items() if page.may_have(word))
    tree = page.tree
    named = (
        [node for node in tree.css(called)[:MOST] if _is_date(node, page.standings)]
        if called
        else ()
    )
    days = {node.mem_id: day for node in named if (day := _day(node, language))}
    likely = [node for node in named if node.mem_id in days]
    listed = repeated(likely)
    likely = [node for node in likely if node.mem_id not in listed]
    if not likely:
        return None
    headings = [*headings_of(tree)]
    places = _places(tree, {node.mem_id for node in (*headings, *likely)})
    for heading in headings:
        near = {days[node.mem_id] for node in likely if _near(places, heading, node)}
        if near:
            return near.pop() if len(near) == 1 else None
    return None


def _is_date(node: LexborNode, standings: Standings) -> bool:
    named = {word.lower() for word in WORD.findall(node.attributes.get("class") or "")}
    if named.isdisjoint(DATE) or not named.isdisjoint(ANOTHER):
        return False
    place = standings.of(node)
    aside = place.beside or place.footer or place.comment or place.event
    return not aside and not is_due(node)


def _day(node: LexborNode, language: str | None) -> str | None:
    text = words(node.text_lexbor(), LONGEST + 1) or ""
    day = None if len(text) > LONGEST or CHANGED.match(text) else written(text, language)
    return day[:DAY] if day and len(day) >= DAY and not is_ahead(day) else None


def headings_of(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """Give what may be the heading, the likeliest first."""
    for selector in HEADINGS:
        found = [node for node in tree.css(selector) if node.text_lexbor().strip()]
        if len(found) == 1:
            yield found[0]


def _places(tree: LexborHTMLParser, wanted: Set[int]) -> dict[int, Place]:
    places, signs, headings = dict[int, Place](), 0, 0
    for node in tree.body.traverse(include_text=True) if tree.body else ():
        if node.tag == TEXT:
            if node.parent is None or node.parent.tag not in UNSEEN:
                signs += _signs(node.text_content)
            continue
        if node.mem_id in wanted:
            places[node.mem_id] = Place(signs, signs + _signs(node.text_lexbor()), headings)
        headings += node.tag in LEVELS
    return places


def _signs(text: str | None) -> int:
    return len("".join((text or "").split()))


def _around(node: LexborNode) -> Iterator[int]:
    """Give the nearest elements around one, without the body of the page."""
    for _ in range(AROUND):
        if (above := node.parent) is None or above.tag == "body":
            return
        yield above.mem_id
        node = above


def _near(places: Mapping[int, Place], heading: LexborNode, node: LexborNode) -> bool:
    """Tell whether no other heading stands between the two, and little else."""
    title, date = places.get(heading.mem_id), places.get(node.mem_id)
    if not title or not date:
        return False
    if date.start < title.start:
        near = date.headings == title.headings and title.start - date.end <= ABOVE
        return near and not {*_around(heading)}.isdisjoint(_around(node))
    passed = title.headings + (heading.tag in LEVELS)
    return date.headings == passed and date.start - title.end <= BELOW
