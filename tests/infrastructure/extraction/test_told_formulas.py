"""Formulas that are seen as pictures, or typeset without MathML, are read in TeX."""

import pytest
from tests.infrastructure.extraction.content import pages
from tests.infrastructure.extraction.converting import blocks

from aurora.domains.writing import write
from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.web.urls import AdaUrls

FALLBACK = "<img class='mwe-math-fallback-image-inline x' alt='{\\displaystyle a^{2}}' src=a.svg>"
SEEN = "<span class=katex><span class=katex-html aria-hidden=true>a2</span></span>"
MATHML = "<span class=katex-mathml><math alttext='a^2'></math></span>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("x <img src='https://s0.wp.com/latex.php?latex=A&bg=fff' alt='A, B' class=latex> y",
         "x $A, B$ y"),
        ("x <img src='//s0.wp.com/latex.php?latex=A' alt='&#92;displaystyle &#92;mu B'> y",
         "x $\\mu B$ y"),
        ("x <img class='ql-img-inline-formula quicklatex-auto-format' alt='h_1' src=q.png> y",
         "x $h_1$ y"),
        ("x <img class='ql-img-displayed-equation' alt='h_1' src=q.png> y", "x\n\n$$h_1$$\n\ny"),
        ("x <img src='https://latex.codecogs.com/svg.image?h^2' title='h^2'> y", "x $h^2$ y"),
        (f"x {FALLBACK} y", "x $a^{2}$ y"),
        (f"x <span class='mwe-math-mathml-inline' style='display: none;'><math alttext='a^2'>"
         f"</math></span>{FALLBACK} y", "x $a^2$ y"),
        (f"x <span class=math-inline data-math='a^2'>{SEEN}</span> y", "x $a^2$ y"),
        (f"x <div class=math-block data-math='a^2'>{SEEN}</div> y", "x\n\n$$a^2$$\n\ny"),
        (f"x <span class=katex>{MATHML}<span class=katex-html>a2</span></span> y", "x $a^2$ y"),
        (f"x {SEEN} y", "x a2 y"),
        ("x <span data-math=7>seven</span> <b data-math=''>eight</b> y", "x seven eight y"),
    ],
)  # fmt: skip
def test_tex_that_stands_beside_a_formula_is_read(html: str, text: str) -> None:
    assert write(blocks(html)).text == text


def test_pictures_of_anything_else_are_no_formulas() -> None:
    assert "$" not in write(blocks("x <img src=/latex.png class=latex-logo alt='A B'> y")).text


def test_a_formula_alone_in_a_paragraph_of_an_article_is_read() -> None:
    picture = "<p><img src='https://s0.wp.com/latex.php?latex=x' alt='E = mc^2' class=latex></p>"
    html = pages.article("en").replace(f"<p>{pages.LAKE[1]}", f"{picture}<p>{pages.LAKE[1]}")
    assert picture in html
    source = Source(
        content=html.encode(), content_type="text/html", url="https://a.org/news/2026/a"
    )
    assert "\n\n$E = mc^2$\n\n" in read(source, AdaUrls()).text
