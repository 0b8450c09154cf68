"""Finds the content of a page."""

from collections.abc import Mapping
from itertools import compress
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.content.alike import Alike
from aurora.infrastructure.extraction.content.among import concluded, enclosed, titled
from aurora.infrastructure.extraction.content.bodies import bodies
from aurora.infrastructure.extraction.content.choice import best
from aurora.infrastructure.extraction.content.comments import comments, undiscussed
from aurora.infrastructure.extraction.content.concealed import concealed
from aurora.infrastructure.extraction.content.copies import copies, said_once, uncloned
from aurora.infrastructure.extraction.content.decoration import decoration
from aurora.infrastructure.extraction.content.forests import forests
from aurora.infrastructure.extraction.content.ground import Ground
from aurora.infrastructure.extraction.content.kinds import (
    PAGE_TYPES,
    THREAD,
    discussed,
    page_type,
    reading,
    threading,
)
from aurora.infrastructure.extraction.content.labels import labels
from aurora.infrastructure.extraction.content.linking import leading
from aurora.infrastructure.extraction.content.measures import measures
from aurora.infrastructure.extraction.content.notes import noted
from aurora.infrastructure.extraction.content.opened import opened
from aurora.infrastructure.extraction.content.phrases import Measures, phrases
from aurora.infrastructure.extraction.content.portraits import portraits
from aurora.infrastructure.extraction.content.posts import signed
from aurora.infrastructure.extraction.content.reasons import reasons
from aurora.infrastructure.extraction.content.recipes import cooked
from aurora.infrastructure.extraction.content.retold import layout, retold
from aurora.infrastructure.extraction.content.runs import runs
from aurora.infrastructure.extraction.content.signals import Signals, signals
from aurora.infrastructure.extraction.content.threaded import Thread
from aurora.infrastructure.extraction.content.units import evened, filled, parts, units
from aurora.infrastructure.extraction.content.visible import FOOTER, QUOTE, Visible
from aurora.infrastructure.extraction.parsed import ParsedPage

WHOLE = "main, [role=main], article"
ASIDE = "aside:not(.footnote-list, .footnote, [role=doc-footnote])"
NEVER = f"nav, footer:not(blockquote footer), {ASIDE}, form, header, noscript"
NOTHING: Mapping[int, str] = {}
MOSTLY, FORUM = 0.5, PAGE_TYPES[THREAD]
TOO_LARGE = "too large to be judged block by block"


class Content(NamedTuple):
    """The content of a page: nodes without what is `left_out` in them (by `mem_id`), the kind of
    page, the share of its words that were left out, and why; what is read as something else.
    """

    nodes: tuple[LexborNode, ...] = ()
    left_out: frozenset[int] = frozenset()
    page_type: str | None = None
    boilerplate: float = 0.0
    reasons: tuple[str, ...] = ()
    read_as: Mapping[int, str] = NOTHING


class Judged(NamedTuple):
    """A page, measured and judged: its blocks, the chance of each, that of each kind of page, and
    the kind that people are told.
    """

    visible: Visible
    words: NDArray[np.float32]
    chances: NDArray[np.float32]
    types: NDArray[np.float32]
    signals: Signals
    told: str


def content(page: ParsedPage) -> Content:
    """Choose what of the page is its content; a page without text has none."""
    visible = Visible(page.tree)
    if not visible.complete:
        return _whole(page)
    if not visible.blocks or page.tree.body is None:
        return Content()
    judged = judge(page, visible)
    thread = _thread(visible, judged)
    kept = uncloned(chosen(visible, judged, thread), visible)
    if thread:
        kept = thread.whole(kept)
    elif judged.told == FORUM:
        kept = signed(kept, visible, judged.words)
    kept = opened(page, visible, judged.words, noted(page, visible, kept))
    total, content = float(judged.words.sum()), judged.words * kept
    unseen = concealed(page, visible, content)
    pictures = decoration(page.tree, judged.told)
    cut = thread.cut | portraits(page, thread.postings) if thread else frozenset[int]()
    return Content(
        (page.tree.body,),
        _left_out(visible, kept).union(visible.unread, page.never_seen, unseen, pictures, cut),
        judged.told,
        round(1 - float(content.sum()) / total, 3) if total else 0.0,
        reasons(judged.told, judged.signals, visible, kept),
        retold(page, thread) if thread else NOTHING,
    )


def _thread(visible: Visible, judged: Judged) -> Thread | None:
    """Find the thread of a page that may be one."""
    if not threading(judged.told, judged.types):
        return None
    return Thread.of(visible, judged.words, judged.chances, told=judged.told == FORUM)


def chosen(visible: Visible, judged: Judged, thread: Thread | None = None) -> NDArray[np.bool_]:
    """Tell which blocks are kept."""
    words, within = judged.words, parts(visible, layout(thread) if thread else frozenset())
    same, whole = copies([block.text for block in visible.blocks], words), units(within, words)
    likely = undiscussed(
        judged.chances, comments(visible, words), discussed(judged.signals, judged.types)
    )
    likely = evened(said_once(likely, same, within, judged.types), words, whole)
    likely = evened(likely, words, runs(visible))
    alike, article = Alike(visible), reading(judged.signals, judged.types).article
    likely = alike.levelled(likely, words, thread=float(judged.types[THREAD]), article=article)
    kept = filled(best(likely, words), likely, words, visible, whole)
    if article < MOSTLY:
        kept = kept if judged.told == FORUM else alike.settled(kept)
        kept = titled(enclosed(kept, likely, words, visible), likely, words, visible)
    kept = kept & ~leading(judged.chances, words, visible, whole, article)
    return _attributed(concluded(kept, words, visible), visible)


def _attributed(kept: NDArray[np.bool_], visible: Visible) -> NDArray[np.bool_]:
    """Keep with a quotation whose words it is, as its footer says."""
    whole = kept.copy()
    for number in (visible.marks[1:] & QUOTE).nonzero()[0].tolist():
        footer = visible.shape.tags[visible.blocks[number + 1].element] == FOOTER
        whole[number + 1] |= footer and whole[number]
    return whole


def judge(page: ParsedPage, visible: Visible) -> Judged:
    """Ask the forests about a page that has blocks; what it tells of a recipe is content."""
    said, found, about = measured(page, visible)
    types = forests().kinds(about)
    likely = forests().likely(found, types, reading(about, types))
    likely = cooked(likely, page, [block.text for block in visible.blocks])
    told = page_type(about, forests().told_kinds(about))
    return Judged(visible, said["words"], likely, types, about, told)


def measured(page: ParsedPage, visible: Visible) -> tuple[Measures, Measures, Signals]:
    """Measure a page that has blocks: the texts, the blocks with what is around, the page."""
    said = phrases([block.text for block in visible.blocks])
    ground = Ground(visible, said)
    about = signals(page, visible, ground, said)
    found = measures(visible, ground, said) | bodies(ground) | labels(visible, ground)
    return said, found, about


def _whole(page: ParsedPage) -> Content:
    node = next((node for node in page.tree.css(WHOLE)), page.tree.body)
    aside = frozenset(node.mem_id for node in page.tree.css(NEVER))
    return Content((node,) if node else (), aside | page.never_seen, None, 0.0, (TOO_LARGE,))


def _left_out(visible: Visible, kept: NDArray[np.bool_]) -> frozenset[int]:
    """Give the text that is not kept, and the elements in which none is; an element without text
    goes with those around it.
    """
    shape, parents = visible.shape, np.array(visible.shape.parents)
    held, chosen = visible.held(np.ones(len(kept))), visible.held(kept)
    around = (2 * chosen < held)[parents]
    out = np.where(held == 0, around, chosen == 0).tolist()
    texts = (block.nodes for block in compress(visible.blocks, (~kept).tolist()))
    return frozenset(compress(shape.nodes, out)).union(*texts)
