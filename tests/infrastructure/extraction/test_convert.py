"""Parts of pages as blocks."""

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.infrastructure.extraction.converting import URL, blocks, converted

from aurora.domains.blocks import (
    Cell,
    Heading,
    Image,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
)
from aurora.domains.writing import Form, write
from aurora.infrastructure.extraction.convert import convert
from aurora.infrastructure.extraction.targets import Targets


def p(*runs: str | Run) -> Paragraph:
    return Paragraph(runs=tuple(run if isinstance(run, Run) else Run(run) for run in runs))


def cells(*rows: tuple[str, ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(Cell((Run(one),)) if one else Cell() for one in row) for row in rows)


@pytest.mark.parametrize(
    ("html", "runs"),
    [
        ("<p> a\n\t b  <b> c</b></p>", ("a b ", Run("c", "b"))),
        ("<p><b>a</b> <i>b</i>", (Run("a", "b"), " ", Run("b", "i"))),
        ("<p><b>a <em>b</em></b><code>x</code>", (Run("a ", "b"), Run("b", "bi"), Run("x", "c"))),
        ("<p>a<br>b <br> c", ("a\nb\nc",)),
        ("<p>soft&shy;ly&nbsp; &#8203;x", ("softly x",)),
        ("<p>10<sup>6</sup> m<sup>2</sup> 1<sup>st</sup> word<sup>3</sup>",
         ("10^6 m^2 1st word[3]",)),
        ("<p>in 2020<sup><a>1</a></sup>, ‘so’.<sup>2</sup><sup>x</sup>",
         ("in 2020[1], ‘so’.[2]x",)),
        ("<p>2015<sup><a>3</a>,<a>4</a></sup> 120<sup><a>5</a>–<a>7</a></sup> word<sup>8, 9</sup>",
         ("2015[3,4] 120[5–7] word[8, 9]",)),
        ("<p>in 1<sup>2,5</sup> and 2<sup>1-2</sup>", ("in 12,5 and 21-2",)),
        ("<p>H<sub>2</sub>O <q>said</q> <ruby>漢<rp>(<rt>kan<rp>)</ruby>", ("H2O “said” 漢(kan)",)),
        ("<p>a<my-word>b</my-word><wbr>c", ("abc",)),
        ("<p>yes <img alt='👍' src=x.png>", ("yes 👍",)),
        ("<p><a href='../b#c'>x</a> <a href='javascript:y()'>y</a>",
         (Run("x", link="https://example.org/b#c"), " y")),
    ],
)  # fmt: skip
def test_words_are_as_browsers_show_them(html: str, runs: tuple[str | Run, ...]) -> None:
    assert blocks(html) == (p(*runs),)


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("$19<sup>99</sup>, was $24<sup>99</sup>", "$19.99, was $24.99"),
        ("<sup>$</sup>1,299<sup>99</sup>", "$1,299.99"),
        ("R$&nbsp;1.299<sup>90</sup>", "R$ 1.299,90"),
        ("129<sup>95</sup> <span><b>€</b></span>", "129,95 €"),
        ("1,299<sup>95 €</sup>", "1,299.95 €"),
        ("129€<sup>95</sup>", "129€95"),
        ("19<sup>99</sup> zł, 10<sup>12</sup> złoża", "19,99 zł, 10^12 złoża"),
        ("$19.99<sup>12</sup> $5<sup>2</sup>", "$19.99^12 $5^2"),
        (
            "<a href=/a>$19<sup>99</sup></a> <a href=/b>10<sup>6</sup> lamps</a>",
            "$19.99 10^6 lamps",
        ),
        ("$100<a href=#a><sup>12</sup></a>", "$100[12]"),
        ("$100<sup><a>12</a></sup> 10<sup>12</sup> $5", "$100[12] 10^12 $5"),
    ],
)
def test_raised_cents_are_no_power(html: str, read: str) -> None:
    assert write(blocks(f"<p>{html}"), Form.PLAIN).text == read


def test_text_between_blocks_is_a_paragraph() -> None:
    html = "bare <div>one<p>two</p>three<section>four</section></div> <b>five</b><br><br>six"
    words = ("bare", "one", "two", "three", "four", Run("five", "b"), "six")
    assert blocks(html) == tuple(p(word) for word in words)


def test_titles_have_neither_anchors_nor_bold_words() -> None:
    html = "<h2><a href=#a>¶</a><strong>The</strong> end <a class=headerlink href=#b>x</a></h2>"
    assert blocks(html) == (Heading(level=2, runs=(Run("The end"),)),)
    assert blocks("<h1><a href=/><img src=l.png alt=Site></a></h1>") == (
        Heading(level=1, runs=(Run("Site"),)),
    )
    assert blocks(f"<h3>{'long ' * 100}</h3>") == (p(("long " * 100).strip()),)


def test_lists_nest_and_count() -> None:
    html = (
        "<ul><li>a<ol start=3><li>b<li><p>c</p><p>d</p></ol></li><ul><li>e</ul> loose<li> <!--x-->"
        "</ul>"
    )
    inner = Listing(ordered=True, start=3, items=((p("b"),), (p("c"), p("d"))))
    strayed = Listing(items=((p("e"),),))
    assert blocks(html) == (Listing(items=((p("a"), inner, strayed, p("loose")),)),)


def test_what_is_explained_stands_with_its_explanation() -> None:
    html = "<dl><dt>a<dt>b<dd>1<dd>2<div><dt>c<dd><p>3</div></dl>"
    assert blocks(html) == (Listing(items=((p("a"), p("b"), p("1"), p("2")), (p("c"), p("3")))),)


def test_tables_keep_their_form_and_spans() -> None:
    html = (
        "<table><caption>Ships</caption><thead><tr><th>A<th colspan=2>B</thead>"
        "<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5<tr><td></table>"
    )
    caption, table = blocks(html)
    one, two = Cell((Run("B"),), 1, 2), Cell((Run("1"),), 2, 1)
    rows = cells(("A", "", ""), ("", "2", "3"), ("", "4", "5"))
    assert caption == p("Ships")
    assert table == Table(headers=1, rows=((rows[0][0], one, Cell()), (two, *rows[1][1:]), rows[2]))


def test_cells_hold_the_words_of_what_stands_in_them() -> None:
    html = "<table><tr><th>a<td><ul><li>b<li><b>c</b></ul><img src=x alt=yes></table>"
    (table,) = blocks(html)
    said = (Run("b"), Run("\n"), Run("c", "b"), Run("\n"), Run("yes"))
    assert table == Table(rows=((Cell((Run("a"),)), Cell(said)),))


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>a<td>b</table>",
        "<table><tr><td>a<tr><td>b</table>",
        "<table><tr><td><h2>a</h2><td>b<tr><td>c<td>d</table>",
        "<table role=presentation><tr><th>a<th>b<tr><td>c<td>d</table>",
        "<table><tr><td><table><tr><th>a<th>b<tr><td>c<td>d</table><td>e</table>",
        "<table><tr><td><pre>a\nb</pre><td>c<tr><td>d<td>e</table>",
        "<table><tr><td><blockquote>a</blockquote><td>c<tr><td>d<td>e</table>",
        "<table><tr><th>a<th>b<tr><td><pre>1\n2\n3\n4\n5\n6\n7</pre><td>c</table>",
    ],
)
def test_tables_that_only_lay_out_are_taken_apart(html: str) -> None:
    first = blocks(html)[0]
    assert not isinstance(first, Table) or "role" not in html
    assert len(blocks(html)) > 1


def test_tables_with_titles_keep_short_code_and_quotations_in_their_cells() -> None:
    html = (
        "<table><thead><tr><th>old<th>new</thead><tr><td><pre>a -x\nb</pre><td>c"
        "<tr><td><blockquote><p>d<p>e</blockquote><td><code>f</code></table>"
    )
    assert write(blocks(html), Form.MARKDOWN).text == (
        "| old | new |\n| --- | --- |\n| `a -x` `b` | c |\n| d e | `f` |"
    )


def test_quotations_hold_blocks() -> None:
    html = "<blockquote>a<blockquote><p>b</blockquote><ul><li>c</ul></blockquote>"
    assert blocks(html) == (
        Quote(blocks=(p("a"), Quote(blocks=(p("b"),)), Listing(items=((p("c"),),)))),
    )


@pytest.mark.parametrize(
    ("html", "source"),
    [
        ("<img alt=cat src=c.png>", "https://example.org/a/c.png"),
        ("<img alt=cat src='data:image/gif;base64,AA' data-src=/c.png>", "https://example.org/c.png"),
        ("<img alt=cat src=blank.gif srcset='s.png 1x, l.png 2x'>", "https://example.org/a/l.png"),
        ("<picture><source srcset='w.webp 800w'><img alt=cat></picture>",
         "https://example.org/a/w.webp"),
        ("<img alt=cat srcset='a.png 1.2.3w, b,c.png 2.5x,,'>", "https://example.org/a/b,c.png"),
        ("<img alt=cat srcset='a.png, 2x.png 2x, '>", "https://example.org/a/2x.png"),
        ("<img alt=cat src=blank.gif> <noscript><img alt=cat src=c.png></noscript>",
         "https://example.org/a/c.png"),
        ("<img alt=cat>", None),
    ],
)  # fmt: skip
def test_pictures_tell_what_they_show_and_where_they_are(html: str, source: str | None) -> None:
    assert blocks(html) == (Image(alt="cat", source=source),)


def test_pictures_follow_the_words_that_they_stand_in() -> None:
    html = "<figure><p>see <img alt=a src=a.png> there<figcaption>b</figcaption></figure>"
    html += "<img width=1 height=1 src=t.gif><img>"
    assert blocks(html) == (
        p("see there"),
        Image(alt="a", source="https://example.org/a/a.png"),
        p("b"),
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden>x", "<p style='color:red;display: none'>x", "<p style='visibility:hidden'>x",
        "<i aria-hidden=true>x</i>", "<script>x</script>", "<template>x</template>", "<dialog>x",
        "<noscript>x</noscript>", "<span class='sr-only a'>x</span>", "<select><option>x</select>",
        "<a class=viewcode-back href=#>[docs]</a>", "<a class=footnote-backref href=#a>↩</a>",
        "<a class=header-anchor href=#a>#</a>", "<div class=navfooter><table><tr><td>x</table>",
        "<button>x</button>", "<svg><title>x</title></svg>", "<textarea>x</textarea>",
        "<button><p>Add to the cart</button>",
    ],
)  # fmt: skip
def test_what_is_not_seen_is_left_out(html: str) -> None:
    assert blocks(f"<p>seen</p>{html}") == (p("seen"),)


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden=until-found>x", "<div role=tabpanel hidden>x", "<p style='display:block'>x",
        f"<div aria-hidden=true>x {'y' * 300}</div>", "<details><p>x</details>",
        "<button aria-expanded=false>x</button>", "<dialog open>x",
        "<button @click='open = true'>x</button> <p x-show='open'></p>",
        "<button><span><p>200: a list of berths</p></span></button>",
    ],
)  # fmt: skip
def test_what_can_be_opened_is_read(html: str) -> None:
    assert len(blocks(f"<p>seen</p>{html}")) == 2


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<dl><dt>Address<dd><button><i></i>Elm Road 5</button></dl>", "Address\n\nElm Road 5"),
        ("<dl><dt>Address<dd> <!----><button>Elm Road 5</button> </dl>", "Address\n\nElm Road 5"),
        ("<dl><dt>Address<dd>Elm Road 5 <button>Copy</button></dl>", "Address\n\nElm Road 5"),
        ("<table><tr><th>Size<td><button>Large</button></table>", "Size\tLarge"),
        ("<table><tr><th>Lamp<td>49 €<td><button>Buy</button></table>", "Lamp\t49 €"),
        ("<ul><li>Lamp<li><button>Share</button></ul>", "Lamp"),
    ],
)
def test_a_button_that_is_all_that_a_value_says_is_read(html: str, read: str) -> None:
    assert write(blocks(html), Form.PLAIN).text == read


def test_the_foot_of_a_table_stands_below_it_wherever_it_is_written() -> None:
    html = "<table><tfoot><tr><td>c<td>d</tfoot><tr><th>A<th>B<tbody><tr><td>1<td>2</table>"
    [table] = blocks(html)
    assert isinstance(table, Table)
    assert table.rows == cells(("A", "B"), ("1", "2"), ("c", "d"))


def test_nodes_that_are_left_out_leave_no_trace() -> None:
    tree = LexborHTMLParser("<ul><li><b>a</b><li>b</ul><table><tr><th>x<tr><td>y</table>")
    out = {node.mem_id for node in tree.css("b, th")}
    assert convert(tree.css("ul, table"), out, Targets(URL)).blocks == (
        Listing(items=((p("b"),),)),
        p("y"),
    )


def test_elements_are_read_as_others_where_they_are_told_to_be() -> None:
    html = "<table><tr><td><div><p>a</div><ul><li>b</ul></table><blockquote>c</blockquote>"
    tree = LexborHTMLParser(html)
    tags = {"table": "section", "div": "blockquote", "blockquote": "section"}
    read_as = {node.mem_id: tags[node.tag or ""] for node in tree.css(", ".join(tags))}
    assert tree.body
    assert convert((tree.body,), (), Targets(URL), read_as=read_as).blocks == (
        Quote(blocks=(p("a"),)),
        Listing(items=((p("b"),),)),
        p("c"),
    )


def test_limits_are_hit_and_named() -> None:
    sparse = "<table><tr><th>" + "x<td>" * 500 + "<tr><td>y" * 500 + "</table>"
    assert "line by line" in converted(sparse).reasons[0]
    assert "32 deep" in converted("<ul><li>" * 50 + "x").reasons[0]
    wide = "<table><tr><th colspan=9007199254740992 rowspan=99999999999999999999>a<tr><td>b</table>"
    (table,) = blocks(wide)
    assert isinstance(table, Table)
    assert table.rows == cells(("a",), ("b",))
