"""What a page keeps of its provenance."""

from uuid import UUID

import pytest
from tests.contracts.test_perception import skipped

from aurora.domains.perception.page import FACT_LIMIT, FateKnown, Page, fact, kept_headers, page_id


def test_a_page_is_the_same_in_one_crawl_and_another_in_the_next() -> None:
    url = "https://a.example/"

    assert page_id(UUID(int=1), url) == page_id(UUID(int=1), url)
    assert page_id(UUID(int=1), url) != page_id(UUID(int=2), url)


def test_headers_that_tell_nothing_of_the_page_are_not_kept() -> None:
    headers = {"etag": '"1"', "set-cookie": "secret", "server": "x" * 9_999, "via": "proxy"}

    kept = kept_headers(headers)

    assert kept.keys() == {"etag", "server"}
    assert len(kept["server"]) == 500


@pytest.mark.parametrize(
    ("said", "kept"),
    [(" A\0 title ", "A title"), ("\ud800x", "?x"), ("é" * 999, "é" * FACT_LIMIT)],
)
def test_facts_are_short_and_clean(said: str, kept: str) -> None:
    assert fact(said) == kept


def test_a_fate_is_decided_once() -> None:
    page = Page.of(UUID(int=1), "https://a.example/")
    page.decide(skipped())

    with pytest.raises(FateKnown, match="skipped"):
        page.decide(skipped())


def test_only_a_duplicate_is_opened_again() -> None:
    page = Page.of(UUID(int=1), "https://a.example/")
    page.decide(skipped())

    with pytest.raises(FateKnown, match="no duplicate"):
        page.reopen("https://a.example/b")
