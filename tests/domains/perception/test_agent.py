"""Sites address a crawler by the product token of its User-Agent."""

import pytest

from aurora.domains.perception.agent import product_token


@pytest.mark.parametrize(
    ("agent", "token"),
    [
        ("Aurora", "Aurora"),
        ("Aurora/0.1.0 (+https://example.org)", "Aurora"),
        ("MyBot/1", "MyBot"),
        ("My-Own_Bot (+mailto:ops@example.org)", "My-Own_Bot"),
        ("Mozilla/5.0 (compatible; MyBot/2.1; +https://example.org/bot)", "MyBot"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "Mozilla"),
        ("", "Aurora"),
        ("42", "Aurora"),
    ],
)
def test_the_token_is_the_name_without_its_version(agent: str, token: str) -> None:
    assert product_token(agent) == token
