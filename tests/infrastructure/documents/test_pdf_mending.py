"""A PDF that lost nothing but the table of its objects is read, and none that lost more."""

import pytest
from tests.written import pdfs

from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.domains.writing import write
from aurora.infrastructure.documents.pdf.document import read_pdf
from aurora.infrastructure.documents.sight.eyes import Eyes

WITHOUT_END = pdfs.report()[: pdfs.report().rindex(b"\nxref")]


def text(content: bytes) -> str:
    return write(read_pdf(content, Eyes("")).blocks).text


def test_a_pdf_that_lost_but_its_end_is_read() -> None:
    assert text(WITHOUT_END) == text(pdfs.report())


@pytest.mark.parametrize(
    "content",
    [
        WITHOUT_END[:-40],
        WITHOUT_END.replace(b"/Type /Catalog", b"/Type /Nothing"),
        WITHOUT_END.replace(b"\n1 0 obj", b"\n999 0 obj"),
        WITHOUT_END + b"\n998 0 obj\n<< /Filter /Standard /V 2 >>\nendobj",
    ],
    ids=["cut", "without pages", "without a font", "locked"],
)
def test_a_pdf_that_lost_more_is_damaged(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read_pdf(content, Eyes(""))
    assert refused.value.reason == UnreadableReason.DAMAGED
