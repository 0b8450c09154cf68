"""Years that are the titles of columns, told from years that stand in a table."""

import re
from collections.abc import Sequence
from itertools import pairwise

YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d(?:[/–-](?:\d\d){1,2})?")  # 2019, 2019/20


def are_titled_by_years(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row holds years in their order, behind other titles if any, and not
    all that stands below them is years too.
    """
    names = [name.strip() for name in rows[0]]
    years = [column for column, name in enumerate(names) if YEAR.fullmatch(name)]
    others = [name for column, name in enumerate(names) if column not in years and (column or name)]
    steps = {names[one] < names[other] for one, other in pairwise(years)}
    repeated = len({*names}) < len(names)
    if len(steps) != 1 or repeated or not all(name[:1].isalpha() for name in others):
        return False
    below = (row[column].strip() for row in rows[1:] for column in years if column < len(row))
    return not all(YEAR.fullmatch(said) for said in below if said)
