"""MathML as a line of text that says the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.mathml import linear

SUM = "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>"


def line(inner: str) -> str:
    math = LexborHTMLParser(f"<math>{inner}</math>").css_first("math")
    assert math
    return linear(math)


def sign(text: str) -> str:
    tag = "mn" if text.isdecimal() else "mi" if text.isalpha() else "mo"
    return element(tag, text.replace("<", "&lt;"))


def signs(*texts: str) -> str:
    return f"<mrow>{''.join(map(sign, texts))}</mrow>"


def element(tag: str, *parts: str) -> str:
    return f"<{tag}>{''.join(parts)}</{tag}>"


def rows(*cells: tuple[str, ...]) -> str:
    return element(
        "mtable", *(element("mtr", *(element("mtd", one) for one in row)) for row in cells)
    )


SQUARE = rows((sign("1"), sign("2")), (sign("3"), sign("4")))
CASES = rows((signs("x", ","), signs("x", ">", "0")), (signs("y"), signs("x", "<", "0")))
ALIGNED = rows((sign("a"), signs("=", "b")), ("", signs("=", "c")))


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (element("munderover", *map(sign, ("∫", "0", "π"))) + sign("x"), "∫_0^π x"),
        (SUM + sign("i"), "∑_(i=1)^n i"),
        (element("munder", sign("lim"), signs("x", "→", "0")) + sign("f"), "lim_(x→0) f"),
        (element("msup", sign("e"), signs("−", "x")) + signs("d", "x"), "e^(−x) dx"),
        (element("msup", element("msup", sign("x"), sign("2")), sign("3")), "(x^2)^3"),
        (element("msup", signs("(", "a", "+", "b", ")"), sign("2")), "(a+b)^2"),
        (element("msup", signs("a", "+", "b"), sign("2")), "(a+b)^2"),
        (sign("x") + element("msub", "<mrow></mrow>", sign("2")), "x_2"),
        (element("msup", sign("f"), sign("′")) + signs("(", "x", ")"), "f′(x)"),
        (element("msup", sign("90"), sign("∘")), "90°"),
        ("<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>", "_6^14 C"),
        ("<mn>2</mn><mmultiscripts><mi>C</mi><mprescripts/><none/><mn>14</mn></mmultiscripts>",
         "2 ^14 C"),
        ("<mmultiscripts><mi>R</mi><mi>a</mi><none/><none/><mi>b</mi></mmultiscripts>", "R_a^b"),
    ],
)  # fmt: skip
def test_scripts_stand_by_what_they_belong_to(inner: str, said: str) -> None:
    assert line(inner) == said


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (element("mfrac", signs("n", "(", "n", "+", "1", ")"), sign("2")), "n(n+1)/2"),
        (element("mfrac", sign("a"), signs("b", "c")), "a/(bc)"),
        (element("mfrac", element("mfrac", *map(sign, "ab")), sign("c")), "(a/b)/c"),
        (element("mfrac", *map(sign, "12")) + sign("m"), "(1/2)m"),
        (element("mfrac", *map(sign, "12")) + sign("+") + sign("m"), "1/2+m"),
        ("<mo>(</mo><mfrac linethickness=0pt><mi>n</mi><mi>k</mi></mfrac><mo>)</mo>",
         "(n choose k)"),
        (element("msqrt", signs("a", "+", "b")), "√(a+b)"),
        (element("msup", element("msqrt", sign("y")), sign("2")), "(√y)^2"),
        (element("mroot", sign("x"), sign("3")), "∛x"),
        (element("mroot", sign("x"), sign("n")), "root(n, x)"),
        ("<menclose notation='radical'><mi>x</mi></menclose>", "√x"),
        ("<menclose notation='box'><mi>x</mi></menclose>", "x"),
    ],
)  # fmt: skip
def test_fractions_and_roots_have_brackets_where_they_need_them(inner: str, said: str) -> None:
    assert line(inner) == said


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (f"<mo>(</mo>{SQUARE}<mo>)</mo>", "(1, 2; 3, 4)"),
        (f"<mi>A</mi><mo>=</mo>{SQUARE}", "A=(1, 2; 3, 4)"),
        (f"<mfenced open='[' close=']'>{SQUARE}</mfenced>", "[1, 2; 3, 4]"),
        (f"<mo>{{</mo>{CASES}", "{x, x>0; y, x<0"),
        (ALIGNED, "a=b; =c"),
        ("<mtable><mlabeledtr><mtd><mtext>(1)</mtext></mtd><mtd><mi>a</mi></mtd></mlabeledtr>"
         "</mtable>", "a (1)"),
        ("<mfenced separators=';|'><mi>a</mi><mi>b</mi><mi>c</mi><mi>d</mi></mfenced>",
         "(a;b|c|d)"),
        ("<mfenced close='' separators=''><mi>a</mi><mi>b</mi></mfenced>", "(ab"),
    ],
)  # fmt: skip
def test_rows_and_cells_are_kept_apart(inner: str, said: str) -> None:
    assert line(inner) == said


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (element("mover", sign("x"), sign("→")), "vec(x)"),
        (element("mover", signs("A", "B"), sign("¯")), "bar(AB)"),
        (element("munder", element("munder", signs("x", "+", "y"), sign("⏟")), sign("n")),
         "underbrace(x+y)_n"),
        (element("mover", sign("="), sign("^")), "=^^"),
        ("<mi>a</mi><mphantom><mi>b</mi></mphantom><mi>c</mi>", "ac"),
        ("<ms>a</ms><mspace></mspace><mtext>if&nbsp;so</mtext>", '"a" if so'),
        (signs("sin", "x", "+", "2", "cos", "y"), "sin x+2 cos y"),
        ("<mi>sin</mi><mo>&ApplyFunction;</mo><mi>x</mi>", "sin x"),
        ("<mn>2</mn><mo>&InvisibleTimes;</mo><mn>3</mn>", "2 3"),
        ("<mo>(</mo><mi>a</mi><mo>)</mo><mi>mod</mi><mi>n</mi>", "(a) mod n"),
        (element("mfrac", signs("|", "x", "|"), sign("2")), "|x|/2"),
        (element("msup", signs("P", "(", "A", "|", "B", ")"), sign("2")), "(P(A|B))^2"),
        ("<semantics><mi>a</mi><annotation>b</annotation></semantics>", "a"),
        ("<maction><mi>a</mi><mi>b</mi></maction><!-- c -->", "a"),
        ("<mfrac><mi>a</mi></mfrac><msup/><msubsup/><mroot/><mmultiscripts/><mtable/>", "a"),
    ],
)  # fmt: skip
def test_signs_say_what_they_say(inner: str, said: str) -> None:
    assert line(inner) == said


GREEK = st.sampled_from("αβγδ").map(sign)
TWO = ("mfrac", "msup", "msub", "munder", "mover")


def _holders(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(inner, min_size=1, max_size=3).map("".join)
    return st.one_of(
        st.builds(element, st.sampled_from(("mrow", "msqrt", "mfenced", "mstyle")), some),
        st.builds(element, st.sampled_from(TWO), inner, inner),
        st.builds(element, st.sampled_from(("msubsup", "munderover")), inner, inner, inner),
        st.builds(lambda *cells: rows(cells[:2], cells[2:]), some, some, some),
        st.builds("{}<mo>+</mo>{}".format, inner, inner).map(lambda said: element("mrow", said)),
    )


@given(st.recursive(GREEK, _holders, max_leaves=12))
@settings(max_examples=150, deadline=None)
def test_no_sign_is_lost_or_moved_and_brackets_match(inner: str) -> None:
    said = line(inner)
    assert [one for one in said if one in "αβγδ"] == [one for one in inner if one in "αβγδ"]
    opened = 0
    for character in said:
        opened += (character == "(") - (character == ")")
        assert opened >= 0
    assert opened == 0


@pytest.mark.parametrize("tag", ["mfrac", "mover", "msqrt", "mfenced", "mtable"])
def test_what_stands_too_deep_is_read_bare(tag: str) -> None:
    said = line(f"<{tag}>" * 500 + "<mi>a</mi>" + f"</{tag}>" * 500 + "<mi>b</mi>")
    assert "a" in said
    assert said.endswith("b")
    assert len(said) < 500
