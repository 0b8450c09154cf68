"""Styles of Word that hide what is written in them."""

from lxml import etree

from aurora.infrastructure.documents.office.word_markup import told, value

DEEPEST = 20  # styles that are based on one another
OFF = frozenset({"0", "false", "off"})


def hides(looks: etree._Element | None) -> bool | None:
    """Tell whether looks hide a text; nothing where they do not tell."""
    hidden = None if looks is None else looks.find("{*}vanish")
    return None if hidden is None else OFF.isdisjoint(map(str, hidden.attrib.values()))


def hiding_styles(root: etree._Element) -> frozenset[str]:
    """Give the ids of styles that hide, by themselves or by what they are based on."""
    styles = {value(one, "styleId"): one for one in root.iterfind("{*}style")}
    return frozenset(name for name in styles if name and _hides(name, styles))


def _hides(name: str, styles: dict[str, etree._Element]) -> bool:
    for _ in range(DEEPEST):
        if (style := styles.get(name)) is None:
            return False
        if (own := hides(style.find("{*}rPr"))) is not None:
            return own
        name = told(style, "basedOn")
    return False
