"""Presentations, slide by slide: each is the page that citations name."""

from collections.abc import Iterable, Iterator
from posixpath import dirname, join
from zipfile import ZipFile

from anydoc import to_document
from lxml import etree

from aurora.domains.blocks import AnyBlock
from aurora.domains.transcript import Transcript
from aurora.infrastructure.documents.office.facts import facts
from aurora.infrastructure.documents.office.model import Converter
from aurora.infrastructure.documents.office.open_charts import open_charts
from aurora.infrastructure.documents.office.packages import MIMETYPE, beside, packed, rewritten
from aurora.infrastructure.documents.office.powers import OFFICE_POWERS, OPEN_POWERS
from aurora.infrastructure.documents.office.refusals import explained
from aurora.infrastructure.documents.office.text import titled
from aurora.infrastructure.documents.parts import container, markup, part

PRESENTATION, CONTENT = "ppt/presentation.xml", "content.xml"
RELATIONS = (  # as documents of the strict kind name them too
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
OF_SLIDES = ("ppt/slides/", "ppt/notesSlides/", "ppt/media/", "ppt/embeddings/")
MOST_SLIDES = 2_000
SLIDE_NUMBER = b"slidenum"
OPEN_CLASS = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}class"
FURNITURE = frozenset({"page-number", "header", "footer", "date-time"})


def read_slides(content: bytes) -> Transcript:
    """Read PPTX; raises Unreadable."""
    with explained(), container(rewritten(content, OFFICE_POWERS)) as opened:
        return titled(facts(opened), *_read(_office_slides(opened)))


def read_open_slides(content: bytes) -> Transcript:
    """Read ODP; raises Unreadable."""
    with explained():
        shown = rewritten(content, OPEN_POWERS, open_charts(content))
        with container(shown) as opened:
            return titled(facts(opened), *_read(_open_slides(opened)))


def _read(slides: Iterable[bytes]) -> tuple[tuple[AnyBlock, ...], int]:
    blocks: list[AnyBlock] = []
    page = 0
    for page, slide in enumerate(slides, 1):
        blocks.extend(Converter(to_document(slide), page).blocks())
    return tuple(blocks), page


def _office_slides(opened: ZipFile) -> Iterator[bytes]:
    """Give each slide as a presentation of its own, with what it refers to and no pictures."""
    names = opened.namelist()
    shared = {name: part(opened, name) for name in names if not name.startswith(OF_SLIDES)}
    root = markup(shared[PRESENTATION])
    goals = _goals(shared, PRESENTATION)
    for listed in root.iterfind("{*}sldIdLst"):
        for number, slide in enumerate(list(listed)[:MOST_SLIDES], 1):
            listed[:] = [slide]
            goal = goals[next(filter(None, map(slide.get, RELATIONS)), "")]
            own = _own(opened, goal, frozenset(names))
            counted = {name: _counted(held, number) for name, held in own.items()}
            yield packed({**shared, **counted, PRESENTATION: etree.tostring(root)})


def _counted(held: bytes, number: int) -> bytes:
    """Give a part with the number of its slide where it shows that."""
    if SLIDE_NUMBER not in held:
        return held
    root = markup(held)
    for field in root.iter("{*}fld"):
        for text in field.iterfind("{*}t") if field.get("type") == SLIDE_NUMBER.decode() else ():
            text.text = str(number)
    return etree.tostring(root)


def _own(opened: ZipFile, slide: str, names: frozenset[str]) -> dict[str, bytes]:
    """Give the parts of a slide: itself, its notes and what relates it to others."""
    relations = [_relations(slide)]
    own = {name: part(opened, name) for name in (slide, *relations) if name in names}
    notes = [goal for goal in _goals(own, slide).values() if goal.startswith(OF_SLIDES[1])]
    for name in (each for note in notes for each in (note, _relations(note))):
        if name in names:
            own[name] = part(opened, name)
    return own


def _goals(parts: dict[str, bytes], name: str) -> dict[str, str]:
    """Give by its id what a part relates to."""
    if _relations(name) not in parts:
        return {}
    root = markup(parts[_relations(name)])
    return {
        one.get("Id", ""): beside(name, one.get("Target", ""))
        for one in root.iterfind("{*}Relationship")
        if one.get("TargetMode") != "External"
    }


def _relations(name: str) -> str:
    return join(dirname(name), "_rels", f"{name.rpartition('/')[2]}.rels")


def _open_slides(opened: ZipFile) -> Iterator[bytes]:
    shared = {name: part(opened, name) for name in opened.namelist() if name.endswith(".xml")}
    shared[MIMETYPE] = part(opened, MIMETYPE)
    root = markup(shared[CONTENT])
    [listed] = root.iterfind("{*}body/{*}presentation")
    slides = list(listed.iterfind("{*}page"))[:MOST_SLIDES]
    for number, slide in enumerate(slides, 1):
        _settle(slide, number)
        listed[:] = [slide]
        yield packed({**shared, CONTENT: etree.tostring(root)})


def _settle(slide: etree._Element, number: int) -> None:
    """Take away what stands at the edges of a slide and its notes, and fill in its number."""
    for frame in list(slide.iter("{*}frame")):
        parent = frame.getparent()
        if parent is not None and frame.get(OPEN_CLASS) in FURNITURE:
            parent.remove(frame)
    for field in slide.iter("{*}page-number"):
        field.text = str(number)
