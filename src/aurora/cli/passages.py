"""Passages and citations as people read them."""

import re
from collections.abc import Sequence

from rich.text import Text

from aurora.cli.output import clean, counted
from aurora.queries.knowledge.answer_question import Citation
from aurora.queries.knowledge.search import Hit

WIDTH = 400
INDENT = "   "
SPACES = re.compile(r"\s+")


def written(number: int, hit: Hit) -> Text:
    """Write a found passage: title, excerpt with the words in bold, source, place and scores."""
    start, end = excerpt(hit.text, hit.highlights)
    scores = f"score {hit.score:.2f} (word {hit.parts.word:.2f}, meaning {hit.parts.meaning:.2f})"
    text = Text(f"{number}. ")
    text.append(_where(hit.title, hit.headings, hit.pages), "bold")
    text.append(f"\n{INDENT}{_ellipsis(start > 0)}")
    text.append(_highlighted(hit, start, end))
    text.append(f"{_ellipsis(end < len(hit.text))}\n")
    if hit.source_url:
        text.append(f"{INDENT}{_line(hit.source_url)}\n", "cyan")
    text.append(f"{INDENT}{hit.document_id}:{hit.version}:{hit.start}-{hit.end}  {scores}\n", "dim")
    if hit.duplicates:
        text.append(f"{INDENT}also in {counted(len(hit.duplicates), 'document')} like it\n", "dim")
    return text


def cited(number: int, citation: Citation) -> Text:
    """Write a citation: quotation, title, URL and where exactly it stands."""
    text = Text(f"[{number}] ")
    text.append(f"“{_line(citation.quotation)}”", "italic")
    text.append(f"\n    {_where(citation.title, citation.headings, citation.pages)}\n")
    if citation.source_url:
        text.append(f"    {_line(citation.source_url)}\n", "cyan")
    place = f"version {citation.version}, characters {citation.start}-{citation.end}"
    text.append(f"    document {citation.document_id}, {place}", "dim")
    return text


def excerpt(
    text: str, highlights: Sequence[tuple[int, int]], width: int = WIDTH
) -> tuple[int, int]:
    """Give the range of at most `width` characters that shows most highlights."""
    if len(text) <= width:
        return 0, len(text)
    starts = [start for start, _ in highlights] or [0]
    best = max(starts, key=lambda at: sum(at <= end - 1 < at + width for _, end in highlights))
    start = min(max(0, best - width // 10), len(text) - width)
    return start, start + width


def _highlighted(hit: Hit, start: int, end: int) -> Text:
    shown, at = Text(), start
    for first, last in hit.highlights:
        if at <= first and last <= end:
            shown.append(_line(hit.text[at:first]))
            shown.append(_line(hit.text[first:last]), "bold yellow")
            at = last
    return shown.append(_line(hit.text[at:end]))


def _where(title: str, headings: Sequence[str], pages: tuple[int, int] | None) -> str:
    path = " › ".join(dict.fromkeys([_line(title), *map(_line, headings)]))
    return f"{path}, {_on(*pages)}" if pages else path


def _on(first: int, last: int) -> str:
    return f"page {first}" if first == last else f"pages {first}-{last}"


def _line(text: str) -> str:
    return SPACES.sub(" ", clean(text))


def _ellipsis(cut: bool) -> str:
    return "…" if cut else ""
