"""The parts of a text by the simplest means: headings, and paragraphs between blank lines."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from aurora.domains.blocks import AnyBlock, Heading, Paragraph, Run
from aurora.domains.elements import Element, ElementKind
from aurora.domains.transcript import Facts, Transcript

PART = re.compile(r"(?P<marks>#{1,6} )?(?P<words>\S.*?)[ \t]*(?=\n\s*\n|\n#|\s*\Z)", re.DOTALL)


def elements_of(text: str) -> tuple[Element, ...]:
    """Give the parts in their order."""
    return tuple(_elements(text))


def transcript_of(text: str, facts: Facts, fields: dict[str, Any] | None = None) -> bytes:
    """Give a transcript whose blocks are the parts."""
    blocks = tuple(_block(one, text[one.start : one.end]) for one in _elements(text))
    return msgspec.json.encode(Transcript(facts=facts, blocks=blocks, fields=fields))


def _elements(text: str) -> Iterator[Element]:
    for part in PART.finditer(text):
        level = len((part["marks"] or "").strip())
        kind = ElementKind.HEADING if level else ElementKind.PARAGRAPH
        yield Element(kind, part.start("words"), part.end("words"), level)


def _block(element: Element, words: str) -> AnyBlock:
    if element.kind is ElementKind.HEADING:
        return Heading(level=element.level, runs=(Run(words),))
    return Paragraph(runs=(Run(words),))
