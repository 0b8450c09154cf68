"""What is printed is harmless and readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.cli.output import clean, counted, duration


@given(st.text())
def test_no_text_commands_a_terminal(text: str) -> None:
    cleaned = clean(text)
    assert all(one.isprintable() or one in "\n\t" or ord(one) > 0x9F for one in cleaned)


def test_escape_sequences_lose_their_power() -> None:
    assert clean("a\x1b[31mb\x07\x9bc\u202ed") == "a[31mbcd"


def test_accents_and_line_ends_stay() -> None:
    assert clean("Conceição\n\t– “sim”") == "Conceição\n\t– “sim”"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.4, "0 s"), (59, "59 s"), (61, "1 min 1 s"), (3599.6, "1 h 0 min"), (7322, "2 h 2 min")],
)
def test_durations_are_written_as_people_do(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_one_is_no_plural() -> None:
    assert [counted(1, "page"), counted(1234, "page")] == ["1 page", "1,234 pages"]
