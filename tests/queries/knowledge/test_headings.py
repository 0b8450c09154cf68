"""Where a passage stands."""

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


def test_code_holds_no_headings() -> None:
    assert at("# no heading") == ("Rivers", "Africa")
