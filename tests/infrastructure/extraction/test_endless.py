"""What is made to keep a pattern busy is looked at once, not again from each of its places."""

from collections.abc import Callable

import pytest

from aurora.domains.perception.fields import Field, FieldType
from aurora.infrastructure.documents.pdf.runs import Mending
from aurora.infrastructure.extraction import links, targets
from aurora.infrastructure.extraction.dates import written
from aurora.infrastructure.extraction.deadline import at_most
from aurora.infrastructure.extraction.nesting import too_deep
from aurora.infrastructure.extraction.page import Source
from aurora.infrastructure.extraction.plain import markdown_title
from aurora.infrastructure.extraction.targets import Targets
from aurora.infrastructure.extraction.typed import typed
from aurora.infrastructure.extraction.worker import outcome
from aurora.infrastructure.web.urls import AdaUrls

NUMBER = Field(name="x", css="p", type=FieldType.NUMBER)
ENDLESS: dict[str, Callable[[], object]] = {
    "tags without an end": lambda: too_deep("<a" * 40_000),
    "tags in tags": lambda: too_deep("<a " * 40_000),
    "a title of marks": lambda: markdown_title("# a" + " #" * 40_000 + "x"),
    "a sign before nothing": lambda: typed("-" + " " * 60_000 + "x1", NUMBER),
    "a word beside a hyphen": lambda: Mending(["a" * 60_000 + " a-b"]),
    "sizes of pictures": lambda: outcome(
        Source(content=b"<img srcset='%s b'>" % (b"a" * 19_000) * 20, content_type="text/html")
    ),
}


@pytest.mark.parametrize("look", ENDLESS.values(), ids=ENDLESS)
def test_it_ends(look: Callable[[], object]) -> None:
    with at_most(10):
        look()


def test_titles_keep_the_marks_that_are_part_of_a_word() -> None:
    titles = [markdown_title(f"x\n# {title}\n") for title in ("C#", "a ##", "a #b", "##", "é  ")]
    assert titles == ["C#", "a", "a #b", None, "é"]


def test_days_that_no_clock_can_count_are_none() -> None:
    assert written("Mon, 99 Jan 99999999999999999999 00:00:00 +0000") is None


def test_long_addresses_are_made_absolute_and_not_remembered() -> None:
    long = "a" * 1_500
    before = targets._remembered.cache_info().currsize, links._remembered.cache_info().currsize
    assert Targets("https://example.org/")(long) == f"https://example.org/{long}"
    base = links.Base.of("https://example.org/")
    assert links.resolve(long, base, AdaUrls()) == f"https://example.org/{long}"
    after = targets._remembered.cache_info().currsize, links._remembered.cache_info().currsize
    assert after == before


def test_schemes_are_known_in_capitals() -> None:
    assert Targets()("HTTPS://example.org") == "HTTPS://example.org"
    assert Targets()("JAVASCRIPT:x") is None
