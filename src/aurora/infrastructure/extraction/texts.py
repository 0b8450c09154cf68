"""Markdown and plain text: kept as they were written, with the parts that they have."""

import re
from collections.abc import Sequence
from typing import TypeAlias

import msgspec

from aurora.domains.blocks import AnyBlock, Heading, Paragraph, Run, said
from aurora.domains.elements import Element, ElementKind
from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import Facts, Transcript
from aurora.infrastructure.extraction.deadline import TookTooLong, at_most
from aurora.infrastructure.extraction.front_matter import front_matter
from aurora.infrastructure.extraction.lines import paragraphs, titled_paragraphs
from aurora.infrastructure.extraction.markdown import read_markdown
from aurora.infrastructure.extraction.targets import Targets

STRUCTURE_LIMIT = 1_000_000
STRUCTURE_SECONDS = 4.0
LEADING_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")

Parts: TypeAlias = tuple[tuple[AnyBlock, ...], tuple[Element, ...]]


def plain_text(text: str) -> Extracted:
    """Give a plain text and its paragraphs."""
    text = _trimmed(text)
    elements = paragraphs(text)
    blocks = tuple(_block(one, text[one.start : one.end]) for one in elements)
    return _extracted(text, (blocks, elements), Facts())


def markdown_text(text: str, url: str | None) -> Extracted:
    """Give a Markdown text, its parts and what it says about itself."""
    text = _trimmed(text)
    facts, skipped = front_matter(text)
    parts, reasons = structure(text, url, skipped)
    if facts.title is None:
        facts = msgspec.structs.replace(facts, title=_title(parts[0]))
    return _extracted(text, parts, facts, reasons)


def structure(text: str, url: str | None, skipped: int = 0) -> tuple[Parts, tuple[str, ...]]:
    """Give the parts of a Markdown text, and what kept some from being read."""
    if len(text) > STRUCTURE_LIMIT:
        return _titled(text), (f"only titles were read: more than {STRUCTURE_LIMIT:,} characters",)
    try:
        with at_most(STRUCTURE_SECONDS):
            return read_markdown(text, Targets(url), skipped), ()
    except TookTooLong:
        return _titled(text), ("only titles were read: the rest took too long",)


def _titled(text: str) -> Parts:
    elements = titled_paragraphs(text)
    return tuple(_block(one, text[one.start : one.end]) for one in elements), elements


def _block(element: Element, text: str) -> AnyBlock:
    if element.kind is ElementKind.HEADING:
        return Heading(level=element.level, runs=(Run(text),))
    return Paragraph(runs=(Run(text),))


def _trimmed(text: str) -> str:
    return LEADING_LINES.sub("", text).rstrip()


def _extracted(text: str, parts: Parts, facts: Facts, reasons: tuple[str, ...] = ()) -> Extracted:
    blocks, elements = parts
    transcript = Transcript(facts=facts, blocks=blocks, reasons=reasons)
    return Extracted(
        text=text,
        title=facts.title,
        author="; ".join(facts.authors) or None,
        published=facts.published,
        language=(facts.language or "und").partition("-")[0].lower(),
        elements=elements,
        transcript=msgspec.json.encode(transcript),
    )


def _title(blocks: Sequence[AnyBlock]) -> str | None:
    titles = (
        " ".join(said(block.runs).split())
        for block in blocks
        if isinstance(block, Heading) and block.level == 1
    )
    return next(filter(None, titles), None)
