"""Formulas of a page."""

import pytest
from tests.infrastructure.extraction.converting import blocks

from aurora.domains.writing import Form, write

ANNOTATED = (
    "<math display=block><semantics><mi>a</mi><annotation encoding='application/x-tex'>a\\_{b}"
    " \\\\ c</annotation></semantics></math>"
)
TYPESET = "<mjx-container class=MathJax"
SEEN = "<mjx-math aria-hidden=true><mjx-c>𝑎</mjx-c></mjx-math>"
KEPT = "<mjx-math data-latex='a^2'><mjx-mi data-latex=a><mjx-c>𝑎</mjx-c></mjx-mi></mjx-math>"
READ_OUT = "<mjx-assistive-mml><math><msup><mi>a</mi><mn>2</mn></msup></math></mjx-assistive-mml>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("x <script type='math/tex; mode=display'>a^{2}</script><script>no()</script>",
         "x\n\n$$a^{2}$$"),
        ("x <i>y</i> <span class=MathJax_Preview>a</span> <span class='MathJax x'><nobr>a2</nobr>"
         "<math><mi>a</mi></math></span><script type=Math/TeX>a^2</script> z", "x y $a^2$ z"),
        ("<div class=MathJax_Display><span class=MathJax>b</span></div>x <div>"
         "<script type=math/tex>a</script>", "b\n\nx\n\n$a$"),
        ("<math alttext='{\\displaystyle a^{2}}'><mi>a</mi></math>", "$a^{2}$"),
        ("<math data-latex='a^{2}'><mi data-latex=a>a</mi></math>", "$a^{2}$"),
        ("<math alttext='$ $'><mi>a</mi></math>", "a"),
        ("<math><semantics><mi>a</mi><annotation encoding='application/x-tex'>a_1</annotation>"
         "</semantics></math><span class=katex-html aria-hidden=true>a1</span>", "$a_1$"),
        ("<math><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math>",
         "a/(b+1)"),
        ("<math><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup><msqrt><mi>y</mi></msqrt></math>",
         "x_1^2√y"),
    ],
)  # fmt: skip
def test_formulas_can_be_read(html: str, text: str) -> None:
    assert write(blocks(html)).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"x {TYPESET}>{KEPT}</mjx-container> y", "x $a^2$ y"),
        (f"x {TYPESET}>{KEPT}{READ_OUT}</mjx-container> y", "x $a^2$ y"),
        (f"x {TYPESET}>{SEEN}{READ_OUT}</mjx-container> y", "x a^2 y"),
        (f"x {TYPESET} display=true>{SEEN}{READ_OUT}</mjx-container> y", "x\n\na^2\n\ny"),
        (f"x {TYPESET} display=true><svg><g data-latex='a^2'></g></svg></mjx-container> y",
         "x\n\n$$a^2$$\n\ny"),
        (f"x {TYPESET}>{SEEN}</mjx-container> y", "x 𝑎 y"),
    ],
)  # fmt: skip
def test_formulas_that_were_typeset_are_read_once(html: str, text: str) -> None:
    assert write(blocks(html)).text == text


@pytest.mark.parametrize(
    ("html", "written"),
    [
        (ANNOTATED, "```math\na\\_{b} \\\\ c\n```"),
        (f"<ul><li>x {ANNOTATED} y</ul>", "- x\n\n  ```math\n  a\\_{b} \\\\ c\n  ```\n\n  y"),
        (f"<h2>x {ANNOTATED}</h2>", "## x $`a\\_{b} \\\\ c`$"),
        (f"<table><tr><th>x<td>y<tr><td>z<td>{ANNOTATED}</table>",
         "| x | y |\n| --- | --- |\n| z | $`a\\_{b} \\\\ c`$ |"),
        ("<b>is <math alttext='\\{x * y_{i}\\}'></math></b>", "**is $`\\{x * y_{i}\\}`$**"),
        ("<code>is <math alttext='*x*'></math></code>", "`is $*x*$`"),
        ("<math alttext='`x`'></math>", "$`` `x` ``$"),
    ],
)  # fmt: skip
def test_tex_stands_in_markdown_as_it_is(html: str, written: str) -> None:
    assert write(blocks(html), Form.MARKDOWN).text == written
