"""Texts: DOCX, ODT and RTF; DOC and PPT."""

import re

import msgspec
from anydoc import Format, to_document

from aurora.domains.blocks import AnyBlock, Heading, said
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.office.facts import facts
from aurora.infrastructure.documents.office.hidden_text import shown
from aurora.infrastructure.documents.office.model import Converter
from aurora.infrastructure.documents.office.old_facts import is_before_1997, old_facts
from aurora.infrastructure.documents.office.open_charts import open_charts
from aurora.infrastructure.documents.office.open_document import OPEN_DOCUMENT
from aurora.infrastructure.documents.office.open_hidden import OPEN_HIDDEN
from aurora.infrastructure.documents.office.open_shown import OPEN_SHOWN
from aurora.infrastructure.documents.office.open_symbols import OPEN_SYMBOLS
from aurora.infrastructure.documents.office.open_titles import OPEN_TITLES
from aurora.infrastructure.documents.office.packages import rewritten
from aurora.infrastructure.documents.office.powers import OFFICE_POWERS, OPEN_POWERS
from aurora.infrastructure.documents.office.refusals import explained
from aurora.infrastructure.documents.office.rich_text import rich_text_facts
from aurora.infrastructure.documents.office.rich_text_powers import with_powers
from aurora.infrastructure.documents.office.rich_text_slips import mended
from aurora.infrastructure.documents.office.rich_text_tokens import is_cut
from aurora.infrastructure.documents.office.word import WORD, WORD_LISTS
from aurora.infrastructure.documents.office.word_changes import WORD_CHANGES
from aurora.infrastructure.documents.office.word_controls import WORD_CONTROLS
from aurora.infrastructure.documents.office.word_counts import WORD_COUNTS
from aurora.infrastructure.documents.office.word_depths import WORD_DEPTHS
from aurora.infrastructure.documents.office.word_forms import WORD_FORMS
from aurora.infrastructure.documents.office.word_items import WORD_ITEMS
from aurora.infrastructure.documents.office.word_prompts import WORD_PROMPTS
from aurora.infrastructure.documents.parts import container

CONTENT = "content.xml"  # of OpenDocument, texts for the web among them
NOTED = re.compile(r"(?<=\w)\[\d{1,3}\]")  # the mark of a note in a title
BEFORE_1997 = (
    "texts of Word 95 and before are not read; saved again by Word or LibreOffice, they are"
)
OFFICE = (
    WORD_PROMPTS, WORD_CONTROLS, WORD_FORMS, WORD_CHANGES, WORD, WORD_LISTS, WORD_ITEMS,
    *WORD_DEPTHS, WORD_COUNTS, OFFICE_POWERS,
    OPEN_DOCUMENT, OPEN_HIDDEN, OPEN_SHOWN, OPEN_SYMBOLS, OPEN_TITLES, OPEN_POWERS,
)  # fmt: skip


def read_text(content: bytes) -> Transcript:
    """Read a text; raises Unreadable."""
    with explained():
        with container(content) as opened:
            about = facts(opened)
            kind: Format = "odt" if CONTENT in opened.namelist() else "docx"
        shown = rewritten(content, *OFFICE, open_charts(content))
        blocks = Converter(to_document(shown, kind)).blocks()
    return titled(about, blocks)


def read_rich_text(content: bytes) -> Transcript:
    """Read RTF; raises Unreadable."""
    with explained():
        said = with_powers(mended(shown(content)))
        blocks = Converter(to_document(said, "rtf")).blocks()
        if not blocks and is_cut(content):
            raise EOFError
    return titled(rich_text_facts(content), blocks)


def read_old_office(content: bytes) -> Transcript:
    """Read DOC or PPT, as Office wrote them from 1997 to 2007; raises Unreadable."""
    if is_before_1997(content):
        raise Unreadable(UnreadableReason.UNSUPPORTED, BEFORE_1997)
    with explained():
        blocks = Converter(to_document(content)).blocks()
    return titled(old_facts(content), blocks)


def titled(
    about: Facts,
    blocks: tuple[AnyBlock, ...],
    pages: int | None = None,
    reasons: tuple[str, ...] = (),
) -> Transcript:
    """Give a transcript whose title, where none is stated, is the first heading."""
    heads = (said(one.runs) for one in blocks if isinstance(one, Heading))
    first = next((" ".join(NOTED.sub("", head).split()) for head in heads), None)
    about = msgspec.structs.replace(about, title=about.title or first)
    return Transcript(facts=about, blocks=blocks, pages=pages, reasons=reasons)
