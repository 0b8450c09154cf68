"""Pictures handed in as documents: scans of pages in PNG, JPEG or TIFF."""

from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.pdf.chunks import chunks
from aurora.infrastructure.documents.pdf.order import ordered
from aurora.infrastructure.documents.pdf.tree import Tree
from aurora.infrastructure.documents.sight import READ_BY_SIGHT
from aurora.infrastructure.documents.sight.eyes import Eyes
from aurora.infrastructure.documents.sight.seen import seen
from aurora.infrastructure.documents.sight.upright import upright


def read_picture(content: bytes, eyes: Eyes) -> Transcript:
    """Read a picture of text; raises Unreadable."""
    if not eyes.able:
        detail = "a picture is read by OCR alone, which is not at hand here"
        raise Unreadable(UnreadableReason.SCAN, detail)
    table = eyes.look(upright(content))
    if table is None:
        raise Unreadable(UnreadableReason.DAMAGED, "the picture is damaged, or took too long")
    pages = seen(table)
    contents = [
        content
        for number, page in enumerate(pages, 1)
        for content in chunks(ordered(page.words), number)
    ]
    return Transcript(
        facts=Facts(),
        blocks=Tree(contents, ()).blocks(),
        pages=len(pages),
        reasons=(READ_BY_SIGHT,),
    )
