"""Putting quotations together."""

from dataclasses import dataclass
from uuid import UUID

from aurora.queries.knowledge.wording import worded

ONE, OTHER = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Found:
    quotation: str
    start: int = 0
    document_id: UUID = ONE
    headings: tuple[str, ...] = ()


def test_sentences_of_one_section_stand_in_the_order_of_the_text() -> None:
    assert worded([Found("It is long.", 20), Found("The Nile flows.", 0)]) == (
        "The Nile flows. It is long."
    )


def test_sections_and_documents_are_paragraphs_the_best_first() -> None:
    found = [
        Found("Best.", 50, headings=("A",)),
        Found("Second.", 10, headings=("B",)),
        Found("Third.", 0, OTHER, ("A",)),
        Found("Fourth.", 20, headings=("A",)),
    ]
    assert worded(found) == "Fourth. Best.\n\nSecond.\n\nThird."


def test_line_breaks_within_a_sentence_become_spaces() -> None:
    assert worded([Found("The Nile\n  is long.")]) == "The Nile is long."


def test_marks_before_the_lines_of_a_quotation_are_no_words_of_it() -> None:
    assert (
        worded([Found("The Nile\n> > is\n>long, > 6,000 km.")]) == "The Nile is long, > 6,000 km."
    )


def test_rows_and_unfinished_items_stand_on_lines_of_their_own() -> None:
    found = [Found("| Danube | 2,850 km |", 0), Found("the Nile", 30), Found("It is long.", 60)]
    assert worded(found) == "Danube – 2,850 km\nthe Nile\nIt is long."


def test_a_bar_within_a_cell_parts_no_cells() -> None:
    assert worded([Found(r"| Serra \| azul | 8 m |")]) == "Serra | azul – 8 m"


def test_nothing_is_worded_as_nothing() -> None:
    assert worded([]) == ""
