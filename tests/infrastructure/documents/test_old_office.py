"""Documents that Office kept until 2007 come back as those of today do, as far as they can."""

import struct
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.written import offices
from tests.written.old_office import old_slides, old_text
from tests.written.old_sheets import old_sheets

from aurora.domains import media_types as types
from aurora.domains.blocks import Heading, Table, said
from aurora.domains.media_types import media_type_of
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.formats import is_document
from aurora.infrastructure.documents.office.old_facts import old_facts
from aurora.infrastructure.documents.office.sheets import read_old_sheets
from aurora.infrastructure.documents.office.text import read_old_office
from aurora.infrastructure.documents.reading import read_document

WRITTEN = {types.DOC: old_text, types.PPT: old_slides, types.XLS: old_sheets}


@pytest.mark.parametrize(("media_type", "written"), WRITTEN.items())
def test_every_format_is_known_by_its_bytes_and_read(
    media_type: str, written: Callable[[], bytes]
) -> None:
    content = written()
    assert media_type_of(content, "nameless") == media_type
    assert is_document(media_type)
    found = read_document(content, media_type)
    assert found.text
    assert found.elements


def test_a_text_says_what_it_says_in_the_format_of_today() -> None:
    transcript = read_old_office(old_text())
    written = write(transcript.blocks, Form.MARKDOWN).text
    assert written.startswith("# 1. Cais\n\nO cais é **antigo** e *largo*\n\n- sardinhas\n- polvos")
    assert "1. pesar\n2. gelar\n\n## 1.1 Taxas" in written
    [table] = [one for one in transcript.blocks if isinstance(one, Table)]
    rows = [[said(cell.runs) for cell in row] for row in table.rows]
    assert rows[:3] == offices.PRICES
    assert rows[3][0] == "Total"
    assert "# 2. The sea" in written
    assert "The sea is wide." in written
    assert "Harbour Authority" not in written


def test_the_facts_are_those_that_the_writer_gave() -> None:
    facts = read_old_office(old_text()).facts
    assert (facts.title, facts.authors) == ("Relatório do Porto", ("Ana Reis", "João Sá"))
    assert facts.published == facts.modified == "2013-12-23T23:15:00Z"
    assert read_old_office(old_slides()).facts.title == "Plano do Porto"
    assert read_old_sheets(old_sheets()).facts.title is None


@pytest.mark.parametrize("written", [bytes(8), b"\xff" * 8])
def test_a_day_that_was_never_written_or_cannot_be_is_none(written: bytes) -> None:
    since = datetime(2013, 12, 23, 23, 15) - datetime(1601, 1, 1)  # noqa: DTZ001  as it is kept
    day = struct.pack("<Q", since // timedelta(microseconds=1) * 10)
    assert old_text().count(day) == 2
    facts = old_facts(old_text().replace(day, written))
    assert (facts.title, facts.published, facts.modified) == ("Relatório do Porto", None, None)


def test_a_path_is_no_document(tmp_path: Path) -> None:
    place = tmp_path / "text.doc"
    place.write_bytes(old_text())
    assert old_facts(bytes(place)).title is None


def test_slides_keep_titles_lists_notes_and_the_words_of_tables() -> None:
    transcript = read_old_office(old_slides())
    heads = [said(one.runs) for one in transcript.blocks if isinstance(one, Heading)]
    assert heads == ["Plano do Porto", "Ships", "Taxas"]
    written = write(transcript.blocks, Form.MARKDOWN).text
    assert "- arrive\n  - from the south\n\n> Remember the tide." in written
    assert written.endswith("A maré, sem título")
    for cell in (cell for row in offices.PRICES for cell in row):
        assert f"\n{cell}\n" in written


@pytest.mark.parametrize(("media_type", "written"), WRITTEN.items())
def test_what_is_cut_off_is_damaged_and_has_no_facts(
    media_type: str, written: Callable[[], bytes]
) -> None:
    cut = written()[:900]
    with pytest.raises(Unreadable) as refused:
        read_document(cut, media_type)
    assert refused.value.reason == UnreadableReason.DAMAGED
    assert old_facts(cut).title is None
    assert old_facts(b"").title is None


def test_a_text_of_before_1997_is_of_a_kind_that_is_not_read() -> None:
    begin = b"\xec\xa5\x01\x01"
    assert old_text().count(begin) == 1
    older = old_text().replace(begin, b"\xdc\xa5\x65\x00")
    with pytest.raises(Unreadable, match="Word 95") as refused:
        read_document(older, types.DOC)
    assert refused.value.reason == UnreadableReason.UNSUPPORTED
