"""Articles as they could be as well: with parts of other sites beside their content, with classes
that tell nothing, without an address, in a language that nobody knows.

There are few to learn from, and these are alike in ways that others are not: most of them show
hardly anything else after their end, where sites have comments, offers and lists of more articles.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from random import Random
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.infrastructure.extraction.content.visible import Shape, Visible
from aurora.infrastructure.extraction.parsed import ParsedPage
from benchmarks.growing.sample import Sample
from benchmarks.growing.samples import parsed_page, sample
from benchmarks.growing.tongues import strange
from benchmarks.judged_pages import tokens

VARIANTS = 16
PROCESSES = 2
GRAFTED, HASHED, NAMELESS, STRANGE = 0.95, 0.3, 0.5, 0.4
MOST_GRAFTS, FROM_PAGES = 4, 10
LEAST_BLOCKS, MOST_BLOCKS, LEAST_WORDS, LONGEST = 2, 80, 6, 80_000
MOSTLY = 0.5
MARK = "data-graft"
NO_PART = frozenset(("body", "li", "td", "th", "tr", "thead", "tbody", "dd", "dt", "p"))
NO_PLACE = frozenset(
    ("p", "span", "a", "tr", "table", "thead", "tbody", "ul", "ol", "dl", "b", "strong", "em")
)
OFFERED = ("listing", "collection", "forum", "product")

PartsOf: TypeAlias = tuple[Sequence[str], Sequence[str]]


@dataclass(frozen=True)
class Parts:
    """Parts of pages as HTML, by site: such as hold no content, and such as hold nothing else."""

    foreign: Mapping[str, Sequence[str]]
    offered: Mapping[str, Sequence[str]]

    def drawn(self, site: str, random: Random) -> Sequence[str]:
        """Draw what other sites have."""
        return [part for kind in (self.foreign, self.offered) for part in _some(kind, site, random)]


def _some(parts: Mapping[str, Sequence[str]], but: str, random: Random) -> Iterator[str]:
    sites = [site for site in parts if site != but]
    for site in random.choices(sites, k=FROM_PAGES):
        yield random.choice(parts[site])


@dataclass(frozen=True)
class Variant:
    """A variant of a page: its blocks, the words of each and the share that is content."""

    parsed: ParsedPage
    visible: Visible
    words: Sequence[Sequence[str]]
    shares: NDArray[np.float64]


def variants(pages: Sequence[Sample]) -> list[Sample]:
    """Make variants of the articles among pages."""
    with Pool(PROCESSES) as pool:
        parts = parts_among(pages, pool.map(parts_of, pages, chunksize=8))
        asked = [
            (page, parts, number)
            for page in pages
            if page.page.page_type == "article"
            for number in range(1, VARIANTS + 1)
        ]
        return [one for one in pool.starmap(varied, asked, chunksize=8) if one is not None]


def parts_among(pages: Sequence[Sample], found: Sequence[PartsOf]) -> Parts:
    """Gather by site what was found in each page."""
    foreign, offered = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for page, (without, whole) in zip(pages, found, strict=True):
        foreign[page.page.site] += without
        if page.page.page_type in OFFERED:
            offered[page.page.site] += whole
    return Parts(_filled(foreign), _filled(offered))


def _filled(parts: Mapping[str, list[str]]) -> dict[str, Sequence[str]]:
    return {site: given for site, given in parts.items() if given}


def parts_of(page: Sample) -> PartsOf:
    """Give the parts of a page that hold no content, and those that hold hardly anything else."""
    parsed = parsed_page(page.page.html, page.page.url)
    visible = Visible(parsed.tree)
    shape = visible.shape
    blocks, words, content = (visible.held(np.array(one)).tolist() for one in _columns(page))
    numbers = {node: number for number, node in enumerate(shape.nodes)}
    without, whole = [], []
    for node in parsed.tree.body.traverse():
        number = numbers.get(node.mem_id, 0)
        usual = LEAST_BLOCKS <= blocks[number] <= MOST_BLOCKS and words[number] >= LEAST_WORDS
        if not usual or shape.tags[number] in NO_PART or len(html := node.html) > LONGEST:
            continue
        if not content[number]:
            without.append(html)
        elif content[number] >= MOSTLY * blocks[number]:
            whole.append(html)
    return without, whole


def _columns(page: Sample) -> Sequence[Sequence[float]]:
    return (
        [1.0] * len(page.labels),
        [float(len(one)) for one in page.tokens],
        [float(share > 0.1) for share in page.labels],
    )


def varied(page: Sample, parts: Parts, number: int) -> Sample | None:
    """Make a variant of a page to learn from; None where there is none."""
    made = variant(page, parts, number)
    if made is None:
        return None
    return sample(page.page, made.parsed, made.visible, made.words, made.shares, number)


def variant(page: Sample, parts: Parts, number: int) -> Variant | None:
    """Make a variant of a page; None where its blocks could not be told from those put in."""
    random = Random(f"{page.page.name} {number}")
    url = "" if random.random() < NAMELESS else page.page.url
    tree = parsed_page(page.page.html, url).tree
    if page.labels.max() > MOSTLY and random.random() < GRAFTED:
        graft(content_nodes(tree, page), parts.drawn(page.page.site, random), random)
    if random.random() < HASHED:
        hash_names(tree, random)
    parsed = parsed_page(tree.html.encode(), url)
    visible = Visible(parsed.tree)
    own = ~put_in(parsed.tree, visible)
    if not visible.complete or own.sum() != len(page.labels):
        return None
    shares, words = np.zeros(len(own)), [tokens(block.text) for block in visible.blocks]
    shares[own] = page.labels
    if random.random() < STRANGE:
        translate = strange(random)
        for block in visible.blocks:
            block.text = translate(block.text)
    return Variant(parsed, visible, words, shares)


def content_nodes(tree: LexborHTMLParser, page: Sample) -> Sequence[LexborNode]:
    """Give the elements that content stands in, in the order of the page."""
    visible = Visible(tree)
    wanted = dict.fromkeys(
        visible.shape.nodes[block.element]
        for block, share in zip(visible.blocks, page.labels, strict=True)
        if share > MOSTLY
    )
    return [node for node in tree.body.traverse() if node.mem_id in wanted]


def graft(places: Sequence[LexborNode], parts: Sequence[str], random: Random) -> None:
    """Put parts of other pages beside content, most of them after it, and mark them."""
    for html in random.sample(parts, min(len(parts), random.randint(1, MOST_GRAFTS))):
        place = _place(random.choice(places) if random.random() < 0.5 else places[-1], random)
        if place.parent is None or place.tag == "body":
            continue
        piece = LexborHTMLParser(f"<div {MARK}=1>{html}</div>").css_first(f"[{MARK}]")
        put = place.insert_after if random.random() < 0.8 else place.insert_before
        put(piece)


def _place(node: LexborNode, random: Random) -> LexborNode:
    """Go up a little, and out of what can hold no part of a page."""
    for _ in range(random.choice((0, 0, 0, 1, 1, 2))):
        if node.parent is not None and node.parent.tag != "body":
            node = node.parent
    while node.parent is not None and node.parent.tag in NO_PLACE:
        node = node.parent
    return node


def put_in(tree: LexborHTMLParser, visible: Visible) -> NDArray[np.bool_]:
    """Tell which blocks have been put into the page."""
    marked = {node.mem_id for node in tree.css(f"[{MARK}]")}
    inside = _inside(visible.shape, marked)
    return np.array([inside[block.element] for block in visible.blocks], bool)


def _inside(shape: Shape, marked: set[int]) -> list[bool]:
    inside: list[bool] = []
    for node, parent in zip(shape.nodes, shape.parents, strict=True):
        inside.append(node in marked or (bool(inside) and inside[parent]))
    return inside


def hash_names(tree: LexborHTMLParser, random: Random) -> None:
    """Replace half or all classes and ids by such as programs make."""
    share, known = random.choice((0.5, 1.0, 1.0)), dict[str, str]()

    def hashed(name: str) -> str:
        if name not in known:
            known[name] = name if random.random() > share else f"x{random.randrange(10**6)}"
        return known[name]

    for node in tree.css("[class], [id]"):
        for attribute in ("class", "id"):
            if given := node.attributes.get(attribute):
                node.attrs[attribute] = " ".join(map(hashed, given.split()))
