"""Files that are attached to a PDF are read after its pages, each under its name."""

from io import BytesIO

import pikepdf
import pytest
from tests.infrastructure.documents.test_containers import heads, read, text
from tests.written import bundles, pdfs

from aurora.domains import media_types as types
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.opening import LARGEST_PART

INVOICE = (
    b'<?xml version="1.0"?><rsm:CrossIndustryInvoice xmlns:rsm="urn:invoice">'
    b"<rsm:ID>RE-2025-471</rsm:ID></rsm:CrossIndustryInvoice>"
)


def holding(*files: tuple[str, bytes], content: bytes = b"") -> bytes:
    """Attach files to a PDF."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content or pdfs.report())) as document:
        for number, (name, held) in enumerate(files):
            spec = pikepdf.AttachedFileSpec(document, held, filename=name)
            document.attachments[f"{number:03} {name}"] = spec
        document.save(out)
    return out.getvalue()


def silent() -> bytes:
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    return out.getvalue()


def test_the_data_of_an_invoice_are_read_after_its_pages() -> None:
    transcript = read(holding(("factur-x.xml", INVOICE)))
    written = text(transcript)
    assert heads(transcript)[-1] == (1, "factur-x.xml")
    assert written.index("sardinhas") < written.index("factur-x.xml")
    assert written.index("factur-x.xml") < written.index("RE-2025-471")
    assert (transcript.pages, transcript.facts.title) == (3, "Harbour Report 2025")
    assert transcript.reasons == ()


def test_what_is_attached_has_its_own_headings_below_its_name_and_may_hold_more() -> None:
    inner = holding(("maré.csv", "hora,maré\n10,alta\n".encode()))
    transcript = read(holding(("relatório.pdf", inner), ("mail.eml", bundles.mail())))
    assert heads(transcript)[-1][1] == "mail.eml"
    assert (1, "relatório.pdf") in heads(transcript)
    assert (2, "maré.csv") in heads(transcript)
    assert "alta" in text(transcript)


def test_what_cannot_be_read_is_left_out_with_a_reason() -> None:
    locked = pdfs.locked(pdfs.report())
    transcript = read(holding(("locked.pdf", locked), ("song.mp3", b"ID3\x04"), ("empty.txt", b"")))
    assert text(transcript) == text(read(pdfs.report()))
    assert [reason.partition(":")[0] for reason in transcript.reasons] == ["locked.pdf", "song.mp3"]


def test_attachments_share_the_limits_of_archives() -> None:
    long = b" " * (LARGEST_PART + 1)
    transcript = read(holding(("long.txt", long), ("short.txt", b"The tide is in.")))
    assert transcript.reasons == (f"long.txt: it has more than {LARGEST_PART:,} bytes",)
    assert heads(transcript)[-1] == (1, "short.txt")


def test_pages_without_words_are_told_where_something_is_attached() -> None:
    transcript = read(holding(("notes.txt", b"The tide is in."), content=silent()))
    assert text(transcript) == "# notes.txt\n\nThe tide is in."
    assert transcript.reasons == ("the PDF holds no text",)
    with pytest.raises(Unreadable) as refused:
        read(holding(("song.mp3", b"ID3\x04"), content=silent()), types.PDF)
    assert refused.value.reason == UnreadableReason.EMPTY
