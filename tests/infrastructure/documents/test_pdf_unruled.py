"""Small tables without rules have the rows and columns that are meant, and what only looks like
them is none.
"""

import re
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.written import pdfs
from tests.written.unruled import AFTER, BEFORE, unruled

from aurora.domains.blocks import AnyBlock, Paragraph, Table, said
from aurora.domains.writing import write
from aurora.infrastructure.documents.pdf.document import read_pdf
from aurora.infrastructure.documents.sight.eyes import Eyes

PRICES = [["Item", "Price"], ["Espresso", "€ 1.20"], ["Croissant with ham", "€ 3.10"]]
TWO_PRICES = [["Espresso", "1,20 €"], ["Galão", "2,40 €"]]
INVOICE = [
    ["Description", "Qty", "Unit price", "Amount"],
    ["Rope, 12 mm", "20", "3.50", "70.00"],
    ["Fender, inflatable", "2", "48.00", "96.00"],
]
ACCOUNTS = [
    ["(milhares de euros)", "2023", "2022"],
    ["Vendas e serviços prestados", "12 410", "11 872"],
    ["Custo das mercadorias", "(4 120)", "(3 998)"],
    ["Resultado líquido", "1 204", "998"],
]
LABELS = [["Invoice date:", "14 March 2024"], ["Our reference:", "A. Reis"]]
FACTS = [
    ["Length over all", "12.40 m"],
    ["Engine", "Volvo Penta D2-50, 49 hp"],
    ["Berths", "6 in three cabins"],
]
HOURS = [["Monday", "closed"], ["Tuesday to Friday", "10 am to 6 pm"]]
PROGRAMME = [
    ["09:00", "Welcome", "Hall A"],
    ["11:00", "Coffee", ""],
    ["11:30", "Salt and what it does to iron", "Hall B"],
]
PROSE = [
    ["The old quay by the fish market was", "It takes boats of up to nine metres"],
    ["built of stone that came by ship from", "of length, which is as long as those"],
    ["the north, and stands as it always did.", "are who still come here for the fish."],
]
ADDRESSES = [
    ["Landlord", "Tenant"],
    ["Ana Reis", "John Doe"],
    ["Rua da Alegria 12", "12 Quay Street"],
    ["2900-001 Setúbal", "Bristol BS1 4AA"],
]
FORM = [["First name:", "Last name:"], ["Street:", "City:"], ["Telephone:", "Date:"]]
SIGNED = [["____________________", "____________________"], ["Place, date", "Signature"]]
NUMBERED = [["1", "Moor the ship."], ["2", "Pay the dues."], ["3", "Unload it."]]
LISTS = [["• apples", "• pears"], ["• plums", "• figs"], ["• nuts", "• dates"]]
SOURCES = [["[1]", "A. Reis. Of quays. 1984."], ["[2]", "R. Sá. Of ships. 1999."]]
INDEX = [["anchors, 12", "nets, 7"], ["boats, 3, 14", "oars, 21"], ["dues, 20", "ropes, 9, 30"]]
FORMULAS = [["a = b + c", "(1)"], ["d = e", "(2)"]]


def blocks(content: bytes) -> Sequence[AnyBlock]:
    return read_pdf(content, Eyes("")).blocks


def cells(table: AnyBlock) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[said(cell.runs) for cell in row] for row in table.rows]


@pytest.mark.parametrize("gap", [7, 12, 60])
@pytest.mark.parametrize(
    ("rows", "right"),
    [
        (PRICES, [1]),
        (TWO_PRICES, [1]),
        (INVOICE, [1, 2, 3]),
        (ACCOUNTS, [1, 2]),
        (LABELS, []),
        (FACTS, []),
        (HOURS, []),
        (PROGRAMME, []),
    ],
)
def test_words_that_are_aligned_make_a_table(
    rows: Sequence[Sequence[str]], right: Sequence[int], gap: float
) -> None:
    before, table, after = blocks(unruled(rows, gap=gap, right=right))
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)
    assert [said(before.runs), said(after.runs)] == [BEFORE, AFTER]
    assert cells(table) == rows


@pytest.mark.parametrize(
    ("rows", "gap"),
    [
        *(
            (rows, gap)
            for rows in (PROSE, ADDRESSES, FORM, SIGNED, LISTS, INDEX)
            for gap in (7, 30)
        ),
        *((rows, 7) for rows in (NUMBERED, SOURCES, FORMULAS)),
    ],
)
def test_what_is_none_is_no_table(rows: Sequence[Sequence[str]], gap: float) -> None:
    found = blocks(unruled(rows, gap=gap, leading=12))
    assert not any(isinstance(one, Table) for one in found)
    words = " ".join(text for row in rows for text in row).replace("•", "").split()
    text = re.sub(r"\\|•|- ", "", write(tuple(found)).text)
    assert sorted(text.split()) == sorted([*BEFORE.split(), *words, *AFTER.split()])


def test_code_whose_words_are_aligned_is_code() -> None:
    def draw(canvas: Canvas) -> None:
        pdfs.lines(canvas, [pdfs.ENGLISH[:70], pdfs.ENGLISH[70:140]], 72, 72)
        canvas.setFont("Courier", 10)
        for row, text in enumerate(["moor  ship", "leave quay", "haul  nets"]):
            canvas.drawString(72, pdfs.HEIGHT - 120 - 12 * row, text)

    assert not any(isinstance(one, Table) for one in blocks(pdfs.drawn(draw)))


def test_a_first_cell_of_several_lines_belongs_to_one_row() -> None:
    rows = [
        ["Descrição", "Qtd.", "Total"],
        ["Farinha de centeio integral, moída em mó,", "12", "117,60 €"],
        ["saco de 10 kg, entrega em duas vezes", "", ""],
        ["Transporte", "1", "35,00 €"],
        ["até ao armazém", "", ""],
        ["Descarga", "1", "12,00 €"],
    ]
    content = unruled(rows, gap=20, right=[1, 2], leading=12)
    [_, table, _] = read_pdf(content, Eyes("")).blocks
    assert isinstance(table, Table)
    firsts = [said(row[0].runs) for row in table.rows]
    whole = f"{rows[1][0]} {rows[2][0]}"
    assert firsts == ["Descrição", whole, "Transporte", "até ao armazém", "Descarga"]


@pytest.mark.parametrize("corner", ["Mês", ""])
def test_titles_at_the_left_of_figures_at_the_right_belong_to_the_table(corner: str) -> None:
    rows = [
        [corner, "Receita", "Despesa", "Saldo"],
        ["Janeiro", "1200.5", "800", "400.5"],
        ["Fevereiro", "1100", "950.25", "149.75"],
        ["Março", "1800", "700", "1100"],
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for number, row in enumerate(rows):
            height = pdfs.HEIGHT - 100 - 13 * number
            for at, text in enumerate(row):
                if at and number:
                    canvas.drawRightString(134 + 64 * at, height, text)
                else:
                    canvas.drawString(72 + 64 * at, height, text)

    [table] = read_pdf(pdfs.drawn(draw), Eyes("")).blocks
    assert cells(table) == rows
