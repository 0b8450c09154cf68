"""Messages that Outlook keeps are read with what they say in whatever codec, and with others that
are attached to them.
"""

from datetime import UTC, datetime, timedelta

import pytest
from tests.infrastructure.documents.test_containers import heads, read, text
from tests.written import bundles, compound

from aurora.domains import media_types as types
from aurora.domains.writing import write
from aurora.infrastructure.documents.reading import read_document

OF_MESSAGE, OF_INTERNET = 0x3FFD0003, 0x3FDE0003
MAY = (datetime(2025, 5, 5, 9, 30, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(
    microseconds=1
) * 10  # fmt: skip


@pytest.mark.parametrize(
    ("codec", "page", "which", "said"),
    [
        ("cp1252", 1252, OF_MESSAGE, "Maré — 3 €"),
        ("cp1252", 20_127, OF_INTERNET, "Maré"),
        ("cp1250", 1250, OF_MESSAGE, "Łódź"),
        ("iso8859-2", 28_592, OF_INTERNET, "Łódź"),
        ("koi8-r", 20_866, OF_INTERNET, "Море"),
        ("cp950", 950, OF_INTERNET, "東京 測試"),
        ("utf-8", 65_001, OF_INTERNET, "Maré"),
    ],
)
def test_texts_of_eight_bits_are_in_the_code_page_that_is_stated(
    codec: str, page: int, which: int, said: str
) -> None:
    content = compound.eight_bit(codec, page, which, subject=said, body=said, sender=said)
    found = read_document(content, types.MSG)
    assert (found.title, found.author) == (said, said)
    assert found.text == f"From: {said}\n\n{said}"


def test_a_page_of_eight_bits_is_in_the_code_page_of_the_message() -> None:
    html = "<meta charset=big5><ul><li>測試</li></ul>"
    content = compound.eight_bit("cp950", 950, OF_INTERNET, html=html)
    assert text(read(content, types.MSG)) == "- 測試"


def test_an_email_that_is_attached_to_one_is_read_under_its_subject() -> None:
    inner = compound.said(
        "001F", "utf-16-le", subject="A maré", body="Sobe às dez.", sender="Ana Reis"
    )
    nameless = compound.said("001F", "utf-16-le", body="Desce às quatro.")
    content = compound.message(
        {"a.txt": b"O cais."}, within=[inner, nameless], subject="Fwd", body="Olá."
    )
    transcript = read(content, types.MSG)
    assert heads(transcript) == [(2, "a.txt"), (2, "A maré"), (2, "attachment 3")]
    written = text(transcript)
    assert "## A maré\n\nFrom: Ana Reis  \nSubject: A maré\n\nSobe às dez.\n\n" in written
    assert written.endswith("Desce às quatro.")
    assert not transcript.reasons


def test_a_message_within_messages_is_read_as_deep_as_other_parts_are() -> None:
    deep = {
        f"{'__attach_version1.0_#00000000/__substg1.0_3701000D/' * depth}{name}": content
        for depth in range(7)
        for name, content in {
            "__properties_version1.0": bytes(24),
            "__substg1.0_1000001F": f"level {depth}".encode("utf-16-le"),
        }.items()
    }
    transcript = read(compound.message(within=[deep]), types.MSG)
    assert "level 3" in text(transcript)
    assert "level 4" not in text(transcript)
    assert transcript.reasons == ("attachment 1: packed more than 4 times over",)


@pytest.mark.parametrize(
    ("headers", "day"),
    [
        ("", "Mon, 05 May 2025 09:30:00 +0000"),
        ("Date: Mon, 5 May 2025 10:30:00 +0100\r\n\r\n", "Mon, 05 May 2025 10:30:00 +0100"),
    ],
)
def test_the_day_of_a_message_is_that_of_its_head_else_that_of_outlook(
    headers: str, day: str
) -> None:
    transcript = read(compound.message(sent=MAY, body="Olá.", headers=headers), types.MSG)
    assert transcript.facts.published == "2025-05-05T09:30:00+00:00"
    assert write(transcript.blocks).text == f"Date: {day}\n\nOlá."


@pytest.mark.parametrize("sent", [0, (1 << 64) - 1])
def test_a_day_that_cannot_be_is_none(sent: int) -> None:
    transcript = read(compound.message(sent=sent, body="Olá."), types.MSG)
    assert (transcript.facts.published, text(transcript)) == (None, "Olá.")


def test_an_attached_message_counts_in_an_archive_as_well() -> None:
    inner = compound.said("001F", "utf-16-le", subject="A maré", body="Sobe.")
    content = bundles.zipped([("x.msg", compound.message(within=[inner], body="Olá."))])
    assert heads(read(content)) == [(1, "x.msg"), (3, "A maré")]
