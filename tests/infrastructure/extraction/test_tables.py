"""Which tables are content."""

import pytest
from tests.infrastructure.extraction.converting import blocks

from aurora.domains.writing import Form, write

FIELD, BOX = "<input name=x>", "<input type=checkbox name=x>"


@pytest.mark.parametrize(
    "rows",
    [
        f"<tr><td>Name<td>{FIELD}<tr><td>Mail<td>{FIELD}<tr><td colspan=2><input type=submit>",
        f"<tr><td>Name {FIELD}<td>Mail {FIELD}<tr><td><select><option>a</select>",
        f"<caption>Write to us</caption><tr><th>Name<th>Mail<tr><td>{FIELD}<td>{FIELD}",
        f"<tr><td>Words<td><textarea>{'x ' * 200}</textarea>",
    ],
)
def test_a_table_of_fields_to_fill_in_is_none_unless_there_is_no_form(rows: str) -> None:
    table = f"<table>{rows}</table>"
    assert blocks(f"<form><div>{table}</div></form>") == ()
    assert blocks(table) != ()


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        ("<tr><td>Small<td>9 €<tr><td>Large<td>19 €", "Small 9 € Large 19 €"),
        (
            f"<tr><td>Small<td>9 €<td>{FIELD}<tr><td>Large<td>19 €<td>{FIELD}",
            "Small 9 € Large 19 €",
        ),
        (f"<tr><td>{BOX}<td>Ham<tr><td>{BOX}<td>Cheese", "Ham Cheese"),
        (f"<tr><td>{FIELD}<td>{'word ' * 30}<tr><td>{FIELD}<td>end", f"{'word ' * 30} end"),
    ],
)
def test_a_table_in_a_form_that_tells_something_is_read(rows: str, read: str) -> None:
    found = write(blocks(f"<form><table>{rows}</table></form>"), Form.PLAIN).text
    assert found.split() == read.split()
