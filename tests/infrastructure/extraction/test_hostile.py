"""Pages that are made to keep a reader busy end, and what was not read of them is named."""

import msgspec
import pytest

from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import UnreadableReason
from aurora.infrastructure.extraction.page import Source
from aurora.infrastructure.extraction.worker import outcome

DEEP = "elements stand more than 2,000 deep in one another"
REFUSED = {
    "a million attributes": ("<p " + "a=1 " * 1_000_000, "more than 5,000 attributes"),
    "nesting": ("<div>" * 400_000, DEEP),
    "nothing closed": ("<table><tr><td><a href='x'>" + "<b>" * 400_000, DEEP),
}
READ = {
    "spans": f"<table><tr><th colspan={2**53} rowspan={2**53}>word<tr><td>b</table>",
    "entities": "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;&b; word</p>",
    "comments": "<p>word</p>" + "<!--" * 200_000,
    "a long word": "<p>word</p><p>" + "x" * 900_000,
    "lists": "<ul><li>word" * 1_900,
    "formulas": "word <math>" + "<mfrac>" * 1_900,
    "accents": "word <math>" + "<munder><mi>x</mi><mo>⏟</mo>" * 1_900,
    "a long formula": "word <math>" + "<mi>x</mi><msup><mi>x</mi><mn>2</mn></msup>" * 20_000,
    "a wide formula": "word <math><mtable><mtr>" + "<mtd><mi>x</mi></mtd>" * 40_000,
    "typeset formulas": "word " + "<mjx-container>" * 1_900 + "x" * 100_000,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_parser_can_bear_is_refused_by_name(name: str) -> None:
    html, why = REFUSED[name]
    told = outcome(Source(content=html.encode(), content_type="text/html"))
    assert told.reason is UnreadableReason.LIMIT
    assert why in (told.fault or "")


@pytest.mark.parametrize("name", READ)
def test_the_words_of_what_can_be_read_are_there(name: str) -> None:
    told = outcome(Source(content=READ[name].encode(), content_type="text/html")).extracted
    assert told
    assert "word" in told.text
    assert len(told.text) < 40 * len(READ[name])


def test_a_page_without_end_is_read_as_far_as_anybody_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("aurora.infrastructure.extraction.convert.NODE_LIMIT", 1_000)
    html = "<p>word</p>" * 31_000
    told = outcome(Source(content=html.encode(), content_type="text/html")).extracted
    assert told
    assert told.text.count("word") < 1_000
    reasons = msgspec.json.decode(told.transcript, type=Transcript).reasons
    assert any(reason.startswith("only the first") for reason in reasons)


def test_a_page_that_is_nested_without_end_keeps_its_title_and_its_words() -> None:
    html = "<title> Os\n faróis </title><p>word</p>" + "<div>" * 400_000 + "deep"
    told = outcome(Source(content=html.encode(), content_type="text/html")).extracted
    assert told
    assert (told.title, told.text[:4]) == ("Os faróis", "word")
