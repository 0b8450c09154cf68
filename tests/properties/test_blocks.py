"""What stands in a page stands in every form of it, and where its elements say."""

from collections.abc import Sequence
from unittest.mock import patch

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from selectolax.lexbor import LexborHTMLParser

from aurora.domains.blocks import AnyBlock, Table, all_blocks, said
from aurora.domains.elements import ElementKind
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.writing import Form, write
from aurora.infrastructure.extraction import elements
from aurora.infrastructure.extraction.convert import convert
from aurora.infrastructure.extraction.hidden import hidden
from aurora.infrastructure.extraction.targets import Targets

MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
WORD = st.text("abçé漢.,*_#`|<>[]()!~&+-=1\\", min_size=1, max_size=6)
few = settings(max_examples=40, deadline=None)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def within(*tags: str) -> st.SearchStrategy[str]:
    return st.builds("<{0}>{1}</{0}>".format, st.sampled_from(tags), LINE)


LOOK = st.sampled_from(["b", "i", "code", "s", "span", "u"])
LINE = st.lists(
    st.one_of(
        WORD.map(escaped),
        st.builds("<{0}>{1}</{0}>".format, LOOK, WORD.map(escaped)),
        st.builds("<a>{0}</a>".format, WORD.filter(lambda word: word.strip("#")).map(escaped)),
        st.builds("<a href='/{0}'>{0}</a>".format, st.sampled_from(["x", "a(b)", "*"])),
        st.just("<br>"),
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
TABLE = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.lists(
        st.lists(LINE, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


def table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = ["".join(f"<td>{cell}" for cell in row) for row in rows]
    return f"<table><tr>{head.replace('<td>', '<th>')}<tr>{'<tr>'.join(body)}</table>"


LEAF = st.one_of(
    within("p", "div", "h1", "h3", "h6", "pre", "section", "figcaption"), LINE, TABLE.map(table)
)


def _containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        some.map(lambda parts: f"<ul><li>{'<li>'.join(parts)}</ul>"),
        some.map(lambda parts: f"<ol start=7><li>{'<li>'.join(parts)}</ol>"),
        some.map(lambda parts: f"<dl><dt>{'<dd>'.join(parts)}</dl>"),
        some.map(lambda parts: f"<blockquote>{' '.join(parts)}</blockquote>"),
        some.map(lambda parts: f"<div>{'</div><div>'.join(parts)}</div>"),
    )


PAGE = st.lists(st.recursive(LEAF, _containers, max_leaves=6), min_size=1, max_size=5).map(" ".join)


def read(html: str) -> tuple[LexborHTMLParser, tuple[AnyBlock, ...]]:
    tree = LexborHTMLParser(f"<body>{html}")
    assert tree.body
    return tree, convert((tree.body,), hidden(tree), Targets("https://a.example/")).blocks


def squeezed(text: str) -> str:
    return "".join(text.split())


def bare_words(text: str) -> str:
    """Give a text without what may be a mark."""
    return squeezed(text).translate({ord(mark): None for mark in "\\>~"})


def read_back(markdown: str) -> str:
    tree = SyntaxTreeNode(MARKDOWN.parse(markdown))
    kinds = ("text", "code_inline", "fence", "code_block", "html_inline", "html_block")
    return "".join(node.content for node in tree.walk() if node.type in kinds)


@few
@given(PAGE)
def test_no_visible_character_is_lost_or_moved(html: str) -> None:
    tree, blocks = read(html)
    assert tree.body
    seen = squeezed(tree.body.text_lexbor())
    assert squeezed(write(blocks, Form.PLAIN).text) == seen
    assert squeezed(read_back(write(blocks, Form.MARKDOWN).text)) == seen


@few
@given(PAGE)
def test_elements_with_one_text_become_what_they_would_piece_by_piece(html: str) -> None:
    whole = read(html)[1]
    with patch.object(elements, "_alone", return_value=None):
        assert read(html)[1] == whole


@given(TABLE)
def test_tables_keep_their_rows_and_columns(rows: list[list[str]]) -> None:
    filled = [[cell.replace("<br>", "x") for cell in row] for row in rows]
    _, blocks = read(table(filled))
    tables = [block for block in blocks if isinstance(block, Table)]
    assert len(tables) == 1
    for form in (Form.TEXT, Form.MARKDOWN):
        back = SyntaxTreeNode(MARKDOWN.parse(write(blocks, form).text))
        lines = [node for node in back.walk() if node.type == "tr"]
        assert [len(line.children) for line in lines] == [len(row) for row in rows]


@few
@given(st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=5), max_size=5))
def test_spans_make_a_grid_with_every_cell_once(rows: list[list[tuple[int, int]]]) -> None:
    words = iter(f"w{number}" for number in range(100))
    lines = [
        "".join(f"<th rowspan={height} colspan={width}>{next(words)}" for height, width in row)
        for row in rows
    ]
    _, blocks = read(f"<table><tr>{'<tr>'.join(lines)}</table>")
    count = sum(map(len, rows))
    found = [cell for one in blocks if isinstance(one, Table) for row in one.rows for cell in row]
    assert [said(cell.runs) for cell in found if cell.runs] == [f"w{n}" for n in range(count)]
    for one in blocks:
        assert isinstance(one, Table)
        assert len({len(row) for row in one.rows}) == 1
        assert all(cell.rows <= len(one.rows) for row in one.rows for cell in row)


@few
@given(PAGE)
def test_elements_of_all_forms_stand_for_the_same(html: str) -> None:
    _, blocks = read(html)
    plain, text, marked = (write(blocks, form) for form in (Form.PLAIN, Form.TEXT, Form.MARKDOWN))
    assert len(plain.elements) == len(text.elements) == len(marked.elements)
    for bare, kept in zip(plain.elements, text.elements, strict=True):
        assert bare.kind is kept.kind
        if kept.kind not in (ElementKind.TABLE, ElementKind.CODE):
            words = bare_words(text.text[kept.start : kept.end])
            assert words == bare_words(plain.text[bare.start : bare.end])
    for form in (plain, text, marked):
        ends = [0, *(place for one in form.elements for place in (one.start, one.end))]
        assert ends == sorted(ends)
        assert ends[-1] <= len(form.text)


TAG = st.sampled_from(
    """
    p div table tr td th ul ol li dl dt dd h1 h2 pre code b a blockquote math mfrac ruby rt q sup
    svg select details figure img br input template caption thead button section x-y
    """.split()  # noqa: SIM905  a list of words reads best as text
)
ATTRIBUTE = st.sampled_from(
    ["colspan", "rowspan", "start", "style", "hidden", "class", "href", "src", "srcset", "alt"]
)
VALUE = st.one_of(WORD, st.integers(-5, 10**20).map(str))
SOUP = st.lists(
    st.one_of(
        WORD,
        TAG.map("<{}>".format),
        TAG.map("</{}>".format),
        st.builds("<{} {}='{}'>".format, TAG, ATTRIBUTE, VALUE),
    ),
    max_size=40,
).map("".join)


@few
@given(SOUP, st.integers(1, 30))
def test_any_page_ends_without_growing(soup: str, times: int) -> None:
    html = soup * times
    _, blocks = read(html)
    for form in Form:
        assert len(write(blocks, form).text) <= 200 + 40 * len(html)
    told = Transcript(facts=Facts(), blocks=blocks)
    assert msgspec.json.decode(msgspec.json.encode(told), type=Transcript) == told
    assert sum(1 for _ in all_blocks(blocks)) <= len(html) + 1
