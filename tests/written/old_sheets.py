"""Sheets as Office kept them until 2007, written by xlwt."""

from datetime import date
from io import BytesIO

import xlwt

PORTS: list[list[object]] = [
    ["Porto", "Taxa", "Dia"],
    ["Setúbal", 2.8, date(2024, 5, 1)],
    ["Lisboa", 3.1, "—"],
]


def old_sheets() -> bytes:
    """Write two sheets and a hidden one: a table with a note below it, and words in a column."""
    book = xlwt.Workbook()
    ports, hidden, ships = map(book.add_sheet, ("Taxas", "Rascunho", "Ships"))
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for number, row in enumerate(PORTS):
        for column, value in enumerate(row):
            ports.write(number, column, value, *([day] if isinstance(value, date) else []))
    ports.write_merge(4, 4, 0, 2, "Valores por tonelada")
    hidden.write(0, 0, "segredo")
    hidden.visibility = 1
    for number, ship in enumerate(("Ana", "Rosa")):
        ships.write(number, 0, ship)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
