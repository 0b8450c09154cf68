"""Where a passage stands."""

import pytest

from aurora.queries.knowledge.headings import heading_path

TEXT = """Before.
# Rivers
Some.
## Africa ##
```
# no heading
```
The Nile.
## America
The Amazon.
# Lakes
Baikal."""


def at(words: str) -> tuple[str, ...]:
    return heading_path(TEXT, TEXT.index(words))


def test_the_headings_above_are_given_outermost_first() -> None:
    assert at("The Nile") == ("Rivers", "Africa")
    assert at("The Amazon") == ("Rivers", "America")
    assert at("Baikal") == ("Lakes",)


def test_a_passage_that_begins_with_its_heading_stands_below_it() -> None:
    assert at("## America") == ("Rivers", "America")


def test_above_the_first_heading_there_is_none() -> None:
    assert at("Before") == ()


@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_a_heading_ends_with_its_line(end: str) -> None:
    text = f"# Rivers{end}The Nile is long. It is."
    assert heading_path(text, text.index("Nile")) == ("Rivers",)


def test_what_is_as_long_as_a_paragraph_is_no_heading() -> None:
    text = f"# Rivers\n## {'The Nile is long. ' * 12}\nIt is."
    assert heading_path(text, len(text)) == ("Rivers",)


def test_code_holds_no_headings() -> None:
    assert at("# no heading") == ("Rivers", "Africa")
