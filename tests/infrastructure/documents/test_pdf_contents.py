"""Tables of contents are lists of entries, and what follows them is read as it is."""

import pytest
from tests.written import pdfs
from tests.written.contents import listed

from aurora.domains.blocks import AnyBlock, Heading, Listing, Table
from aurora.domains.writing import write
from aurora.infrastructure.documents.pdf.document import read_pdf
from aurora.infrastructure.documents.sight.eyes import Eyes

LONG = "2 Ships, those who sail them, and what became of all those who ever did so, as far"


def blocks(content: bytes) -> tuple[AnyBlock, ...]:
    return read_pdf(content, Eyes("")).blocks


def text(found: tuple[AnyBlock, ...]) -> str:
    return write(found).text.replace("\\", "")


@pytest.mark.parametrize("title", ["Contents", "Sumário", "Índice", "INHALT", "List of Tables"])
def test_entries_without_leaders_are_a_list_below_such_a_title(title: str) -> None:
    title_of, listing = blocks(listed(title, "Quays|3", "Ships under sail|12"))
    assert isinstance(title_of, Heading)
    assert isinstance(listing, Listing)
    assert text((listing,)) == "- Quays 3\n- Ships under sail 12"


@pytest.mark.parametrize("rows", [("Quays|3", "Ships|12"), ("Quays|30", "Ships|12", "Nets|4")])
def test_figures_below_another_title_are_none(rows: tuple[str, ...]) -> None:
    assert not any(isinstance(one, Listing) for one in blocks(listed("Ports", *rows)))


def test_a_table_below_a_table_of_contents_is_one() -> None:
    rows = ("Contents", "Quays|3", "Ships|12", "Dues of 2024", "Lisboa|20", "Faro|7", "Sines|9")
    *_, table = blocks(listed("Report", *rows))
    assert isinstance(table, Table)


@pytest.mark.parametrize("dots", [".", "…", ". ", " ·"])
def test_no_dots_are_left_of_leaders(dots: str) -> None:
    rows = [f"{title}{dots * 12}|{page}" for title, page in (("1. Quays", 3), ("2. Ships", 12))]
    [_, listing] = blocks(listed("Overview", *rows))
    assert text((listing,)) == "- 1. Quays 3\n- 2. Ships 12"


def test_an_entry_of_several_lines_is_one_and_parts_are_none_of_them() -> None:
    rows = ("Part One", "1 Quays|3", LONG, "as anybody knows|12", "Part Two", "3 Dues|20")
    _, listing = blocks(listed("Contents", *rows))
    assert isinstance(listing, Listing)
    assert text((listing,)).splitlines() == [
        "- Part One", "- 1 Quays 3", f"- {LONG} as anybody knows 12", "- Part Two", "- 3 Dues 20"
    ]  # fmt: skip


def test_entries_of_a_later_page_are_known_by_their_numbers() -> None:
    rows = ("4.1 Quays|30", "4.2 Ships|34", "4.2.1 Nets|41", "5 Dues|50", "5.1 Tolls|51")
    _, listing = blocks(listed("REPORT OF THE PORT", *rows))
    assert text((listing,)) == "\n".join(f"- {row.replace('|', ' ')}" for row in rows)


def test_headings_after_the_entries_are_found() -> None:
    after = ("1 Quays", pdfs.ENGLISH[:70])
    *_, heading, _ = blocks(listed("Contents", "1 Quays|3", "2 Ships|12", after=after))
    assert isinstance(heading, Heading)
    assert text((heading,)) == "# 1 Quays"
