"""What a page says, with all that was read of it."""

import msgspec

from aurora.domains.blocks import AnyBlock, Paragraph, Run
from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.writing import Written, write
from aurora.infrastructure.extraction.facts import PageFacts
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.priced import priced
from aurora.infrastructure.extraction.products import products
from aurora.infrastructure.extraction.targets import Targets
from aurora.infrastructure.extraction.texts import structure

UNKNOWN = "und"


def transcribed(said: Extracted, page: ParsedPage, transcript: Transcript) -> Extracted:
    """Add to what a page says in outline its text, facts and products; `transcript` holds what was
    read of its content. Of a page that shows no words its title is the text.
    """
    targets = Targets(page.base)
    page_facts = PageFacts(page, targets)
    facts = page_facts.facts(said.title)
    written, blocks = _written(transcript.blocks, facts.title)
    offered = priced(products(page_facts.things, targets), page_facts.meta, facts.title)
    whole = msgspec.structs.replace(
        transcript,
        facts=facts,
        blocks=blocks,
        products=offered,
        fields=said.fields,
        reasons=(*transcript.reasons, *said.reasons),
    )
    return _with(said, written, whole)


def titled(said: Extracted, text: str, reason: str) -> Extracted:
    """Add a text that is Markdown already, and why no more was read."""
    (blocks, elements), limits = structure(text, None)
    transcript = Transcript(facts=Facts(title=said.title), blocks=blocks, reasons=(reason, *limits))
    return _with(said, Written(text, elements), transcript)


def _written(
    blocks: tuple[AnyBlock, ...], title: str | None
) -> tuple[Written, tuple[AnyBlock, ...]]:
    written = write(blocks)
    if not written.text and title:
        blocks = (Paragraph(runs=(Run(title),)), *blocks)
        written = write(blocks)
    return written, blocks


def _with(said: Extracted, written: Written, transcript: Transcript) -> Extracted:
    facts = transcript.facts
    stated = (facts.language or UNKNOWN).partition("-")[0]
    return msgspec.structs.replace(
        said,
        text=written.text,
        title=facts.title,
        language=said.language if said.language != UNKNOWN else stated,
        author="; ".join(facts.authors) or None,
        published=facts.published[:10] if facts.published else None,
        elements=written.elements,
        transcript=msgspec.json.encode(transcript),
    )
