"""Tables of which every cell is one are made without a grid, and are the same."""

from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.blocks import Run, Runs
from aurora.infrastructure.extraction.grids import ALONE, Given, even, grid

CELLS = st.sampled_from([(Run("a"),), (Run("b", "b"), Run("c")), (Run("d"),), ()])
ROWS = st.lists(st.lists(CELLS, min_size=0, max_size=4), min_size=0, max_size=4)


@given(rows=ROWS, headers=st.integers(0, 4))
def test_an_even_table_is_what_the_grid_gives(rows: list[list[Runs]], headers: int) -> None:
    table = even(rows, [[ALONE] * len(row) for row in rows], min(headers, len(rows)))
    made = grid([list(map(Given, row)) for row in rows], min(headers, len(rows)))
    assert table is None or table == made


def test_only_tables_that_are_full_and_without_spans_are_even() -> None:
    cell: Runs = (Run("a"),)
    assert even([[cell, cell], [cell, cell]], [[ALONE, ALONE]] * 2, 1) is not None
    assert even([[cell, cell], [cell, cell]], [[ALONE, (1, 2)], [ALONE] * 2], 1) is None
    assert even([[cell, cell], [cell]], [[ALONE, ALONE], [ALONE]], 1) is None
    assert even([[cell, ()]], [[ALONE, ALONE]], 1) is None
    assert even([], [], 0) is None
