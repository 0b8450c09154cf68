"""What a page is about: its content as blocks, and the facts beside it."""

from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import Facts, Transcript
from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.content.content import content
from aurora.infrastructure.extraction.convert import convert
from aurora.infrastructure.extraction.nested import with_words
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.struck import struck
from aurora.infrastructure.extraction.tabs import tabs
from aurora.infrastructure.extraction.targets import Targets
from aurora.infrastructure.extraction.transcribing import transcribed


def with_text(outline: Extracted, page: ParsedPage | None, html: Text) -> Extracted:
    """Add to what a page says in outline its text and facts; of one that cannot be parsed all its
    words.
    """
    if page is None:
        return with_words(outline, html)
    chosen = content(page)
    named = tabs(page)
    left_out = chosen.left_out | named.lists
    found = convert(
        chosen.nodes, left_out, Targets(page.base), named.names, struck(page), chosen.read_as
    )
    transcript = Transcript(
        facts=Facts(),
        blocks=found.blocks,
        page_type=chosen.page_type,
        boilerplate=chosen.boilerplate,
        reasons=(*chosen.reasons, *found.reasons),
    )
    return transcribed(outline, page, transcript)
