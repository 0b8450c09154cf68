"""Pages as the forests see them, beside what people say of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.charset import clean
from aurora.infrastructure.extraction.content.content import measured
from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES
from aurora.infrastructure.extraction.content.visible import Visible
from aurora.infrastructure.extraction.parsed import ParsedPage, parse
from benchmarks.growing.grown import Rows
from benchmarks.growing.labels import labels
from benchmarks.judged_pages import JudgedPage, judged_pages, tokens


@dataclass(frozen=True)
class Sample:
    """A page: what is measured of its blocks and of itself, the words of the blocks and how many
    count, and the share of each that is content. `variant` is 0 for a page as it is.
    """

    page: JudgedPage
    names: tuple[str, ...]
    rows: Rows
    signals: Mapping[str, float]
    tokens: Sequence[Sequence[str]]
    words: NDArray[np.float32]
    labels: NDArray[np.float64]
    variant: int = 0

    @property
    def kind(self) -> int:
        """The number of the kind of page."""
        return PAGE_TYPES.index(self.page.page_type)

    def of(self, names: Sequence[str]) -> Rows:
        """Give measures by their names."""
        return self.rows[:, [self.names.index(name) for name in names]]

    @property
    def weights(self) -> NDArray[np.float64]:
        """What the blocks weigh in the measure of the page: all pages weigh about the same."""
        sizes = np.array([len(one) for one in self.tokens], np.float64)
        return sizes / max(sizes.sum() + self.page.wanted.total(), 1)


def samples() -> Iterator[Sample]:
    """Measure every page that shows any text."""
    for page in judged_pages():
        parsed = parsed_page(page.html, page.url)
        if parsed is None or not (visible := Visible(parsed.tree)).blocks:
            continue
        words = [tokens(block.text) for block in visible.blocks]
        yield sample(page, parsed, visible, words, labels(words, tokens(page.content)))


def parsed_page(html: bytes, url: str) -> ParsedPage | None:
    """Parse a page as Aurora does."""
    return parse(clean(html, "text/html", html=True), url or None)


def sample(
    page: JudgedPage,
    parsed: ParsedPage,
    visible: Visible,
    words: Sequence[Sequence[str]],
    shares: NDArray[np.float64],
    variant: int = 0,
) -> Sample:
    """Measure a page of whose blocks is known how much is content."""
    said, found, signals = measured(parsed, visible)
    rows = np.stack([np.asarray(column, np.float32) for column in found.values()], axis=1)
    return Sample(page, tuple(found), rows, signals, words, said["words"], shares, variant)
