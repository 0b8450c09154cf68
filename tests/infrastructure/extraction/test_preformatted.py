"""Code of pages."""

import pytest
from tests.infrastructure.extraction.converting import blocks

from aurora.domains.blocks import Code, Paragraph, Run


@pytest.mark.parametrize(
    ("html", "text", "language"),
    [
        ("<pre><code class='language-py'>a\n  <b>b</b>\n</code></pre>", "a\n  b", "py"),
        ("<div class='highlight-source-js x'><pre>a</pre></div>", "a", "js"),
        ("<figure class=highlight><pre><code data-lang=ruby>a</code></pre></figure>", "a", "ruby"),
        ("<pre class='brush: java; gutter: true'>a</pre>", "a", "java"),
        ("<div class='sourceCode r'><pre>a</pre></div>", "a", "r"),
        ("<pre class='line-numbers'><code>a<br>b</code></pre>", "a\nb", None),
        ("<pre><div class=line>a</div><div class=line>b</div></pre>", "a\nb", None),
        ("<pre><span class=lineno>1</span>a\n<span class=lineno>2</span>b</pre>", "a\nb", None),
        ("<table class=highlighttable><tr><td class=linenos><pre>1\n2</pre><td><pre>a\nb</pre>",
         "a\nb", None),
        ("<table class=js-file-line-container><tr><td class=blob-num><td>a<tr><td><td>b</table>",
         "a\nb", None),
        ("<div class='highlight-py notranslate'><div class=highlight><table class=highlighttable>"
         "<tr><td class=linenos><pre>1\n2</pre><td class=code><pre>a\nb</pre></table></div></div>",
         "a\nb", "py"),
        ("<div class=highlight><div><table class=lntable><tr><td class=lntd><pre><code>"
         "<span class=lnt>1\n</span></code></pre><td class=lntd><pre><code class=language-go>a"
         "</code></pre></table></div></div>", "a", "go"),
        ("<figure class='highlight py'><table><tr><td class=gutter><pre>1<br>2</pre><td class=code>"
         "<pre>a<br>b</pre></table></figure>", "a\nb", "py"),
        ("<div class='syntaxhighlighter nogutter java'><table><tr><td class=gutter><div>1</div>"
         "<div>2</div><td class=code><div><code>a {</code></div><div><code>&nbsp; </code><code>b"
         "</code></div></table></div>", "a {\n  b", "java"),
        ("<div class=fragment><div class=line><a name=l1></a><span class=lineno>    1</span>&#160;"
         "for (;;) {</div>\n<div class=line>    <span>if</span> (w)\n</div>\n<div class=line> "
         "</div><div class=line>}</div>\n</div><div class=ttc id=aw>Widget w</div>",
         " for (;;) {\n    if (w)\n\n}", None),
        ("<div class='language-js vp-adaptive-theme'><button title='Copy Code'></button>"
         "<span class=lang>js</span><pre><code>a</code></pre></div>", "a", "js"),
        ("<pre><button>Copy</button>a</pre>", "a", None),
        ("<div class=highlight><pre style='color:#fff'><code class=language-py data-lang=py><span "
         "style='display:flex'><span style='color:#7f7f7f;-webkit-user-select:none'>1</span><span>"
         "def knot(n):\n</span></span><span style='display:flex'><span style='user-select: none'>2"
         "</span><span>    42\n</span></span></code></pre></div>", "def knot(n):\n    42", "py"),
        ("<div class=highlight><div style='color:#fff'><table><tr><td><pre><code><span style="
         "'user-select:none'>1\n</span><span style='user-select:none'>2\n</span></code></pre><td>"
         "<pre><code class=language-go data-lang=go>a\n12</code></pre></table></div></div>",
         "a\n12", "go"),
        ("<pre><code><b data-line-number=1>1</b>a\n<b data-line-number=2>2</b><i "
         "data-line-number=2>22</i></code></pre>", "a\n22", None),
        ("<pre><div><div class='x select-none'><b>Go</b><button></button></div><p>a</div></pre>",
         "a", None),
        ("<pre><span class=select-none>$ </span><span>ls</span></pre>", "$ ls", None),
        ("<pre><span style='user-select:none'>$ </span>ls</pre>", "$ ls", None),
        ("<div class=' highlight hl-ipython3'><pre>a</pre></div>", "a", "python"),
        ("<div class='highlight hl-python'><pre>a</pre></div>", "a", "python"),
        ("<div class=highlight-wrap><pre><code class='language-sh wrap'>a</code></pre></div>",
         "a", "sh"),
        ("<div class=highlight-wrap><pre>a</pre></div>", "a", None),
    ],
)  # fmt: skip
def test_code_stands_as_it_was_written(html: str, text: str, language: str | None) -> None:
    assert blocks(html) == (Code(text=text, language=language),)


def test_the_name_of_a_file_stands_before_its_code() -> None:
    name, code = blocks(
        "<table class=highlighttable><tr><th class=filename colspan=2><span>a.py</span><tr>"
        "<td class=linenos><pre>1\n2</pre><td class=code><pre><code>b\nc</code></pre></table>"
    )
    assert name == Paragraph(runs=(Run("a.py"),))
    assert code == Code(text="b\nc")
