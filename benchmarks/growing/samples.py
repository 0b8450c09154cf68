"""Pages made samples: measured as Aurora does, beside what people say of them."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.charset import clean
from aurora.infrastructure.extraction.content.content import measured
from aurora.infrastructure.extraction.content.visible import Visible
from aurora.infrastructure.extraction.parsed import ParsedPage, parse
from benchmarks.growing.labels import labels
from benchmarks.growing.sample import Sample
from benchmarks.judged_pages import JudgedPage, judged_pages, tokens


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
