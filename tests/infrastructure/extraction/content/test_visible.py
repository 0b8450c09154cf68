"""The blocks of text that a page shows."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.marks import BITS
from aurora.infrastructure.extraction.content.visible import BLOCK_LIMIT, NONE, Block, Visible


def seen(html: str) -> Visible:
    return Visible(LexborHTMLParser(html))


def texts(html: str) -> list[str]:
    return [block.text for block in seen(html).blocks]


def marked(block: Block, name: str) -> bool:
    return bool(block.marks & BITS[name])


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>one <b>two</b> three</p><p>four", ["one two three", "four"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<p>a<br>b", ["a b"]),
        ("<p><b>a</b> <i>b</i><i> </i>\n<i>c</i>", ["a b c"]),
        ("<table><tr><td>1<td>2</table>", ["1", "2"]),
        ("<pre><code><div><div>a {</div></div><div>}</div></code></pre>b", ["a { }", "b"]),
        ("<pre><ol><li>a<li>b</ol><button>Copy</button>c</pre>", ["a b", "Copy", "c"]),
        ("<p>a<script>b()</script><style>c</style><template>d</template>e", ["ae"]),
        ("<p>  \n&nbsp; </p>", []),
        ("<p>is <math><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup><mtable><mtr><mtd><mi>y</mi>"
         "</mtd></mtr></mtable></math> and more", ["is x12y and more"]),
        ("<p>is <mjx-container><mjx-math><mjx-c>x</mjx-c></mjx-math></mjx-container> and more",
         ["is x and more"]),
        ("<noscript><p>without scripts</noscript>", ["without scripts"]),
        ("<select><option>one</select><textarea>two</textarea>", []),
        ("", []),
    ],
)  # fmt: skip
def test_text_of_one_element_is_one_block(html: str, blocks: list[str]) -> None:
    assert texts(html) == blocks


def test_a_block_knows_all_that_the_elements_around_it_say() -> None:
    (block,) = seen("<nav><ul class=mainMenu><li><a href=/>Início</a></ul></nav>").blocks
    assert marked(block, "<navigation>")
    assert marked(block, "navigation")
    assert marked(block, "<item>")
    assert marked(block, "<link>")
    assert not marked(block, "<paragraph>")


def test_what_stands_in_links_is_counted() -> None:
    (block,) = seen("<p>see <a href=/a>this</a> and <a href=/b>that</a></p>").blocks
    assert (block.links, block.linked) == (2, len("thisthat"))


def test_places_left_open_as_xhtml_is_read_as_html_link_nothing() -> None:
    title, text = seen(
        '<h3><a id="menu"/>Ferries</h3><p>They leave at <a href=/nine>nine</a>.'
    ).blocks
    assert (title.links, text.links) == (0, 1)
    assert marked(title, "<heading>")
    assert not marked(title, "navigation")


@pytest.mark.parametrize(
    "attribute", ["hidden", 'aria-hidden="true"', 'style="color: red; display: none"']
)
def test_hidden_text_is_marked_as_unseen(attribute: str) -> None:
    hidden, shown = seen(f"<div {attribute}>a</div><div>b</div>").blocks
    assert marked(hidden, "<unseen>")
    assert not marked(shown, "<unseen>")


def test_images_are_counted_where_they_stand() -> None:
    shape = seen("<figure><img src=a><img src=b></figure><p>x").shape
    assert shape.images == [shape.tags.index("figure")] * 2


def test_of_elements_the_innermost_around_a_block_is_given() -> None:
    visible = seen("a<div>b<p>c</p>d<p><b>e</b></p></div>f")
    outer, inner = (visible.shape.tags.index(tag) for tag in ("div", "p"))
    assert visible.innermost({outer, inner}).tolist() == [NONE, outer, inner, outer, outer, NONE]


def test_a_page_without_end_is_not_taken_in_whole() -> None:
    page = seen("<p>x</p>" * (BLOCK_LIMIT + 1_000))
    assert not page.complete
    assert len(page.blocks) < BLOCK_LIMIT + 200


def test_what_is_shown_without_scripts_is_read_where_there_is_little_else() -> None:
    thread = "<noscript><p>a thread of a forum</noscript>"
    assert texts(f"<p>Loading</p>{thread}") == ["Loading", "a thread of a forum"]
    assert texts(f"<p>{'word ' * 200}</p>{thread}") == [("word " * 200).strip()]
    assert texts("<body><noscript>&lt;img src=pixel&gt;</noscript>") == []
