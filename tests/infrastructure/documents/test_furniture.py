"""Running titles and page numbers go from the edges of pages, and nothing else does."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.infrastructure.documents.pdf.frame import Box
from aurora.infrastructure.documents.pdf.furniture import Page, without_furniture
from aurora.infrastructure.documents.pdf.words import Word
from aurora.infrastructure.extraction.deadline import at_most

HEIGHT, TOP, MIDDLE, BOTTOM = 800.0, 40.0, 400.0, 760.0
HIGH = 702.0  # where LaTeX numbers the pages of an article on letter paper
BODY = "Words of the page itself, of which there are more than of any other."


def line(text: str, top: float, size: float = 10) -> list[Word]:
    """Give the words of a line, further apart where two spaces stand between them."""
    words: list[Word] = []
    left = 50.0
    for word in text.split(" "):
        right = left + size / 2 * len(word)
        words += [Word(word, Box(left, top, right, top + size), size)] if word else []
        left = right + (size / 4 if word else 2 * size)
    return words


def left(
    tops: Sequence[str], *, size: float = 10, tables: Sequence[Box] = (), at: float = TOP
) -> list[str]:
    """Give what is left of a line at the edge of each page."""
    pages = [Page([*line(text, at, size), *line(BODY, MIDDLE)], HEIGHT, tables) for text in tops]
    kept = without_furniture(pages)
    return [" ".join(word.text for word in words if word.box.top == at) for words in kept]


@pytest.mark.parametrize("at", [TOP, BOTTOM, HIGH])
@pytest.mark.parametrize(
    "tops",
    [
        ["Harbour Authority"] * 2,
        ["Harbour Authority, 1 March 2024"] * 3,
        ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"],
        ["Harbour Report 1/3", "Harbour Report 2/3", "Harbour Report 3/3"],
        ["Harbour Report  7/9", "Harbour Report  8/9", "Harbour Report  9/9"],
        ["Report, page 7 of 9", "Report, page 8 of 9", "Report, page 9 of 9"],
        ["Harbour Report  1 / 9", "Harbour Report  1 / 9", "Harbour Report  3 / 9"],
        ["A. Reis  Ships  3/17", "A. Reis  Ships  3/17", "A. Reis  Ships  4/17"],
        ["Ships, Seite 3 von 4", "Ships, Seite 3 von 4", "Ships, Seite 4 von 4"],
        ["Página 3 de 4", "Página 3 de 4"],
        ["Strona 3 z 4", "Pagina 4 di 5"],
        ["Fish  page 2 of 5", "page 3 of 5  Fish", "Fish  page 4 of 5"],
        ["– 4 –", "– 5 –"],
        ["Annual report | 1523", "1524  A. Reis", "Annual report | 1525", "1526  A. Reis"],
        ["II", "III"],
        ["ii", "1", "2"],
        ["1", "2"],
        ["10  Ships", "Ships  11", "12  Dues", "Dues  13"],
    ],
)
def test_running_titles_and_numbers_of_pages_go(tops: Sequence[str], at: float) -> None:
    assert left(tops, at=at) == [""] * len(tops)


@pytest.mark.parametrize("at", [TOP, BOTTOM])
@pytest.mark.parametrize(
    "tops",
    [
        [f"Rechnung Nr. 2024-{number}" for number in (31, 32, 33, 34)],
        [f"Fatura n.º {number}" for number in (1, 2, 3, 4)],
        [f"Invoice {number}" for number in (31, 32, 33, 34)],
        [f"Payslip for March, employee {number}" for number in (4711, 4712, 4713, 4714)],
        [f"Rechnungsbetrag: 237,8{number} EUR, fällig am {number}.04.2024" for number in (2, 3, 4)],
        [f"A-{number} Schraube" for number in (37, 77, 117)],
        [f"{hour}:00:01 ship moored" for hour in (10, 11, 12)],
        ["1 Introduction", "2 Methods", "3 Results", "4 Discussion"],
        ["Introduction 1", "Methods 2", "Results 3"],
        ["CV", "Ana Reis"],
        ["civil", "mil"],
        ["1500", "1750", "1500"],
        [f"Rechnung Nr. {number}/24" for number in (3, 5, 7)],
        [f"Rechnung  {number}/2024" for number in (3, 5, 7)],
        [f"Ships moored: {number}/17" for number in (3, 5, 7)],
        [f"Port {number} / 4 of the day" for number in (4, 2, 4)],
    ],
)
def test_what_is_not_the_same_stays(tops: Sequence[str], at: float) -> None:
    assert left(tops, at=at) == [" ".join(top.split()) for top in tops]


@pytest.mark.parametrize("at", [150, 640])
def test_numbers_alone_go_from_wide_margins(at: float) -> None:
    assert left(["1", "2", "3"], at=at) == ["", "", ""]
    assert left(["– ii –", "– iii –", "– iv –"], at=at) == ["", "", ""]
    assert left(["Ships, page 1", "Ships, page 2", "Ships, page 3"], at=at) == ["", "", ""]


@pytest.mark.parametrize("at", [180, 620])
def test_numbers_further_in_stay(at: float) -> None:
    assert left(["1", "2", "3"], at=at) == ["1", "2", "3"]


def test_numbers_beside_words_stay_in_wide_margins() -> None:
    tops = ["Ships 1", "Ships 2", "Ships 3"]
    assert left(tops, at=640) == tops


def test_headings_that_count_with_the_pages_stay() -> None:
    chapters = ["Chapter 1", "Chapter 2", "Chapter 3"]
    assert left(chapters, size=14) == chapters
    assert left(chapters, size=10) == [""] * 3


def test_running_titles_as_large_as_headings_go_with_their_numbers() -> None:
    tops = ["20  Basic enhancements", "Basic enhancements  21", "22  Basic enhancements"]
    assert left(tops, size=14) == [""] * 3
    assert left([f"Of ships, page {page}" for page in (2, 3, 4)], size=14) == [""] * 3


def test_a_number_may_stand_near_its_running_title() -> None:
    pages = [
        Page([*line("Dues", TOP), Word(str(20 + at), Box(77, TOP, 87, TOP + 10), 10)], HEIGHT)
        for at in range(3)
    ]
    assert without_furniture(pages) == [[], [], []]


def test_the_title_of_a_slide_that_several_pages_show_stays_once() -> None:
    titles = ["Ships", "Dues", "Dues", "Dues", "Nets"]
    assert left(titles, size=14) == ["Ships", "Dues", "", "", "Nets"]
    assert left(titles, size=10) == ["Ships", "", "", "", "Nets"]


def test_rows_of_a_drawn_table_stay_where_it_reaches_into_the_page() -> None:
    heads = ["Port Ships Dues"] * 3
    assert left(heads, tables=[Box(40, 30, 600, 500)]) == heads
    assert left(heads, tables=[Box(40, 30, 600, 60)]) == [""] * 3


def test_the_number_of_a_page_of_as_many_as_there_are_goes_with_its_line() -> None:
    assert left(["Ships", "Dues and tolls  2/3", "Nets"]) == ["Ships", "", "Nets"]
    assert left(["Ships", "Dues and tolls  2/4", "Nets"]) == ["Ships", "Dues and tolls 2/4", "Nets"]


def test_a_single_page_keeps_all() -> None:
    assert left(["1"]) == ["1"]


amounts = st.lists(st.integers(100, 10**6), min_size=1, max_size=12, unique=True)


@given(amounts)
def test_no_amount_is_ever_lost(cents: Sequence[int]) -> None:
    tops = [f"Total {value // 100},{value % 100:02} EUR" for value in cents]
    assert left(tops) == tops


def test_lines_made_to_be_compared_for_ever_are_told_at_once() -> None:
    with at_most(10):
        left([f"{'1 ' * 10_000}{number}" for number in range(3)])
        left([f"{'- ' * 10_000}{number}" for number in range(3)])
