"""What Word writes in ways of its own, rewritten as plain text."""

import re
from collections.abc import Container

from lxml import etree

from aurora.infrastructure.documents.office.hiding_styles import hides, hiding_styles
from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.symbols import is_of_signs, shown, sign
from aurora.infrastructure.documents.office.word_markup import told, value
from aurora.infrastructure.documents.office.word_paragraphs import BULLET, NONE, is_blank

HYPHEN = "\N{NON-BREAKING HYPHEN}"
CODE = re.compile("[0-9A-Fa-f]{1,6}")


def _plain(root: etree._Element, styles: etree._Element) -> None:
    """Turn hyphens that no line breaks at, words with their reading above and signs of fonts into
    text; take the text of hidden runs away.
    """
    for hyphen in root.iter("{*}noBreakHyphen"):
        _turn(hyphen, HYPHEN)
    for ruby in root.iter("{*}ruby"):
        bases = ruby.iterfind("{*}rubyBase")
        _turn(ruby, "".join(text.text or "" for base in bases for text in base.iter("{*}t")))
    hiding = hiding_styles(styles)
    for run in root.iter("{*}r"):
        _show_signs(run)
        if _is_hidden(run, hiding):
            for text in run.findall("{*}t"):
                run.remove(text)


def _turn(element: etree._Element, text: str) -> None:
    """Make an element one that holds a text."""
    element.tag = etree.QName(etree.QName(element).namespace, "t").text
    element.clear()
    element.text = text


def _show_signs(run: etree._Element) -> None:
    """Turn signs into text: those that stand for themselves, and those in a font of signs."""
    for symbol in run.findall("{*}sym"):
        font, code = (value(symbol, name) for name in ("font", "char"))
        _turn(symbol, sign(font, int(code, 16)) if CODE.fullmatch(code) else "")
    fonts = run.find("{*}rPr/{*}rFonts")
    font = "" if fonts is None else value(fonts, "ascii")
    for text in run.findall("{*}t") if is_of_signs(font) else ():
        text.text = shown(text.text or "", font)


def _is_hidden(run: etree._Element, hiding: Container[str]) -> bool:
    """Tell whether a run is hidden: by itself, by its style or by that of its paragraph."""
    own = hides(run.find("{*}rPr"))
    if own is not None:
        return own
    paragraph = next(run.iterancestors("{*}p"), None)
    of_paragraph = "" if paragraph is None else told(paragraph, "pPr/pStyle")
    return told(run, "rPr/rStyle") in hiding or of_paragraph in hiding


def _unmark(root: etree._Element) -> None:
    """Let levels of lists whose bullet is blank be none: they go on with what stands before."""
    for level in filter(is_blank, root.iter("{*}lvl")):
        for kind in level.iterfind("{*}numFmt"):
            kind.set(f"{{{etree.QName(kind).namespace}}}val", NONE)


WORD = Rewriting(
    parts=re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml"),
    marks=re.compile(rb"noBreakHyphen|rubyBase|vanish|[:<]sym\s|\xef[\x80-\x83]"),
    change=_plain,
    told_by=("word/styles.xml",),
)
WORD_LISTS = Rewriting(
    parts=re.compile(r"word/numbering\d*\.xml"), marks=re.compile(BULLET.encode()), change=_unmark
)
