"""Charts in texts and presentations of OpenDocument say what they are drawn of."""

import odfdo
import pytest
from tests.written import offices

from aurora.domains.blocks import Paragraph, Table, said
from aurora.domains.transcript import Transcript
from aurora.infrastructure.documents.office.slides import read_open_slides
from aurora.infrastructure.documents.office.text import read_text

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "chart", "table", "text")
)
ROWS = [["", "Navios", "Taxas"], ["Faro", "12", "3"], ["Lagos", "NaN", "4.5"]]
OBJECT = "Object 1"


def chart() -> bytes:
    cells = [
        [f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in r] for r in ROWS
    ]
    rows = [f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells]
    return (
        f"<office:document-content {NAMESPACES}><office:body><office:chart>"
        "<chart:chart chart:class='chart:bar'><chart:title><text:p>Tráfego</text:p></chart:title>"
        f"<table:table table:name='local-table'><table:table-header-rows>{rows[0]}"
        f"</table:table-header-rows><table:table-rows>{''.join(rows[1:])}</table:table-rows>"
        "</table:table></chart:chart></office:chart></office:body></office:document-content>"
    ).encode()


def frame() -> odfdo.Element:
    held = f"<draw:object xlink:href='./{OBJECT}' xlink:type='simple'/>"
    return odfdo.Element.from_tag(f"<draw:frame>{held}</draw:frame>")


def read(kind: str, content: bytes) -> Transcript:
    return read_text(content) if kind == "text" else read_open_slides(content)


@pytest.mark.parametrize("kind", ["text", "presentation"])
@pytest.mark.parametrize("held", [chart(), chart().replace(b"<chart:title>", b"<cut"), None])
def test_charts_show_their_titles_and_tables(kind: str, held: bytes | None) -> None:
    made = odfdo.Document(kind)
    made.body.clear()
    around = odfdo.Paragraph("Antes") if kind == "text" else odfdo.DrawPage("page1")
    around.append(frame())
    made.body.append(around)
    if held:
        made.set_part(f"{OBJECT}/content.xml", held)
    found = read(kind, offices.bytes_of(made)).blocks
    if held != chart():
        assert not any(isinstance(one, Table) for one in found)
        return
    *_, title, table = found
    assert isinstance(title, Paragraph)
    assert said(title.runs) == "Tráfego"
    assert isinstance(table, Table)
    assert [[said(cell.runs) for cell in row] for row in table.rows] == [
        *ROWS[:2], ["Lagos", "", "4.5"],
    ]  # fmt: skip
