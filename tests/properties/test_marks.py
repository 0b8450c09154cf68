"""What is written in Markdown says, rendered, the same words with the same looks."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.domains.blocks import (
    AnyBlock,
    Cell,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    said,
)
from aurora.domains.writing import Form, write

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TAGS = {"strong": "b", "em": "i", "s": "s", "del": "s", "code": "c"}
WORD = st.text("ab1é漢«：。,.:*_~`#|<>[]()!&;+-=\\€👍\u0301", min_size=1, max_size=4)
SPACE = st.sampled_from(["", " "])
BETWEEN = st.sampled_from([" ", "\n"])
TEXT = st.one_of(
    st.builds("{}{}{}".format, SPACE, WORD, SPACE),
    st.builds("{}{}{}".format, WORD, BETWEEN, WORD),
    st.just(" "),
)
LOOK = st.sets(st.sampled_from("bisc")).map(lambda letters: "".join(sorted(letters)))
LINK = st.sampled_from([None, None, "https://a.example/b", "https://a.example/c_d?e=*f*"])
RUNS = (
    st.lists(st.builds(Run, TEXT, LOOK, LINK), min_size=1, max_size=7)
    .map(tuple)
    .filter(lambda runs: "]:" not in said(runs))  # in code of a link it ends a reference's label
)
TEX = st.text("\\{}_^&$|~*#`<>[]()+-=ab1", min_size=1, max_size=12)


def holders(runs: Runs) -> Iterator[AnyBlock]:
    yield Paragraph(runs=runs)
    yield Heading(level=2, runs=runs)
    yield Table(rows=((Cell(runs), Cell((Run("x"),))), (Cell((Run("y"),)), Cell(runs))))
    yield Listing(items=((Quote(blocks=(Paragraph(runs=runs),)),),))


def looks(runs: Runs) -> list[tuple[str, str, str | None]]:
    return [
        (character, run.style, run.link)
        for run in runs
        for character in run.text
        if not character.isspace()
    ]


def rendered(markdown: str) -> list[tuple[str, str, str | None]]:
    body = LexborHTMLParser(MARKDOWN.render(markdown)).body
    assert body
    texts = [node for node in body.traverse(include_text=True) if node.tag == "-text"]
    return [one for node in texts for one in looks((shown(node),))]


def shown(text: LexborNode) -> Run:
    style, link = set[str](), None
    above = text.parent
    while above is not None:
        style |= set(TAGS.get(above.tag or "", ""))
        link = above.attributes.get("href") if above.tag == "a" else link
        above = above.parent
    return Run(text.text_content or "", "".join(sorted(style)), link)


@given(RUNS)
@settings(max_examples=100, deadline=None)
def test_markdown_renders_to_the_words_and_looks_that_were_read(runs: Runs) -> None:
    for block in holders(runs):
        seen = looks(runs)
        if isinstance(block, Table):
            seen = [*seen, ("x", "", None), ("y", "", None), *seen] if seen else seen
        written = write((block,), Form.MARKDOWN).text
        if seen:
            assert rendered(written) == seen


@given(TEX)
@settings(max_examples=100, deadline=None)
def test_markdown_renders_to_the_tex_that_was_read(tex: str) -> None:
    for block in holders((Run("$"), Run(tex, "c"), Run("$"))):
        assert f"<code>{escapeHtml(tex)}</code>$" in MARKDOWN.render(_written(block))
    alone = Paragraph(runs=(Run("$$"), Run(tex, "c"), Run("$$")))
    for outer in (alone, Quote(blocks=(alone,)), Listing(items=((alone, alone),))):
        fenced = f'<code class="language-math">{escapeHtml(tex)}\n</code>'
        assert fenced in MARKDOWN.render(_written(outer))


def _written(block: AnyBlock) -> str:
    return write((block,), Form.MARKDOWN).text
