"""What may be remembered of an answer, for how long it is fresh, and what it asks later."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from aurora.domains.perception.caching import CachedAnswer, cached, reused, revived
from aurora.domains.perception.types import Fetched

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
URL = "https://site.example/"
SENT = {"accept": "text/html", "user-agent": "Aurora/1"}


def http(seconds: float) -> str:
    """Write a moment so many seconds from now as HTTP does."""
    return format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)


def answer(headers: Mapping[str, str], status: int = 200, elapsed: float = 0.0) -> Fetched:
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched(url=URL, status=status, headers=said, body=b"x", elapsed=elapsed)


def kept(**headers: str) -> CachedAnswer:
    found = cached(answer(headers), "ab", SENT, NOW)
    assert found
    return found


def fresh_for(found: CachedAnswer) -> float | None:
    return (found.fresh_until - NOW).total_seconds() if found.fresh_until else None


@pytest.mark.parametrize(
    "headers",
    [
        {"cache_control": "no-store"},
        {"cache_control": "public, No-Store , max-age=60"},
        {"cache_control": "private"},
        {"cache_control": 'private="set-cookie", max-age=60'},
        {"vary": "*"},
        {"vary": "accept, *"},
    ],
)
def test_what_is_not_for_everybody_is_not_remembered(headers: dict[str, str]) -> None:
    assert cached(answer(headers), "ab", SENT, NOW) is None


@pytest.mark.parametrize("status", [203, 206, 301, 304, 404, 410, 500])
def test_only_whole_good_answers_are_remembered(status: int) -> None:
    assert cached(answer({"cache_control": "max-age=60"}, status), "ab", SENT, NOW) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache_control": "max-age=60"}, 60),
        ({"cache_control": "MAX-AGE=60, public"}, 60),
        ({"cache_control": 'max-age="60"'}, 60),
        ({"cache_control": "max-age=60, s-maxage=10"}, 10),
        ({"cache_control": "max-age=60, max-age=90"}, 60),
        ({"cache_control": 'x="max-age=9, no-store", max-age=60'}, 60),
        ({"cache_control": "max-age=60", "expires": http(900)}, 60),
        ({"cache_control": "max-age=60", "age": "20"}, 40),
        ({"cache_control": "max-age=60", "age": "many"}, 60),
        ({"cache_control": "max-age=60", "date": http(-45)}, 15),
        ({"cache_control": "max-age=60", "date": http(-45), "age": "50"}, 10),
        ({"cache_control": "max-age=60", "date": http(900)}, 60),
        ({"expires": http(90), "date": http(0)}, 90),
        ({"expires": http(90)}, 90),
        ({"expires": http(90), "date": http(-30)}, 90),
        ({"expires": "Thursday, 26-Nov-26 12:01:00 GMT"}, 60),
        ({"expires": "Thu Nov 26 12:01:00 2026"}, 60),
        ({"expires": "Thu, 26 Nov 2026 12:01:00 +0000"}, None),
        ({"expires": "Thu, 99 Nov 2026 12:01:00 GMT"}, None),
        ({"cache_control": "max-age=60, no-cache"}, None),
        ({"cache_control": "max-age=0"}, None),
        ({"cache_control": "max-age=-1"}, None),
        ({"cache_control": "max-age=soon"}, None),
        ({"cache_control": "max-age"}, None),
        ({"cache_control": "max-age=60", "age": "60"}, None),
        ({"expires": "0"}, None),
        ({"expires": http(-1)}, None),
        ({"last_modified": http(-900_000)}, None),
        ({}, None),
    ],
)
def test_freshness_is_what_the_host_says_and_never_a_guess(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert fresh_for(kept(**headers)) == seconds


def test_the_time_of_the_answer_counts_as_its_age() -> None:
    slow = cached(answer({"cache_control": "max-age=60", "age": "10"}, elapsed=5), "ab", SENT, NOW)
    assert slow
    assert fresh_for(slow) == 45


def test_an_answer_needs_no_request_while_it_is_fresh_and_young_enough() -> None:
    found = kept(cache_control="max-age=60")
    after = NOW + timedelta(seconds=30)
    assert found.fresh(after, 30)
    assert not found.fresh(after, 29)
    assert not found.fresh(NOW + timedelta(seconds=60), 900)
    assert not found.fresh(NOW, 0)
    assert not kept().fresh(NOW, 900)


def test_an_answer_belongs_to_what_was_asked_with() -> None:
    found = kept(vary="Accept, Accept-Encoding,cookie")
    assert found.fits(SENT)
    assert found.fits({**SENT, "user-agent": "Aurora/2"})
    assert not found.fits({**SENT, "accept": "image/png"})
    assert not found.fits({**SENT, "cookie": "a=1"})
    assert not kept(vary="user-agent").fits({**SENT, "user-agent": "Aurora/2"})


def test_the_next_request_asks_on_condition() -> None:
    assert kept(etag='W/"1"', last_modified=http(-9)).conditions == {
        "If-None-Match": 'W/"1"',
        "If-Modified-Since": http(-9),
    }
    assert kept().conditions == {}


def test_a_304_renews_the_headers_but_those_of_the_content() -> None:
    known = kept(etag='"1"', content_type="text/html", cache_control="max-age=1", age="9")
    newer = {"etag": '"1"', "cache_control": "max-age=60", "content_type": "text/plain"}
    said = answer(newer, 304)
    whole = revived(known, said, b"page")
    assert (whole.status, whole.body, whole.media_type) == (200, b"page", "text/html")
    renewed = cached(whole, "ab", SENT, NOW)
    assert renewed
    assert fresh_for(renewed) == 60


def test_an_answer_used_again_says_what_it_said() -> None:
    found = reused(kept(content_type="text/html", x_robots_tag="noindex"), b"page")
    assert (found.url, found.status, found.body) == (URL, 200, b"page")
    assert found.headers == {"content-type": "text/html", "x-robots-tag": "noindex"}


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_a_host_says_is_read(control: str, expires: str, age: str, vary: str) -> None:
    said = {"cache_control": control, "expires": expires, "age": age, "date": expires}
    found = cached(answer({**said, "vary": vary}), "ab", SENT, NOW)
    assert found is None or found == replace(found)
