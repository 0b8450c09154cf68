"""What a place in a text belongs to."""

from aurora.domains.blocks import AnyBlock, Cell, Heading, Paragraph, Run, Table
from aurora.domains.elements import Element, ElementKind, Elements
from aurora.domains.writing import write


def heading(level: int, text: str, page: int) -> Heading:
    return Heading(level=level, runs=(Run(text),), page=page)


def paragraph(text: str, page: int) -> Paragraph:
    return Paragraph(runs=(Run(text),), page=page)


BLOCKS: tuple[AnyBlock, ...] = (
    heading(1, "Whole", 1),
    paragraph("before any part", 1),
    heading(2, "Part", 1),
    heading(4, "Detail", 2),
    paragraph("within the detail", 2),
    Table(rows=((Cell((Run("a much longer table than text"),)),),), page=3),
    heading(2, "Next", 3),
    paragraph("at the end", 4),
)
WRITTEN = write(BLOCKS)
ELEMENTS = Elements(WRITTEN.elements)


def span(text: str, last: str | None = None) -> tuple[int, int]:
    start = WRITTEN.text.index(text)
    return start, WRITTEN.text.index(last) + len(last) if last else start + len(text)


def test_titles_above_a_place_are_given_outermost_first() -> None:
    within = ELEMENTS.headings(WRITTEN.text, *span("within the detail"))
    assert within == ("Whole", "Part", "Detail")
    assert ELEMENTS.headings(WRITTEN.text, *span("at the end")) == ("Whole", "Next")


def test_a_title_belongs_to_the_passage_that_begins_with_it() -> None:
    assert ELEMENTS.headings(WRITTEN.text, *span("## Next", "at the end")) == ("Whole", "Next")


def test_a_title_amid_whose_words_marks_stand_is_given_by_these_words() -> None:
    marked = Elements((Element(ElementKind.HEADING, 0, 9, 1, words="Guide"),))
    assert marked.headings("**Guide**", 0, 9) == ("Guide",)


def test_pages_are_those_that_a_passage_touches() -> None:
    assert ELEMENTS.pages(*span("before any part")) == (1, 1)
    assert ELEMENTS.pages(*span("within", "end")) == (2, 4)


def test_the_kind_is_that_of_most_characters_and_not_of_titles() -> None:
    assert ELEMENTS.kind(*span("within", "than text")) is ElementKind.TABLE
    assert ELEMENTS.kind(*span("Next", "at the")) is ElementKind.PARAGRAPH
    assert ELEMENTS.kind(*span("Whole")) is ElementKind.HEADING


def test_a_text_without_elements_tells_nothing() -> None:
    nothing = Elements(())
    assert nothing.headings("text", 0, 4) == ()
    assert nothing.pages(0, 4) is None
    assert nothing.kind(0, 4) is None
