"""What settings say about where an Aurora is."""

import pytest

from aurora.settings import Settings


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:9"),
        ("192.0.2.7", "http://192.0.2.7:9"),
        ("::1", "http://[::1]:9"),
        ("0.0.0.0", "http://127.0.0.1:9"),  # noqa: S104  a setting
        ("::", "http://127.0.0.1:9"),
        ("", "http://127.0.0.1:9"),
    ],
)
def test_who_listens_everywhere_is_reached_at_loopback(host: str, url: str) -> None:
    assert Settings(host=host, port=9).url == url


def test_a_public_address_is_the_one_to_be_told() -> None:
    settings = Settings(host="0.0.0.0", port=9, public_url="https://aurora.example")  # noqa: S104
    assert (settings.url, settings.local_url) == ("https://aurora.example", "http://127.0.0.1:9")
