"""What Word writes in ways of its own, rewritten as plain text."""

import re

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting

HYPHEN = "\N{NON-BREAKING HYPHEN}"
OFF = frozenset({"0", "false", "off"})


def _plain(root: etree._Element) -> None:
    """Turn hyphens that no line breaks at, and words with their reading above, into text; take the
    text of hidden runs away.
    """
    for hyphen in root.iter("{*}noBreakHyphen"):
        _turn(hyphen, HYPHEN)
    for ruby in root.iter("{*}ruby"):
        bases = ruby.iterfind("{*}rubyBase")
        _turn(ruby, "".join(text.text or "" for base in bases for text in base.iter("{*}t")))
    for run in root.iter("{*}r"):
        if _is_hidden(run):
            for text in run.findall("{*}t"):
                run.remove(text)


def _turn(element: etree._Element, text: str) -> None:
    """Make an element one that holds a text."""
    element.tag = etree.QName(etree.QName(element).namespace, "t").text
    element.clear()
    element.text = text


def _is_hidden(run: etree._Element) -> bool:
    looks = run.find("{*}rPr/{*}vanish")
    return looks is not None and OFF.isdisjoint(map(str, looks.attrib.values()))


WORD = Rewriting(
    parts=re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml"),
    marks=re.compile(rb"noBreakHyphen|rubyBase|vanish"),
    change=_plain,
)
