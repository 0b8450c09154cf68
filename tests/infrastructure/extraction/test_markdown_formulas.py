"""Formulas of a Markdown text that is handed in are kept as those of pages are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.blocks import (
    AnyBlock,
    Cell,
    Code,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    said,
)
from aurora.domains.elements import ElementKind
from aurora.domains.writing import Form, write
from aurora.infrastructure.extraction.deadline import at_most
from aurora.infrastructure.extraction.formulas import ALONE, bare, tex_runs
from aurora.infrastructure.extraction.markdown import read_markdown
from aurora.infrastructure.extraction.targets import Targets


def read(text: str) -> tuple[AnyBlock, ...]:
    return read_markdown(text, Targets(None))[0]


def plain(text: str) -> str:
    """Give the text that is kept of a Markdown text."""
    return write(read(text)).text


@pytest.mark.parametrize(
    "text",
    ["```math\na_{b} \\\\ *c*\n```", "~~~ math\n a_{b}  \\\\\n *c*\n~~~", "$$a_{b} \\\\ *c*$$",
     "$$\na_{b} \\\\ % so\n*c*\n$$", "  $$ a_{b} \\\\ *c* $$  "],
)  # fmt: skip
def test_a_formula_on_lines_of_its_own_is_tex_in_one_line(text: str) -> None:
    assert read(text) == (Paragraph(runs=tex_runs(r"a_{b} \\ *c*", ALONE)),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("So\n$$\na\n$$\nis", "So\n\n$$a$$\n\nis"),
        ("> So\n> $$a\n> + b$$\n>\n> is", "> So\n>\n> $$a + b$$\n>\n> is"),
        ("- So\n\n  $$\n  a\n  $$\n- is", "- So\n\n  $$a$$\n- is"),
        ("So $$a_1*b*$$ is", "So $a_1*b*$ is"),
        ("*So $$a_1*$$* is", "So $a_1*$ is"),
        ("So $`a_1*b*`$ is", "So $a_1*b*$ is"),
        ("# So $$a$$ is", "# So $a$ is"),
        ("| So | is |\n|--|--|\n| $$a$$ | $`b`$ |", "| So | is |\n| --- | --- |\n| $a$ | $b$ |"),
        ("[so $$a*b$$](x) *is*", "so $a*b$ is"),
    ],
)
def test_formulas_end_a_line_or_go_on_in_it(text: str, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    "text",
    ["$$ to $$$", "from $$ to $$", "$$ - $$", "so $$5 and $$6", "$$so", "so $$", "$$so\n\nis$$",
     "a $$$b$$$ c"],
)  # fmt: skip
def test_dollars_that_hold_no_formula_are_words(text: str) -> None:
    assert "".join(said(one.runs) for one in read(text) if isinstance(one, Paragraph)) == (
        text.replace("\n\n", "")
    )


def test_what_is_code_or_escaped_stays_so() -> None:
    assert read("    $$a$$") == (Code(text="$$a$$"),)
    assert plain(r"\$$a*b\$$ and `$$c$$`") == "$$a*b$$ and $$c$$"
    assert plain("> $$a\n\nb$$") == "> $$a\n\nb$$"
    assert read("```math\n```") == (Code(text="", language="math"),)


def test_formulas_are_parts_of_the_text_where_they_stand() -> None:
    text = "So\n\n$$\na\n$$\n\n- ```math\n  b\n  ```\n- is $$c$$"
    _, elements = read_markdown(text, Targets(None))
    assert [(one.kind, text[one.start : one.end]) for one in elements] == [
        (ElementKind.PARAGRAPH, "So"),
        (ElementKind.PARAGRAPH, "$$\na\n$$"),
        (ElementKind.LIST, "b"),
        (ElementKind.LIST, "is $$c$$"),
    ]


TEX = st.text("ab1 \\{}_^*`|$&#<>[]()'\"~%.!-", min_size=1).map(bare).filter(bool)
WORDS = st.text("ab $_*", min_size=1).map(lambda said: " ".join(said.split())).filter(bool)


@st.composite
def lines(draw: st.DrawFn) -> Runs:
    """Give words with a formula amid them."""
    return Run(f"{draw(WORDS)} $"), Run(draw(TEX), "c"), Run(f"$ {draw(WORDS)}")


ALONE_ON_A_LINE = TEX.map(lambda tex: Paragraph(runs=tex_runs(tex, ALONE)))
PARAGRAPHS = ALONE_ON_A_LINE | lines().map(lambda runs: Paragraph(runs=runs))
BLOCKS: st.SearchStrategy[AnyBlock] = (
    PARAGRAPHS
    | lines().map(lambda runs: Heading(level=2, runs=runs))
    | PARAGRAPHS.map(lambda one: Quote(blocks=(one,)))
    | st.tuples(PARAGRAPHS, PARAGRAPHS).map(lambda both: Listing(items=(both,)))
    | lines().map(lambda runs: Table(rows=((Cell(runs),), (Cell(runs),)), headers=1))
)


@given(BLOCKS)
def test_formulas_that_were_written_as_markdown_are_read_as_the_same(block: AnyBlock) -> None:
    text = write((block,), Form.MARKDOWN).text
    assert read(text) == (block,)
    assert write(read(text), Form.MARKDOWN).text == text


@given(st.lists(st.sampled_from(["$", "$$", "a", "\\", " ", "\n", "`"])).map("".join))
def test_words_with_dollars_are_read_as_they_were_written(words: str) -> None:
    words = " ".join(words.split())
    found = read(write((Paragraph(runs=(Run(words),)),), Form.MARKDOWN).text)
    assert "".join(said(one.runs) for one in found if isinstance(one, Paragraph)) == words


@pytest.mark.parametrize(
    "piece", ["$$a\n", "$$a\\$\n", "$$", "$$a ", "$$a$ ", "$$a$$\n", "> $$a\n"]
)
def test_dollars_without_end_are_read_at_once(piece: str) -> None:
    with at_most(20):
        read(piece * 20_000)
