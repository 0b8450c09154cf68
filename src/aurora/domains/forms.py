"""The forms in which a text that was read can be had."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import msgspec

from aurora.domains.alignment import aligned
from aurora.domains.blocks import AnyBlock
from aurora.domains.elements import Element, ElementKind
from aurora.domains.errors import NotFound
from aurora.domains.transcript import Facts, Product, Transcript, transcribed
from aurora.domains.writing import Form, Written, write

WORD = re.compile(r"\w+")

Range = tuple[int, int]


class TextFormat(StrEnum):
    """A form of a text: as it is kept, searched and cited; as Markdown with links and emphasis;
    without any mark; or all of these with the tree they are written from, as JSON.
    """

    TEXT = "text"
    MARKDOWN = "markdown"
    PLAIN = "plain"
    JSON = "json"


class PlacedElement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of a text, and its characters `[start, end)` in each of the three forms; `text` is
    missing where a text that was handed in as Markdown says it in a way of its own.
    """

    kind: ElementKind
    text: Range | None
    markdown: Range
    plain: Range
    level: int = 0
    page: int | None = None
    language: str | None = None


class WholeReading(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read: facts, why the content was chosen so, what is offered, the values of own
    fields, the text in three forms, where its parts stand in each, and the blocks that it is
    written from.
    """

    facts: Facts
    page_type: str | None
    boilerplate: float | None
    reasons: tuple[str, ...]
    pages: int | None
    products: tuple[Product, ...]
    fields: dict[str, Any] | None
    text: str
    markdown: str
    plain: str
    elements: tuple[PlacedElement, ...]
    blocks: tuple[AnyBlock, ...]


class KeptReading(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a reading, brought back; of a text from before there were transcripts, that
    alone.
    """

    text: str
    elements: tuple[Element, ...] = ()
    transcript: Transcript | None = None

    @classmethod
    def of(cls, text: bytes, elements: bytes, transcript: bytes) -> "KeptReading":
        """Decode the contents of the blobs; a missing one is empty."""
        return cls(
            text=text.decode(),
            elements=msgspec.json.decode(elements or b"[]", type=tuple[Element, ...]),
            transcript=transcribed(transcript) if transcript else None,
        )

    def written(self, format: TextFormat) -> str:
        """Give the text in that form; raises NotFound where only the text was kept."""
        match format:
            case TextFormat.TEXT:
                return self.text
            case TextFormat.JSON:
                return msgspec.json.encode(self.whole()).decode()
            case TextFormat.MARKDOWN if self.transcript is None:
                return self.text
        return write(self._known().blocks, Form(format)).text

    def whole(self) -> WholeReading:
        """Give everything; raises NotFound where only the text was kept."""
        known = self._known()
        markdown, plain = write(known.blocks, Form.MARKDOWN), write(known.blocks, Form.PLAIN)
        kept = self._places(write(known.blocks))
        places = zip(kept, markdown.elements, plain.elements, strict=True)
        return WholeReading(
            facts=known.facts,
            page_type=known.page_type,
            boilerplate=known.boilerplate,
            reasons=known.reasons,
            pages=known.pages,
            products=known.products,
            fields=known.fields,
            text=self.text,
            markdown=markdown.text,
            plain=plain.text,
            elements=tuple(_placed(*place) for place in places),
            blocks=known.blocks,
        )

    def _places(self, written: Written) -> Sequence[Element | None]:
        """Give for each part as it would be written now the one of the text that was kept."""
        if len(written.elements) == len(self.elements):
            return self.elements
        ours, theirs = _said(self.text, self.elements), _said(written.text, written.elements)
        known = {yours: self.elements[mine] for mine, yours in aligned(ours, theirs)}
        return [known.get(yours) for yours in range(len(theirs))]

    def _known(self) -> Transcript:
        if self.transcript is None:
            raise NotFound("only the text is kept of this reading: read it anew for other forms")
        return self.transcript


def _placed(text: Element | None, markdown: Element, plain: Element) -> PlacedElement:
    return PlacedElement(
        kind=markdown.kind,
        text=(text.start, text.end) if text else None,
        markdown=(markdown.start, markdown.end),
        plain=(plain.start, plain.end),
        level=markdown.level,
        page=markdown.page,
        language=markdown.language,
    )


def _said(text: str, elements: Sequence[Element]) -> list[tuple[str, ...]]:
    return [tuple(WORD.findall(text[one.start : one.end])) for one in elements]
