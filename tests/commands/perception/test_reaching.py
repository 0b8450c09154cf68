"""What is said of a site that cannot be reached."""

import pytest

from aurora.commands.perception.reaching import destination, unreachable
from aurora.domains.errors import Invalid, Unavailable
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.memory.web import MemoryFetcher
from aurora.infrastructure.web.urls import AdaUrls

PASSING = {FetchError.TIMEOUT, FetchError.CONNECTION, FetchError.STATUS, FetchError.FAULT}


@pytest.mark.parametrize("reason", list(FetchError))
def test_a_failure_may_pass_or_is_the_urls_fault(reason: FetchError) -> None:
    problem = unreachable(FetchFailed(reason, "it did not work"))
    assert str(problem) == "it did not work"
    if reason in PASSING:
        assert isinstance(problem, Unavailable)
        assert problem.retry_after > 0
    else:
        assert isinstance(problem, Invalid)
        assert problem.field == "url"


@pytest.mark.parametrize(
    ("status", "kind"), [(404, Invalid), (410, Invalid), (429, Unavailable), (503, Unavailable)]
)
def test_a_status_says_whether_to_try_again(status: int, kind: type[Exception]) -> None:
    assert isinstance(unreachable(FetchFailed(FetchError.STATUS, "no"), status), kind)


def test_a_destination_is_canonical() -> None:
    fetcher = MemoryFetcher({})
    assert destination("HTTP://A.example:80#b", AdaUrls(), fetcher) == "http://a.example/"


@pytest.mark.parametrize("url", ["mailto:a@b.example", "http://[::1]/", "http://169.254.169.254/"])
def test_a_destination_that_is_never_fetched_is_refused(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        destination(url, AdaUrls(), MemoryFetcher({}))
    assert refused.value.field == "url"


def test_a_page_that_cannot_be_shown_blames_the_steps_only_where_one_of_them_failed() -> None:
    shown = "the page ends at no address"
    for said, field in ((shown, "url"), ("step 2 (click): nothing came in time", "steps")):
        problem = unreachable(FetchFailed(FetchError.RENDERING, said))
        assert isinstance(problem, Invalid)
        assert problem.field == field
