"""Times until when something holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.infrastructure.extraction.described import facts

from aurora.infrastructure.extraction.due import is_ahead

TIME = "<time datetime='2025-05-31T12:00:00+00:00'>31 May</time>"


@pytest.mark.parametrize(
    "html",
    [
        f"<div>Registration Deadline {TIME}</div>",
        f"<p>The offer, which expires on {TIME}, is good.</p>",
        f"<p>Valid <b>until</b> {TIME}</p>",
        f"<dl><dt>Due date:</dt><dd><b>{TIME}</b></dd></dl>",
        f"<table><tr><th>Deadline<br></th><td>{TIME}</td></tr></table>",
        f"<label>Closing date</label> <span>{TIME}</span>",
        f"<p class='paper-deadline'>{TIME}</p>",
        "<time class=expires datetime=2025-05-31>31 May</time>",
        "<time aria-label='Apply by' datetime=2025-05-31>31 May</time>",
        "<p><time datetime=2025-05-31>Register by May 31</time></p>",
        f"<p>Prazo de inscrição: {TIME}</p>",
        f"<p>Válido até {TIME}</p>",
        f"<p>El plazo termina el {TIME}</p>",
        f"<p>Offre valable jusqu’au {TIME}</p>",
        f"<p>Anmeldeschluss ist der {TIME}</p>",
        f"<p>Angebot gültig bis {TIME}</p>",
        f"<p>Scadenza: {TIME}</p>",
        f"<p>Geldig tot {TIME}</p>",
        f"<p>Termin nadsyłania zgłoszeń: {TIME}</p>",
    ],
)
def test_until_when_something_holds_is_not_when_it_was_written(html: str) -> None:
    assert facts(html).published is None
    assert facts(f"{html}<p><time datetime=2025-03-05></time>").published == "2025-03-05"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>The deadline has passed. Posted {TIME}</p>",
        f"<p>What is due, and what it takes to be ready: a long way to go {TIME}</p>",
        f"<h2>Deadline</h2><p>By Ana Reis {TIME}</p>",
        f"<div>Registration</div><article><p>{TIME}</p></article>",
        f"<p>We tell below of a deadline, and of whom it was moved by</p><p>{TIME}</p>",
        f"<p>Deadline <time pubdate {TIME[5:]}</p>",
        "<p><time datetime='2025-05-31T12:00:00+00:00'>due giorni fa</time></p>",
        "<p><time datetime='2025-05-31T12:00:00+00:00'>Do., 31. Mai</time></p>",
    ],
)
def test_words_about_deadlines_elsewhere_leave_a_time_as_it_is(html: str) -> None:
    assert facts(html).published == "2025-05-31T12:00:00+00:00"


def test_what_is_still_to_come_is_no_date_of_a_page() -> None:
    html = "<time class=published datetime=2099-05-31></time>"
    assert facts(html).published is None
    assert facts(f"{html}<time datetime=2024-03-05></time>").published == "2024-03-05"
    assert facts("<p>A bridge", "https://example.org/2099/05/31/bridge").published is None
    assert facts("<meta name=date content=2099-05-31>").published == "2099-05-31"


@given(st.dates(date(1600, 1, 1), date(2100, 12, 31)), st.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_ahead_is_what_comes_after_tomorrow(day: date, today: date) -> None:
    assert is_ahead(f"{day}", today) == is_ahead(f"{day}T23:59:59Z", today)
    assert is_ahead(f"{day}", today) == (day > today + timedelta(days=1))
    assert not is_ahead(f"{today.year}", today)
