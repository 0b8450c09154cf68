"""When a page was published."""

import pytest
from tests.infrastructure.extraction.described import facts


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("2024-03-05", "2024-03-05"), ("2024-03-05 10:00", "2024-03-05"), ("2024-03", "2024-03"),
        ("2024-03-05T10:00:00.123Z", "2024-03-05T10:00:00Z"), ("2024", "2024"),
        ("20240305", "2024-03-05"), ("March 5, 2024", "2024-03-05"), ("5 Mar. 2024", "2024-03-05"),
        ("5 de março de 2024", "2024-03-05"), ("May 2024", "2024-05"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"), ("2024-02-31", None), ("soon", None),
        ("0001-01-01", None), ("9" * 200, None),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(said: str, published: str | None) -> None:
    assert facts(f"<meta name=date content='{said}'>").published == published


def test_dates_are_also_shown_and_in_addresses() -> None:
    assert facts("<time datetime='2024-03-05'>x</time>").published == "2024-03-05"
    assert facts("<p>x", "https://example.org/2024/03/05/sea").published == "2024-03-05"
