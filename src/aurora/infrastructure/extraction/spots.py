"""Places in a page from which fields are selected."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import lxml.html
from lxml.etree import ParserError, XPath, XPathError, tostring
from lxml.html import HtmlElement
from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.domains.perception.fields import Take
from aurora.domains.writing import Form, write
from aurora.infrastructure.extraction.charset import CONTROL
from aurora.infrastructure.extraction.convert import convert
from aurora.infrastructure.extraction.hidden import hidden
from aurora.infrastructure.extraction.options import shown_options
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.pictures import absolute_set
from aurora.infrastructure.extraction.targets import Targets

ADDRESSES = frozenset({"href", "src", "action", "data-src", "poster", "cite"})
SETS = frozenset({"srcset", "data-srcset", "data-lazy-srcset", "imagesrcset"})
FORMS = {Take.TEXT: Form.PLAIN, Take.MARKDOWN: Form.MARKDOWN}


class Spot(Protocol):
    """A place: what can be found from it, and what it says."""

    def select(self, selector: str) -> Sequence["Spot"]:
        """Give what the selector finds, in order."""
        ...

    def say(self, take: Take, attribute: str | None) -> str | None:
        """Give what is to be taken of it; None where there is nothing such."""
        ...


@dataclass(frozen=True)
class CssSpot:
    """An element of a tree of lexbor."""

    node: LexborNode
    left_out: frozenset[int]
    targets: Targets

    @classmethod
    def of(cls, page: ParsedPage, targets: Targets) -> Self:
        """Give the whole page."""
        if page.tree.root is None:
            raise ValueError("the page has no root")
        return cls(page.tree.root, page.hidden, targets)

    def select(self, selector: str) -> Sequence["CssSpot"]:
        """Give what the selector finds, in order."""
        found = self.node.css(selector)
        return [CssSpot(one, self.left_out, self.targets) for one in found]

    def say(self, take: Take, attribute: str | None) -> str | None:
        """Give what is to be taken of it; None where there is nothing such."""
        if take is Take.ATTRIBUTE:
            return _attribute(self.node.attributes, attribute or "", self.targets)
        if take is Take.HTML:
            return self.node.html
        return _words(self.node, self.left_out, self.targets, FORMS[take])


@dataclass(frozen=True)
class XPathSpot:
    """An element of a tree of lxml."""

    element: HtmlElement
    targets: Targets

    @classmethod
    def of(cls, page: ParsedPage, targets: Targets) -> Self:
        """Give the whole page."""
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
        try:
            return cls(lxml.html.document_fromstring(page.text.utf8, parser=parser), targets)
        except ParserError:
            return cls(lxml.html.fromstring("<html></html>"), targets)

    def select(self, selector: str) -> Sequence[Spot]:
        """Give what the expression finds, in order; a number or a word that it gives is one."""
        try:
            found = XPath(selector, regexp=False)(self.element)
        except XPathError:
            return ()
        return [self._spot(one) for one in (found if isinstance(found, list) else [found])]

    def say(self, take: Take, attribute: str | None) -> str | None:
        """Give what is to be taken of it; None where there is nothing such."""
        if take is Take.ATTRIBUTE:
            return _attribute(dict(self.element.attrib), attribute or "", self.targets)
        html = tostring(self.element, encoding="unicode", method="html", with_tail=False)
        if take is Take.HTML:
            return html
        tree, node = _again(html, self.element)
        return _words(node, hidden(tree), self.targets, FORMS[take]) if node else None

    def _spot(self, found: object) -> Spot:
        if isinstance(found, HtmlElement):
            return XPathSpot(found, self.targets)
        if isinstance(found, bool):
            return Word(str(found).lower())
        if isinstance(found, float):
            return Word(_number(found))
        if isinstance(found, tuple):  # of a namespace, its prefix and its name
            return Word(found[1])
        name = getattr(found, "attrname", None)
        return Word(_attribute({name: str(found)}, name, self.targets) if name else str(found))


@dataclass(frozen=True)
class Word:
    """What an expression gives that is no element: an attribute, a text, a number; None for an
    address that leads nowhere, and for what is no number.
    """

    text: str | None

    def select(self, selector: str) -> Sequence[Spot]:  # noqa: ARG002
        """Give nothing: there is nothing in it."""
        return ()

    def say(self, take: Take, attribute: str | None) -> str | None:  # noqa: ARG002
        """Give the word."""
        return None if self.text is None else " ".join(CONTROL.sub("", self.text).split())


def _again(html: str, element: HtmlElement) -> tuple[LexborHTMLParser, LexborNode | None]:
    """Read an element again where it stands: a row is one only in a table."""
    around = element.getparent()
    if around is None or around.getparent() is None:
        tree = LexborHTMLParser(html)
    else:
        tree = LexborHTMLParser(html, is_fragment=True, fragment_tag=around.tag)
    named = tree.css_first(element.tag, None) if element.tag.isalnum() else None
    return tree, named or tree.root


def _number(found: float) -> str | None:
    if not math.isfinite(found):
        return None
    return str(int(found) if found.is_integer() else found)


def _attribute(
    given: dict[str, str | None] | dict[str, str], name: str, targets: Targets
) -> str | None:
    value = given.get(name.lower())
    if value is None:
        return "" if name.lower() in given else None
    if name.lower() in ADDRESSES:
        return targets(value)
    if name.lower() in SETS:
        return absolute_set(value, targets)
    return CONTROL.sub("", value)


def _words(node: LexborNode, left_out: frozenset[int], targets: Targets, form: Form) -> str:
    """Give the words that are seen; of what is never seen, as a title in the head, all of them."""
    seen = write(convert((node,), left_out, targets).blocks, form).text
    if seen:
        return seen
    options = shown_options(node)
    return " ".join(CONTROL.sub("", node.text_lexbor()).split()) if options is None else options
