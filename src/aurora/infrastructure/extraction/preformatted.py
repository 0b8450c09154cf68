"""Code of a page as it stands, without what highlighters add, and its language."""

import re
from collections.abc import Container, Iterable, Iterator

from selectolax.lexbor import LexborNode

from aurora.domains.blocks import Code
from aurora.infrastructure.extraction.charset import CONTROL
from aurora.infrastructure.extraction.code_language import code_language

LINES = frozenset({"div", "p", "li", "tr", "ol", "ul", "pre", "table"})
SKIPPED = frozenset({"button", "script", "style", "template", "svg", "-comment", "textarea", "th"})
NUMBERS = re.compile(
    r"(?:^|[\s_-])(?:line-?numbers?(?:-rows)?|line-?nos?|linenumber|gutter|blob-num|hljs-ln-numbers"
    r"|rouge-gutter|crayon-nums|ln|lnt|lno|code-?block-?line-?number)(?:$|[\s_-])",
    re.IGNORECASE,
)
UNSELECTABLE = re.compile(r"user-select\s*:\s*none", re.IGNORECASE)
STYLED, NUMBER = "[style*=user-select i]", "data-line-number"
BAR, BUTTON = re.compile(r"(?:^|\s)select-none(?:\s|$)"), "button"
HOLDING = frozenset({"td", "pre"})
COUNTED = re.compile(r"[\d\s.:|]*")
NAMED = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|highlight|brush|source)[-:]\s*([\w+#.-]+)",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"(?:^|\s)(?:hljs|sourceCode|prettyprint|codehilite|highlight|syntaxhighlighter)(?:\s|$)"
)
ATTRIBUTES = ("data-lang", "data-language", "data-code-language", "data-codetag")
NO_LANGUAGE = frozenset(
    """
    highlight default notranslate line-numbers linenums nogutter collapsed ie wrap wrapper
    """.split()  # noqa: SIM905  a list of words reads best as text
)
ANCESTORS = 3


def code(node: LexborNode, left_out: Container[int] = (), around: LexborNode | None = None) -> Code:
    """Give what stands in an element as code; its language is named there or `around` it."""
    text = _cleaned("".join(_pieces(node, left_out)))
    language = _language(node) or (_language(around) if around else None)
    return Code(text=text.strip("\n"), language=language)


def fragment(node: LexborNode, left_out: Container[int]) -> Code | None:
    """Give the code of an element that Doxygen puts lines of it into; only these are code there."""
    if "fragment" not in (node.attributes.get("class") or "").split():
        return None
    lines = [one for one in node.css("div.line") if one.mem_id not in left_out]
    text = "\n".join(_cleaned("".join(_pieces(line, left_out)).strip("\n")) for line in lines)
    return Code(text=text.strip("\n"), language=_language(node)) if lines else None


def numbers(node: LexborNode) -> bool:
    """Tell whether an element holds the numbers of lines: those that are called so, and those that
    nobody can select.
    """
    given = node.attributes
    told = NUMBERS.search(given.get("class") or "") or UNSELECTABLE.search(given.get("style") or "")
    if told or (node.tag in HOLDING and _unselectable(node)):
        return bool(COUNTED.fullmatch(node.text_lexbor()))
    number = given.get(NUMBER)
    return bool(number) and node.text_lexbor().strip() == number


def _unselectable(node: LexborNode) -> bool:
    styled = node.css(STYLED)
    within = (one for one in styled if UNSELECTABLE.search(one.attributes["style"] or ""))
    return bool(styled) and _bare(within) == _bare([node])


def _bar(node: LexborNode) -> bool:
    """Tell whether an element holds the buttons over code, and the name of its language."""
    named = BAR.search(node.attributes.get("class") or "")
    return bool(named) and node.css_first(BUTTON, None) is not None


def _bare(nodes: Iterable[LexborNode]) -> str:
    return "".join("".join(map(LexborNode.text_lexbor, nodes)).split())


def _cleaned(text: str) -> str:
    lines = CONTROL.sub("", text).replace("\xa0", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _pieces(top: LexborNode, left_out: Container[int]) -> Iterator[str]:
    """Give the text, and a line's end around what is a block unless there is one."""
    ended = True
    for node in _walk(top, left_out):
        if node.tag == "-text":
            text = node.text_content or ""
            ended = text.endswith("\n") if text else ended
            yield text
        elif node.tag == "br" or not ended:
            ended = True
            yield "\n"


def _walk(top: LexborNode, left_out: Container[int]) -> Iterator[LexborNode]:
    """Give texts and breaks, and what is a line of its own before and after what it holds."""
    node, above = top.child, [top]
    while above:
        if node is None:
            last = above.pop()
            if above:
                node = last.next
                yield from _own_line(last)
        elif node.tag in ("-text", "br"):
            yield node
            node = node.next
        elif node.tag in SKIPPED or node.mem_id in left_out or numbers(node) or _bar(node):
            node = node.next
        else:
            yield from _own_line(node)
            above.append(node)
            node = node.child


def _own_line(node: LexborNode) -> Iterator[LexborNode]:
    if node.tag in LINES:
        yield node


def _language(node: LexborNode) -> str | None:
    near = node.css("code")
    above: LexborNode | None = node
    for _ in range(ANCESTORS):
        if above is not None:
            near.append(above)
            above = above.parent
    return next(filter(None, map(_named, near)), None)


def _named(node: LexborNode) -> str | None:
    given = node.attributes
    if not given:
        return None
    for name in ATTRIBUTES:
        if found := code_language(given.get(name) or ""):
            return found
    classes = given.get("class") or ""
    if named := NAMED.search(classes):
        return None if named[1] in NO_LANGUAGE else code_language(named[1])
    names = BESIDE.sub(" ", classes, count=1).split() if BESIDE.search(classes) else []
    rest = [name for name in names if name not in NO_LANGUAGE]
    return code_language(rest[0].removeprefix("hl-")) if len(rest) == 1 else None
