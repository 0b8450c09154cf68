"""Tables and figures are kept where the text opens them."""

import numpy as np
import pytest

from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.content.opened import opened
from aurora.infrastructure.extraction.content.visible import Visible
from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.extraction.parsed import parse
from aurora.infrastructure.web.urls import AdaUrls

PROSE = "The ferry to Kestrel Point leaves at nine and comes back at dusk, unless there is fog."
TABLE = "<table><tr><th>Ferry<th>Seats<tr><td>Ada<td>90<tr><td>Eve<td>80</table>"
MODAL = f"<div id=t1 class=modal><button>Close</button><h4>Seats</h4>{TABLE}</div>"


def kept(body: str, *texts: str) -> list[str]:
    """The texts that are kept where these were before."""
    page = parse(Text(body, body.encode()), None)
    assert page
    visible = Visible(page.tree)
    before = np.array([block.text in texts for block in visible.blocks])
    words = np.array([len(block.text.split()) for block in visible.blocks], np.float32)
    found = zip(visible.blocks, opened(page, visible, words, before), strict=True)
    return [block.text for block, keep in found if keep]


@pytest.mark.parametrize("names", ["data-target='#t1'", "data-bs-target='#t1'", "aria-controls=t1"])
def test_a_table_is_kept_where_a_kept_opener_names_it(names: str) -> None:
    body = f"<p>See <a {names}>Table 1</a></p><p>Else</p>{MODAL}{MODAL.replace('t1', 't2')}"
    cells = ["Ferry", "Seats", "Ada", "90", "Eve", "80"]
    assert kept(body, "See Table 1") == ["See Table 1", "Seats", *cells]
    assert kept(body, "Else") == ["Else"]


def test_a_figure_is_kept_too() -> None:
    figure = "<div id=f><figure><img src=x><figcaption>The ferry, dusk</figcaption></figure></div>"
    body = f"<p><a data-target='#f'>Figure</a></p>{figure}"
    assert kept(body, "Figure") == ["Figure", "The ferry, dusk"]


def test_what_is_no_table_for_the_most_is_not() -> None:
    panel = f"<div id=p><p>{PROSE}</p><p>{PROSE}</p>{TABLE}</div><div id=q><p>{PROSE}</div>"
    body = f"<p><b aria-controls='p q x'>More</b></p>{panel}"
    assert kept(body, "More") == ["More"]


def test_the_tables_of_a_paper_are_read() -> None:
    rows = "".join(f"<tr><td>Boat {n}<td>{n}0" for n in range(9))
    modal = MODAL.replace("<tr><td>Ada", f"{rows}<tr><td>Ada")
    prose = f"<p>{PROSE}</p>" * 3
    link = "<a href='' data-toggle=modal data-target='#t1'>Table 1</a>"
    page = f"<article><h1>Ferries</h1>{prose}<p>{PROSE} {link}.</p>{prose}</article>{modal}"
    source = Source(content=page.encode(), content_type="text/html")
    assert "| Boat 8 | 80 |" in read(source, AdaUrls()).text
