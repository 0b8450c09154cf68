"""Words of elements side by side are kept apart as style sheets do, others are not torn."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from aurora.domains.writing import Form, write
from aurora.infrastructure.extraction.content.visible import Visible
from aurora.infrastructure.extraction.convert import convert
from aurora.infrastructure.extraction.targets import Targets

APART = [
    ("<a>action</a><a>open world</a>", "action open world"),
    ("<a><b>one</b></a><!-- then --><a><i><u>two</u></i></a>", "one two"),
    ("<span>Ada Lovelace</span><span>Analyst</span>", "Ada Lovelace Analyst"),
    ("<span>1990</span><span>1991</span>", "1990 1991"),
    ("<span>Chapter</span><small>2</small>", "Chapter 2"),
    ("<label>pip</label><label>conda</label>", "pip conda"),
    ("<a>eins</a><span>zwei</span>", "eins zwei"),
    ("<a>Ação</a><a>Época</a>", "Ação Época"),
    ("<a>Deutsch</a><a>日本語</a><a>Italiano</a>", "Deutsch 日本語 Italiano"),
    ("<a>회사</a><a>소개</a>", "회사 소개"),
    ("<span>7</span><span>7 silver badges</span>", "7 7 silver badges"),
    ("<span>7</span><abbr>MIA</abbr>", "7 MIA"),
    ("<span>dark</span><svg></svg><script>x()</script><span>light</span>", "dark light"),
    ("<label>small</label><label><input type=radio><span>large</span></label>", "small large"),
]
TOGETHER = [
    ("<b>H</b><i>ello</i>", "Hello"),
    ("<b>un</b><i>believable</i>", "unbelievable"),
    ("<span>T</span>he end", "The end"),
    ("two<a>fold</a>s", "twofolds"),
    ("<span>1</span><span>9</span>", "19"),
    ("H<sub>2</sub><span>O</span>", "H2O"),
    ("<a>one</a><span>, two</span>", "one, two"),
    ("东京是<a>日本</a><a>首都</a>", "东京是日本首都"),
    ("第<a>3</a><a>章</a><a>ガイド</a>", "第3章ガイド"),
    ("<a>กรุง</a><a>เทพ</a>", "กรุงเทพ"),
    ("<span>M</span><span>C</span>", "MC"),
]


@pytest.mark.parametrize(("inside", "read"), APART + TOGETHER)
def test_a_page_is_judged_and_written_with_the_same_words(inside: str, read: str) -> None:
    tree = LexborHTMLParser(f"<p>{inside}</p>")
    assert tree.body
    written = write(convert((tree.body,), frozenset(), Targets(None)).blocks, Form.PLAIN)
    assert [block.text for block in Visible(tree).blocks] == [read]
    assert written.text == read


def test_code_is_not_taken_apart() -> None:
    tree = LexborHTMLParser("<p><code><span>get</span><span>Name</span></code></p>")
    assert tree.body
    blocks = convert((tree.body,), frozenset(), Targets(None)).blocks
    assert write(blocks, Form.PLAIN).text == "getName"
