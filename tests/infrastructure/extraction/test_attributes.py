"""Elements with more attributes than a parser can bear."""

import pytest

from aurora.domains.unreadable import Unreadable
from aurora.infrastructure.extraction.attributes import check_attributes
from aurora.infrastructure.extraction.page import Source
from aurora.infrastructure.extraction.worker import outcome

MANY = " ".join(f"a{number}=1" for number in range(10_000))


@pytest.mark.parametrize(
    "tag", [f"<p {MANY}>", f"<p x='>'{MANY}>", f"<p\n{MANY}", f'<p x="\'"{MANY}>']
)
def test_an_element_with_attributes_without_end_is_named(tag: str) -> None:
    told = outcome(Source(content=f"<title>x</title>{tag}y".encode(), content_type="text/html"))
    assert told.fault == "an element has more than 5,000 attributes"


@pytest.mark.parametrize(
    "html",
    [
        f"<p data-props='{MANY}'>",
        f"<script>if (a<b) {{ '{MANY} }}</script>" * 3,
        f"<!-- <p {MANY} -->",
        f"<p>{'x' * 30_000}",
        "<p a=1>" * 10_000,
        '<p title="a"">x</p>' + "<p class='b c d'>it's</p>" * 5_000 + "x" * 30_000,
    ],
)
def test_long_values_and_scripts_are_no_attributes(html: str) -> None:
    check_attributes(html)


def test_what_never_ends_is_looked_through_at_once() -> None:
    with pytest.raises(Unreadable):
        check_attributes("<a '" * 300_000)
