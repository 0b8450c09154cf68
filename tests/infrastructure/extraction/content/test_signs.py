"""Lines that say when something was written."""

import pytest

from aurora.infrastructure.extraction.content.signs import is_dated


@pytest.mark.parametrize(
    "text",
    [
        "Mar 4, 2024", "09:15", "3 days ago", "há 3 dias", "5h", "Posted 2min",
        "a day ago", "há uma hora", "hace un día", "il y a une heure", "vor einem Tag", "un'ora fa",
        "een uur geleden", "godzinę temu", "Yesterday", "ontem", "hoje", "Hoy", "heute", "wczoraj",
    ],
)  # fmt: skip
def test_dates_times_and_ages_are_told(text: str) -> None:
    assert is_dated(text)


@pytest.mark.parametrize(
    "text",
    ["Ana Reis", "Posts: 1,234", "#12", "Yesterday we went to the lake", "long ago, they say"],
)
def test_other_lines_are_not_dated(text: str) -> None:
    assert not is_dated(text)
