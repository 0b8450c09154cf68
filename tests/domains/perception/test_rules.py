"""Which links a crawl follows, and which rule is named against the others."""

from typing import Any
from uuid import UUID

import pytest

from aurora.domains.perception.crawl import Crawl, CrawlPlan
from aurora.domains.perception.rules import Rules
from aurora.domains.perception.types import Preference
from aurora.infrastructure.web.patterns import Re2Patterns

SITE = "https://site.example/"


def rules(**plan: Any) -> Rules:
    crawl = Crawl.start(UUID(int=1), UUID(int=2), CrawlPlan(start_urls=(SITE,), **plan))
    return Rules(crawl, Re2Patterns(), 2026)


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("docs/a", None),
        ("docs/a.pdf", r"exclude: \.pdf$"),
        ("blog/a", "include"),
        ("docs/2090/01/", "trap: calendar"),
        ("blog/?from=/docs/", None),
    ],
)
def test_patterns_look_at_path_and_query(path: str, rule: str | None) -> None:
    given = rules(include=("/docs/",), exclude=("/private", r"\.pdf$"))
    assert given.against(SITE + path) == rule


def test_what_is_out_of_scope_is_told_first() -> None:
    assert rules(exclude=(".",)).against("https://elsewhere.example/docs/") == "scope"


def test_patterns_can_look_at_the_whole_url() -> None:
    by_url = rules(exclude=("^https://site",), patterns_on_url=True)
    by_path = rules(exclude=("^https://site",))
    assert by_url.against(SITE + "a") == "exclude: ^https://site"
    assert by_path.against(SITE + "a") is None


def test_without_patterns_everything_in_scope_may_come_in() -> None:
    assert rules().against(SITE + "anything?x=1") is None


@pytest.mark.parametrize(
    ("path", "priority"), [("docs/", 5), ("docs/old/", 2), ("old/", -3), ("else", 0)]
)
def test_the_weights_of_all_preferences_that_are_met_add_up(path: str, priority: int) -> None:
    preferences = (Preference(pattern="^/docs/", weight=5), Preference(pattern="/old/", weight=-3))
    assert rules(prefer=preferences).priority(SITE + path) == priority
