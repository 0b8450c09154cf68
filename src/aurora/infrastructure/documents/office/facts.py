"""What office documents and books say about themselves: Dublin Core in one part or another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from zipfile import ZipFile

from lxml import etree
from lxml.etree import LxmlError

from aurora.domains.transcript import Facts
from aurora.domains.unreadable import Unreadable
from aurora.infrastructure.documents.parts import UNPACKED_BADLY, markup, part

OPF = "{http://www.idpf.org/2007/opf}"
AUTHOR, WRITING = "aut", frozenset({"aut", "cre", "edt", "com"})  # of MARC's codes for roles
CORE, META, CONTAINER = "docProps/core.xml", "meta.xml", "META-INF/container.xml"
MOST = 1 << 20
AUTHORS = re.compile(r"\s*;\s*")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
BY_PROGRAM = frozenset({"python-docx", "openpyxl", "unknown", "author", "powerpoint presentation"})


def facts(opened: ZipFile) -> Facts:
    """Give what the container says about its document."""
    said: dict[str, list[str]] = {}
    with suppress(LxmlError, Unreadable, LookupError, *UNPACKED_BADLY):  # the text is worth more
        said = _said(opened)
    languages = [name for name in said.get("language", ()) if LANGUAGE.fullmatch(name)]
    return Facts(
        title=next(telling(said.get("title", ())), None),
        authors=_names(said, "initial-creator") or _names(said, "creator"),
        published=_first(said, "publication-date", "created", "creation-date", "date"),
        modified=_first(said, "modified", "modification-date", "date"),
        language=languages[0].replace("_", "-") if languages else None,
        description=_first(said, "description", "subject"),
        licence=_first(said, "rights"),
    )


def book_root(opened: ZipFile) -> str:
    """Give the name of the part that describes a book."""
    root = markup(part(opened, CONTAINER, MOST))
    places = [one.get("full-path", "") for one in root.iter("{*}rootfile")]
    return places[0]


def _said(opened: ZipFile) -> dict[str, list[str]]:
    names = set(opened.namelist())
    name = next((name for name in (CORE, META) if name in names), None)
    leaves = _leaves
    if name is None and CONTAINER in names:
        name, leaves = book_root(opened), _of_book
    said: dict[str, list[str]] = {}
    if name in names:
        for key, text in leaves(markup(part(opened, name, MOST))):
            said.setdefault(key, []).append(text)
    return said


def _leaves(root: etree._Element) -> Iterator[tuple[str, str]]:
    return ((key, text) for _, key, text in _told(root))


def _told(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    for element in root.iter(etree.Element):
        text = " ".join((element.text or "").split())
        if text:
            yield element, etree.QName(element).localname, text


def _of_book(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Give what a book says: days by what happened on them, and of those who made it as creators
    those who wrote.
    """
    roles = {one.get("refines"): one.text for one in root.iter("{*}meta") if _tells(one, "role")}
    for element, key, text in _told(root):
        if key == "date":
            yield f"{element.get(f'{OPF}event', 'publication')}-date", text
        elif key == "creator":
            role = element.get(f"{OPF}role") or roles.get(f"#{element.get('id')}") or AUTHOR
            yield key if role.strip() in WRITING else "contributor", text
        else:
            yield "modified" if _tells(element, "dcterms:modified") else key, text


def _tells(element: etree._Element, name: str) -> bool:
    return element.get("property") == name


def _names(said: Mapping[str, Sequence[str]], key: str) -> tuple[str, ...]:
    found = (name for text in said.get(key, ()) for name in telling(AUTHORS.split(text)))
    return tuple(dict.fromkeys(found))


def telling(texts: Sequence[str]) -> Iterator[str]:
    """Give those that no program put there for want of a better one."""
    return (text for text in texts if text and text.lower() not in BY_PROGRAM)


def _first(said: dict[str, list[str]], *keys: str) -> str | None:
    return next((said[key][0] for key in keys if said.get(key)), None)
