"""Blocks written as text, as Markdown and plain."""

import pytest

from aurora.domains.blocks import (
    AnyBlock,
    Cell,
    Code,
    Heading,
    Image,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
    all_blocks,
)
from aurora.domains.elements import ElementKind
from aurora.domains.writing import Form, write


def paragraph(*runs: str | Run) -> Paragraph:
    return Paragraph(runs=tuple(run if isinstance(run, Run) else Run(run) for run in runs))


def heading(level: int, text: str) -> Heading:
    return Heading(level=level, runs=(Run(text),))


NESTED = Listing(
    items=(
        (
            paragraph("one"),
            Listing(ordered=True, items=((paragraph("first"),), (paragraph("a"), paragraph("b")))),
        ),
        (paragraph("two"), Code(text="x\n  y", language="python")),
    )
)
TABLE = Table(
    headers=1,
    rows=((Cell((Run("A"),)), Cell((Run("B|C"),))), (Cell((Run("1"),)), Cell())),
)
EVERYTHING: tuple[AnyBlock, ...] = (
    heading(1, "Title #"),
    paragraph("See ", Run("the page", "b", "https://x.example/a b"), "."),
    NESTED,
    Quote(blocks=(paragraph("said a\nand b"), Quote(blocks=(paragraph("deep"),)))),
    TABLE,
    Image(alt="a cat", source="cat.png"),
)


def test_markdown_keeps_links_emphasis_and_images() -> None:
    assert (
        write(EVERYTHING[1:2], Form.MARKDOWN).text == "See [**the page**](https://x.example/a%20b)."
    )
    assert write(EVERYTHING[5:], Form.MARKDOWN).text == "![a cat](cat.png)"


@pytest.mark.parametrize(
    ("title", "written"),
    [("C# e F#", "# C# e F#"), ("a #", "# a \\#"), ("##", "# \\##"), ("#" * 300_000 + "x", None)],
)
def test_only_what_would_end_a_title_is_guarded(title: str, written: str | None) -> None:
    assert write((heading(1, title),)).text == written or f"# {title}"


def test_the_kept_text_has_structure_and_bare_words() -> None:
    assert write(EVERYTHING[:2]).text == "# Title \\#\n\nSee the page."
    assert write(EVERYTHING[5:]).text == "a cat"


def test_lists_nest_and_hold_other_blocks() -> None:
    assert write((NESTED,)).text == (
        "- one\n  1. first\n  2. a\n\n     b\n- two\n\n  ```python\n  x\n    y\n  ```"
    )


def test_lists_that_follow_one_another_are_not_taken_for_one() -> None:
    lists = [Listing(ordered=True, start=start, items=((paragraph("x"),),)) for start in (3, 2, 1)]
    nothing = Listing(ordered=True, items=())
    blocks: tuple[AnyBlock, ...] = (*lists[:2], nothing, lists[2], paragraph("y"), lists[0])
    assert write(blocks).text == "3. x\n2) x\n1. x\n\ny\n\n3. x"
    assert write(blocks, Form.PLAIN).text == "x\nx\nx\n\ny\n\nx"


def test_quotations_stay_quoted_over_lines_and_paragraphs() -> None:
    assert write(EVERYTHING[3:4]).text == "> said a\n> and b\n>\n> > deep"


def test_tables_keep_rows_and_columns() -> None:
    assert write((TABLE,)).text == "| A | B\\|C |\n| --- | --- |\n| 1 |  |"
    assert write((TABLE,), Form.PLAIN).text == "A\tB|C\n1"


@pytest.mark.parametrize(
    "mark", ["# x", "> x", "- x", "+ x", "* x", "```", "---", "===", "1. x", "2) x"]
)
def test_words_are_not_taken_for_marks(mark: str) -> None:
    assert "\\" in write((paragraph(f"before\n{mark}"),)).text
    assert write((paragraph(mark),), Form.PLAIN).text == mark


@pytest.mark.parametrize("harmless", ["#tag", "-5 degrees", "1.5 litres", "a - b", "snake_case"])
def test_harmless_signs_are_left_alone(harmless: str) -> None:
    assert write((paragraph(harmless),), Form.MARKDOWN).text == harmless


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        (("call ", "__init__ of a_b"), "call \\_\\_init\\_\\_ of a_b"),
        ((Run("注意：", "b"), "请"), "<strong>注意：</strong>请"),
        ((Run("「重要」", "b"), "です"), "<strong>「重要」</strong>です"),
        ((Run("Note:", "b"), " the"), "**Note:** the"),
        (("Le ", Run("«mot»", "i"), "est"), "Le <em>«mot»</em>est"),
        ((Run("Bold ", "b"), Run("and", "bi"), Run(", so", "b")), "**Bold *and*, so**"),
        ((Run("Title", "bi"), Run(": rest", "b")), "***Title*: rest**"),
        ((Run("a", "b"), Run("b", "i")), "**a**<em>b</em>"),
        ((Run("a", "b"), Run("b", "bi"), Run("c", "b")), "**a<em>b</em>c**"),
        ((Run("see ", "i"), Run("it", "i", "https://x"), "."), "*see [it](https://x)*."),
        ((Run("a ", "b"), Run("b", "b", "x"), Run(" c", "", "x")), "**a** [**b** c](x)"),
        ((Run("# a\n# b", "c"),), "`# a`  \n`# b`"),
        (("``` is", Run(" ``", "c")), "\\`\\`\\` is ``` `` ```"),
        (("x\n", Run("``", "c")), "x  \n``` `` ```"),
        ((Run("-", "b"),), "**-**"),
        (("now!", Run("it", "", "x")), "now\\![it](x)"),
    ],
)
def test_words_have_the_looks_that_they_had(runs: tuple[str | Run, ...], written: str) -> None:
    assert write((paragraph(*runs),), Form.MARKDOWN).text == written


def test_code_that_holds_a_fence_gets_a_longer_one() -> None:
    assert write((Code(text="```\nx\n```"),)).text == "````\n```\nx\n```\n````"


@pytest.mark.parametrize("form", Form)
def test_what_says_nothing_is_left_out(form: Form) -> None:
    nothing = (paragraph(" "), Code(text="\n"), Image(source="x.png"), Table(rows=((Cell(),),)))
    assert write((*nothing, Listing(items=()), Quote(blocks=()))) == write((), form)


def test_elements_of_all_forms_correspond() -> None:
    kinds = [[(one.kind, one.level) for one in write(EVERYTHING, form).elements] for form in Form]
    assert kinds[0] == kinds[1] == kinds[2]
    assert [kind for kind, _ in kinds[0]] == [
        ElementKind.HEADING,
        ElementKind.PARAGRAPH,
        *[ElementKind.LIST] * 5,
        ElementKind.CODE,
        *[ElementKind.QUOTE] * 2,
        ElementKind.TABLE,
        ElementKind.IMAGE,
    ]


def test_elements_name_what_they_span() -> None:
    written = write(EVERYTHING)
    spans = [written.text[one.start : one.end] for one in written.elements]
    assert spans[:5] == ["Title \\#", "See the page.", "one", "first", "a"]
    assert spans[7] == "x\n    y"


def test_all_blocks_are_met_in_order_of_reading() -> None:
    kinds = [type(block) for block in all_blocks((NESTED,))]
    assert kinds == [Listing, Paragraph, Listing, *[Paragraph] * 4, Code]


def test_a_list_that_an_item_begins_with_stands_apart_from_what_is_before() -> None:
    inner = Listing(items=((paragraph("x"),),))
    blocks = (paragraph("a"), Listing(items=((inner,),), ordered=True, start=7))
    assert write(blocks).text == "a\n\n7. - x"


def test_a_wave_beside_the_mark_of_struck_words_is_kept() -> None:
    assert write((paragraph(Run("~", "s")),), Form.MARKDOWN).text == "~~\\~~~"


FORMULA = paragraph("$$", Run("a\\_b \\\\ c", "c"), "$$")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (Form.TEXT, "$$a\\_b \\\\ c$$"),
        (Form.PLAIN, "$$a\\_b \\\\ c$$"),
        (Form.MARKDOWN, "```math\na\\_b \\\\ c\n```"),
    ],
)
def test_a_formula_on_a_line_of_its_own_is_fenced_in_markdown(form: Form, text: str) -> None:
    written = write((FORMULA,), form)
    assert written.text == text
    (element,) = written.elements
    assert element.kind is ElementKind.PARAGRAPH
    assert written.text[element.start : element.end].strip("$") == "a\\_b \\\\ c"


def test_what_else_stands_between_dollars_is_no_formula() -> None:
    for runs in (("$$", "a*b", "$$"), ("$", Run("a", "c"), "$"), ("$$", Run("a", "c", "/x"), "$$")):
        assert "math" not in write((paragraph(*runs),), Form.MARKDOWN).text


@pytest.mark.parametrize(
    ("runs", "text", "plain"),
    [
        (("in ", Run("20 ", "s"), "30 days"), "in ~~20~~ 30 days", "in 20 30 days"),
        ((Run("a ", "s"), Run("b", "bs"), Run(" ", "s"), "c"), "~~a b~~ c", "a b c"),
        ((Run("one\ntwo", "s"),), "~~one~~\n~~two~~", "one\ntwo"),
        ((Run("~x", "s"),), "\\~~~x~~", "~x"),
        (("a", Run("\n", "s"), "b"), "a\nb", "a\nb"),
    ],
)
def test_the_kept_text_marks_what_is_struck_line_by_line(
    runs: tuple[str | Run, ...], text: str, plain: str
) -> None:
    block = paragraph(*runs)
    assert write((block,)).text == text
    assert write((block,), Form.PLAIN).text == plain
    kept = write((Heading(level=2, runs=block.runs), block))
    (title, words) = kept.elements
    assert kept.text[words.start : words.end] == text
    assert kept.text[title.start : title.end] == text.replace("\n", " ").removeprefix("\\")
