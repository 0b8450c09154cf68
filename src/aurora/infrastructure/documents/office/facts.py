"""What office documents and books say about themselves: Dublin Core in one part or another."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from zipfile import ZipFile

from lxml import etree
from lxml.etree import LxmlError

from aurora.domains.transcript import Facts
from aurora.domains.unreadable import Unreadable
from aurora.infrastructure.documents.parts import UNPACKED_BADLY, markup, part

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
        authors=tuple(
            dict.fromkeys(
                name
                for text in (*said.get("initial-creator", ()), *said.get("creator", ()))
                for name in telling(AUTHORS.split(text))
            )
        ),
        published=_first(said, "created", "creation-date", "date"),
        modified=_first(said, "modified", "date"),
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
    if name is None and CONTAINER in names:
        name = book_root(opened)
    said: dict[str, list[str]] = {}
    if name in names:
        for key, text in _leaves(markup(part(opened, name, MOST))):
            said.setdefault(key, []).append(text)
    return said


def _leaves(root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in root.iter(etree.Element):
        text = " ".join((element.text or "").split())
        if text:
            yield etree.QName(element).localname, text


def telling(texts: Sequence[str]) -> Iterator[str]:
    """Give those that no program put there for want of a better one."""
    return (text for text in texts if text and text.lower() not in BY_PROGRAM)


def _first(said: dict[str, list[str]], *keys: str) -> str | None:
    return next((said[key][0] for key in keys if said.get(key)), None)
