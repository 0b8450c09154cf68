"""Pages that are nested without end are told from long ones."""

import pytest

from aurora.infrastructure.extraction.nesting import DEEPEST, TAGS, too_deep


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * TAGS + "x" + "</div>" * TAGS,
        "<ul><li>" * TAGS,
        "<DIV class=a>" * (TAGS + 1),
        "<p>x</p>" * TAGS + "<b>" * (DEEPEST + 1),
    ],
)
def test_elements_in_one_another_without_end_are_too_deep(html: str) -> None:
    assert too_deep(html)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<div>" * TAGS,
        "<p>x" * 2 * TAGS,
        "<li><a href=/x>y</a></li>" * TAGS,
        "<svg><path d=1 /></svg>" * TAGS,
        "<tr><td>1<td>2" * TAGS,
        "<br><img src=x>" * TAGS,
        "a < b " * 2 * TAGS,
        "</div>" * 2 * TAGS,
    ],
)
def test_long_pages_are_not(html: str) -> None:
    assert not too_deep(html)
