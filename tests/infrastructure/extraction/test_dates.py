"""When a page was published."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.infrastructure.extraction.described import facts

from aurora.infrastructure.extraction.dates import written
from aurora.infrastructure.extraction.months import MONTHS


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("2024-03-05", "2024-03-05"), ("2024-03-05 10:00", "2024-03-05"), ("2024-03", "2024-03"),
        ("2024-03-05T10:00:00.123Z", "2024-03-05T10:00:00Z"), ("2024", "2024"),
        ("20240305", "2024-03-05"), ("March 5, 2024", "2024-03-05"), ("5 Mar. 2024", "2024-03-05"),
        ("5 de março de 2024", "2024-03-05"), ("May 2024", "2024-05"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"), ("2024-02-31", None), ("soon", None),
        ("0001-01-01", None), ("9" * 200, None), ("05.03.2024", "2024-03-05"),
        ("5. 3. 2024", "2024-03-05"), ("25/12/2024", "2024-12-25"), ("12/25/2024", "2024-12-25"),
        ("5/5/2024", "2024-05-05"), ("5/3/2024", None), ("32/13/2024", None), ("1.2.2024.7", None),
        ("5. März 2024", "2024-03-05"), ("5 mars 2024", "2024-03-05"),
        ("1er août 2024", "2024-08-01"), ("1° gennaio 2026", "2026-01-01"),
        ("1.º de enero de 2026", "2026-01-01"), ("1o de janeiro de 2026", "2026-01-01"),
        ("1ste januari 2026", "2026-01-01"), ("1ro de enero de 2026", "2026-01-01"),
        ("5 marca 2024", "2024-03-05"),
        ("15 października 2024", "2024-10-15"), ("5 maart 2024", "2024-03-05"),
        ("5 marzo 2024", "2024-03-05"), ("5 de mayo del 2024", "2024-05-05"),
        ("2024年3月5日", "2024-03-05"), ("2024년 3월 5일", "2024-03-05"),
        ("25/03/2024 10h30", "2024-03-25"), ("Posted: 2024-03-05", "2024-03-05"),
        ("5th of March 2024", "2024-03-05"), ("Published on 5 March 2024", "2024-03-05"),
        ("am 05.03.2024, 10:30 Uhr", "2024-03-05"),
        ("1709633400", "2024-03-05T10:10:00Z"), ("1709633400000", "2024-03-05T10:10:00Z"),
        ("9999999999", None), ("v1.2-2024-03-05", None), ("10:30", None),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(said: str, published: str | None) -> None:
    assert facts(f"<meta name=date content='{said}'>").published == published


@pytest.mark.parametrize(
    ("language", "published"),
    [
        ("pt-BR", "2024-03-05"), ("de", "2024-03-05"), ("en-GB", "2024-03-05"),
        ("en_US", "2024-05-03"), ("en", None), ("est", None),
    ],
)  # fmt: skip
def test_the_language_tells_the_day_from_the_month(language: str, published: str | None) -> None:
    assert facts(f"<html lang={language}><meta name=date content=5/3/2024>").published == published
    assert facts(f"<html lang={language}><time datetime=5/3/2024></time>").published == published


def test_a_language_that_writes_days_first_reads_no_month_of_25_days() -> None:
    assert facts("<html lang=fr><meta name=date content=03/25/2024>").published == "2024-03-25"


@given(st.dates(date(1600, 1, 1), date(2100, 12, 31)), st.sampled_from(sorted(MONTHS)))
def test_a_day_is_read_in_whatever_order_it_is_written(day: date, month: str) -> None:
    assert written(f"{day:%d.%m.%Y}") == written(f"{day:%Y/%m/%d}") == f"{day:%Y-%m-%d}"
    assert written(f"{day:%d/%m/%Y}", "pt") == written(f"{day:%m/%d/%Y}", "en-US") == f"{day}"
    assert written(f"1 {month} {day.year}") == f"{day.year}-{MONTHS[month]:02}-01"


def test_dates_are_also_shown_and_in_addresses() -> None:
    assert facts("<time datetime='2024-03-05'>x</time>").published == "2024-03-05"
    assert facts("<p>x", "https://example.org/2024/03/05/sea").published == "2024-03-05"
