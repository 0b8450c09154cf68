"""What a PDF says about itself in XMP (ISO 16684-1)."""

import re
from collections.abc import Iterator

from lxml import etree

from aurora.domains.transcript import Facts
from aurora.infrastructure.documents.parts import markup
from aurora.infrastructure.documents.pdf.packets import packet

RDF, XML = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{http://www.w3.org/XML/1998/namespace}"
DC, XMP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/}"
RIGHTS, CC = "{http://ns.adobe.com/xap/1.0/rights/}", "{http://creativecommons.org/ns#}"
DATE = re.compile(
    r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:(?<=-\d\d-\d\d)(T\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[-+]\d\d:\d\d)?)?"
)
LONGEST, MOST = 2_000, 200  # characters of a value, and values of a property


def described(content: bytes) -> Facts:
    """Give what the packet of a PDF says; nothing of one that is no XML."""
    try:
        rdf = markup(packet(content) or b"")
    except etree.XMLSyntaxError:
        return Facts()
    return Facts(
        title=_first(rdf, f"{DC}title"),
        authors=tuple(_values(rdf, f"{DC}creator")),
        published=_moment(_first(rdf, f"{XMP}CreateDate")),
        modified=_moment(_first(rdf, f"{XMP}ModifyDate")),
        language=_first(rdf, f"{DC}language"),
        description=_first(rdf, f"{DC}description"),
        licence=_first(rdf, f"{CC}license", f"{RIGHTS}WebStatement", f"{DC}rights"),
    )


def _first(rdf: etree._Element, *names: str) -> str | None:
    return next((value for name in names for value in _values(rdf, name)), None)


def _values(rdf: etree._Element, name: str) -> list[str]:
    """Give the values of a property, that of no language in particular first."""
    found = [(False, about.get(name, "")) for about in rdf.iterchildren(f"{RDF}Description")]
    for about in rdf.iterchildren(f"{RDF}Description"):
        for said in about.iterchildren(name):
            found += _said(said)
    texts = [" ".join(text[:LONGEST].split()) for _, text in sorted(found, key=lambda one: one[0])]
    return [text for text in texts if text][:MOST]


def _said(said: etree._Element) -> Iterator[tuple[bool, str]]:
    """Give values with whether they are those of one language."""
    yield False, said.get(f"{RDF}resource") or said.text or ""
    for item in said.iter(f"{RDF}li"):
        language = item.get(f"{XML}lang", "x-default")
        yield language != "x-default", item.get(f"{RDF}resource") or item.text or ""


def _moment(text: str | None) -> str | None:
    """Give a date of XMP as RFC 3339, or as much of it as there is."""
    found = DATE.fullmatch(text or "")
    if not found:
        return None
    day, minute, second, zone = found.groups()
    return f"{day}{minute}{second or ':00'}{zone or 'Z'}" if minute else day
