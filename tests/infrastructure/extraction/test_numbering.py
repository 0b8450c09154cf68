"""Numbers of the items of lists."""

import pytest
from tests.infrastructure.extraction.converting import blocks

from aurora.domains.writing import write


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ol reversed><li>c<li> <li>b<li>a</ol>", "3. c\n2) b\n1. a"),
        ("<ol reversed start=9><li>b<li>a</ol>", "9. b\n8) a"),
        ("<ol><li value=12>a<li>b<li value=15>c</ol>", "12. a\n13. b\n15) c"),
        ("<ol start=' +4x'><li>a loose<div>b</div></ol>", "4. a loose\n\n   b"),
        ("<ol start=x type=disc><li value=y>a<li>b</ol>", "1. a\n2. b"),
        ("<ol start=-1><li>a<li><b>b</b></ol>", "- -1. a\n- 0\\. b"),
        ("<ol start=999999999><li>a<li>b</ol>", "- 999999999\\. a\n- 1000000000. b"),
        ("<ol type=a start=26><li>a<li><pre>b</pre></ol>", "- z. a\n- aa.\n\n  ```\n  b\n  ```"),
        ("<ol type=I start=1994 reversed><li>a<li>b</ol>", "- MCMXCIV. a\n- MCMXCIII. b"),
        ("<ol type=i><li value=0>a<li value=4000>b<li value=4>c</ol>",
         "- 0\\. a\n- 4000\\. b\n- iv. c"),
        ("<ul><li value=3>x<ol><li>a</ol><ol><li>b<li value=9>c</ol></ul>",
         "- x\n  1. a\n  1) b\n  9. c"),
        ("<ul reversed><li value=3>a<li>b</ul>", "- a\n- b"),
    ],
)  # fmt: skip
def test_items_have_the_numbers_that_browsers_show(html: str, text: str) -> None:
    assert write(blocks(html)).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ol><li><span>1.</span> Reis<li><span>2.</span> Sá</ol>", "1. Reis\n2. Sá"),
        ("<ol start=65><li>[65] <i>Reis</i><li>[66] Sá</ol>", "65. Reis\n66. Sá"),
        ("<ol><li><div>1)</div><div>Reis</div><li>2) Sá</ol>", "1. Reis\n2. Sá"),
        ("<ol><li>1. Reis<li>Sá</ol>", "1. 1\\. Reis\n2. Sá"),
        ("<ol><li>2. Reis<li>3. Sá</ol>", "1. 2\\. Reis\n2. 3\\. Sá"),
        ("<ol><li>1.<li>2.</ol>", "1. 1\\.\n2. 2\\."),
        ("<ol><li>1.5 l of water<li>2.5 l of milk</ol>", "1. 1.5 l of water\n2. 2.5 l of milk"),
        ("<ol><li>1. Reis</ol>", "1. 1\\. Reis"),
    ],
)
def test_numbers_that_are_written_too_are_told_once(html: str, text: str) -> None:
    assert write(blocks(html)).text == text
