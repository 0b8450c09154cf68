"""Tables of a PDF have the rows that are meant, however few of their rules are drawn."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.written.contents import accounts, contents
from tests.written.ruled import merged, ruled

from aurora.domains.blocks import Table, all_blocks, said
from aurora.domains.writing import write
from aurora.infrastructure.documents.pdf.document import read_pdf
from aurora.infrastructure.documents.pdf.frame import Box
from aurora.infrastructure.documents.pdf.grids import Grid
from aurora.infrastructure.documents.pdf.words import Word
from aurora.infrastructure.documents.sight.eyes import Eyes

MODELS = [["Model", "Precision", "Time"], ["Linear", "0,81", "2"], ["Forest", "0,88", "14"]]
SETS = [
    ["Dataset", "Base model", "Large model", "Notes"],
    ["PubLayNet", "F / M", "M", "Layouts of modern documents"],
    ["PRImA", "M", "-", "Layouts of scanned magazines"],
    ["TableBank", "F", "F", "Regions of tables in business documents"],
]
GROUPS = [
    ["State", "Sales", "Loans"],
    ["Alabama", "18,870", "1"],
    ["Alaska", "209", ""],
    ["Utah", "7", "12"],
    ["Ohio", "98 452", "3"],
]
PROSE = [
    ["Quay", "Use"],
    ["The old quay by the fish market", "It takes boats of up to nine metres length"],
    ["The iron bridge over the tide mill", "It carries trains and all kinds of waggons"],
]
ADDRESSES = [
    ["Office", "Hours"],
    ["Rua 1<br/>Lisboa<br/>Portugal", "Open from nine to five each day"],
]

ENTRIES = [
    ("1", "Quays", 3),
    ("1.1", "Of stone", 3),
    ("1.2", "Of wood", 12),
    ("1.2.1", "Old ones", 14),
    ("2", "Ships", 20),
    ("2.1", "Under sail", 21),
]


def cells(content: bytes) -> list[list[str]]:
    [table] = read_pdf(content, Eyes("")).blocks
    assert isinstance(table, Table)
    return [[said(cell.runs) for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("rows", "below"),
    [
        (MODELS, [0]),
        ([*MODELS, ["Net", "0,93", "180"]], [0]),
        (SETS, [0]),
        (GROUPS, [0, 2]),
        (GROUPS, [0]),
    ],
)
def test_rows_that_no_rule_parts_are_rows(rows: Sequence[Sequence[str]], below: list[int]) -> None:
    assert cells(ruled(rows, below)) == rows


@pytest.mark.parametrize(
    ("rows", "widths"), [(PROSE, [90, 110]), (PROSE, [60, 75]), (ADDRESSES, [70, 60])]
)
def test_a_cell_whose_text_wraps_is_one(rows: Sequence[Sequence[str]], widths: list[float]) -> None:
    plain = [[text.replace("<br/>", " ") for text in row] for row in rows]
    assert cells(ruled(rows, range(len(rows)), widths)) == plain


@given(
    st.lists(st.floats(0, 300), max_size=6),
    st.lists(
        st.tuples(
            st.sampled_from(["7", "1,5", "mill", "Quay"]), st.integers(0, 30), st.integers(0, 5)
        ),
        max_size=60,
    ),
)
def test_no_word_of_a_drawn_table_is_lost(
    across: Sequence[float], placed: Sequence[tuple[str, int, int]]
) -> None:
    rules = [Box(0, y, 300, y) for y in (0, *across, 300)]
    walls = [Box(x, 0, x, 300) for x in (0, 100, 200, 300)]
    words = [
        Word(text, Box(x * 50 + 5, y * 9.5, x * 50 + 40, y * 9.5 + 10), 10) for text, y, x in placed
    ]
    if table := Grid(rules, walls).table(words):
        held = [word for row in table.rows for cell in row for word in cell.words]
        assert sorted(map(id, held)) == sorted(map(id, words))
        assert len({len(row) for row in table.rows}) == 1


@pytest.mark.parametrize("dots", [". ", "."])
@pytest.mark.parametrize("columns", [1, 2])
def test_a_table_of_contents_is_no_table(columns: int, dots: str) -> None:
    transcript = read_pdf(contents(*[ENTRIES] * columns, dots=dots), Eyes(""))
    assert not [one for one in all_blocks(transcript.blocks) if isinstance(one, Table)]
    said_so = write(transcript.blocks).text.replace("- ", "").split()
    assert said_so == " ".join(" ".join(map(str, one)) for one in ENTRIES * columns).split()


def test_figures_behind_leaders_are_a_table() -> None:
    rows = [("Dues", "1,204", "998"), ("Tolls and rents", "310", "287"), ("Fish", "95", "102")]
    found = cells(accounts(rows))
    assert [(row[0].rstrip(" ."), *row[1:]) for row in found] == rows


def test_the_words_of_a_merged_cell_stay_in_their_order() -> None:
    text = "What the ports of the coast took in, told as the office told it in its report"
    assert cells(merged(text)) == [
        [text, "", ""],
        ["Lisboa", "1204", "3.10"],
        ["Faro", "310", "2.80"],
    ]
