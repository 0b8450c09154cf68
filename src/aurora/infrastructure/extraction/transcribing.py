"""What a page says, with all that was read of it."""

import msgspec

from aurora.domains.blocks import AnyBlock, Paragraph, Run
from aurora.domains.elements import Element
from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.writing import write
from aurora.infrastructure.extraction.texts import structure


def with_blocks(
    said: Extracted, blocks: tuple[AnyBlock, ...], reasons: tuple[str, ...] = ()
) -> Extracted:
    """Add the text of blocks; of a page that shows none its title is the text."""
    written = write(blocks)
    if not written.text and said.title:
        blocks = (Paragraph(runs=(Run(said.title),)), *blocks)
        written = write(blocks)
    return _with(said, written.text, written.elements, blocks, reasons)


def with_parts(
    said: Extracted, text: str, url: str | None, reasons: tuple[str, ...] = ()
) -> Extracted:
    """Add a text that is Markdown already."""
    (blocks, elements), limits = structure(text, url)
    return _with(said, text, elements, blocks, reasons + limits)


def _with(
    said: Extracted,
    text: str,
    elements: tuple[Element, ...],
    blocks: tuple[AnyBlock, ...],
    reasons: tuple[str, ...],
) -> Extracted:
    transcript = Transcript(facts=_facts(said), blocks=blocks, reasons=reasons)
    encoded = msgspec.json.encode(transcript)
    return msgspec.structs.replace(said, text=text, elements=elements, transcript=encoded)


def _facts(said: Extracted) -> Facts:
    return Facts(
        title=said.title,
        authors=(said.author,) if said.author else (),
        published=said.published,
        language=None if said.language == "und" else said.language,
    )
