"""Cells and captions of tables say what they hold, whatever marks stand among their words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.infrastructure.extraction.converting import blocks

from aurora.domains.blocks import Paragraph, Table, said
from aurora.domains.writing import Form, write

PIECE = st.one_of(
    st.text("ab1 ,.漢", min_size=1, max_size=4),
    st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["b", "i", "code", "sub", "sup", "span", "font", "a", "my-word"]),
        st.text("ab1 ,.漢", min_size=1, max_size=4),
    ),
)


@given(st.lists(PIECE, min_size=1, max_size=6).map("".join))
@settings(max_examples=100, deadline=None)
def test_marks_among_the_words_of_a_cell_change_none_of_them(inside: str) -> None:
    [paragraph] = blocks(f"<p>x{inside}y</p>")
    [table] = blocks(f"<table><tr><td>x{inside}y</td><td>z</td><tr><td>b<td>c</table>")
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert table.rows[0][0].runs == paragraph.runs


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        ("Water, <b>very</b>clean", "Water, veryclean"),
        ("H<sub>2</sub>O", "H2O"),
        ('"<code>/etc/passwd</code>"', '"/etc/passwd"'),
        ("a<br>b<p>c <i>d</i></p><ul><li>e<li>f</ul>", "a\nb\nc d\ne\nf"),
        ("a <pre>b  c</pre> d", "a\nb  c\nd"),
    ],
)
def test_lines_of_a_cell_end_where_browsers_end_them(inside: str, read: str) -> None:
    [table] = blocks(f"<table><tr><th>x<th>y<tr><td>{inside}<td>z</table>")
    assert isinstance(table, Table)
    assert said(table.rows[1][0].runs) == read


def test_a_table_that_lays_out_and_a_caption_keep_their_words_in_one_line() -> None:
    html = "<table><tr><td>I <font>am</font> a <b>rather</b> <a>old</a> page.<p>Yes.</table>"
    assert write(blocks(html), Form.PLAIN).text == "I am a rather old page.\n\nYes."
    html = "<table><caption>Table <b>1</b>: x<sub>i</sub></caption><tr><th>a<td>b</table>"
    assert write(blocks(html), Form.PLAIN).text.startswith("Table 1: xi\n")


def test_a_table_whose_cells_hold_many_marks_is_one() -> None:
    cell = "<b>a</b>, <i>b</i>, <b>c</b>, <i>d</i>"
    [table] = blocks(f"<table>{f'<tr><td>{cell}<td>{cell}' * 2}</table>")
    assert isinstance(table, Table)
