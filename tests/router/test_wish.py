"""How a wish is read."""

import pytest

from aurora.router.wish import Wish


def wish(text: str) -> Wish:
    return Wish(text=text, language="en")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("please find it", "find it"),
        ("Hi Aurora, could you please find it", "find it"),
        ("I'd like you to find it", "find it"),
        ("por favor, procure isso", "procure isso"),
        ("Você pode me procurar isso", "procurar isso"),
        ("eu gostaria de procurar isso", "procurar isso"),
        ("find it, please", "find it, please"),
        ("historical maps", "historical maps"),
        ("please ", ""),
    ],
)
def test_words_of_courtesy_do_not_count(text: str, plain: str) -> None:
    assert wish(text).plain == plain


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("read https://a.example/b, then (http://c.example/d?e=f).", 2),
        ("https://a.example/b https://a.example/b", 1),
        ("crawl example.org", 1),
        ("crawl docs.example.com.br/manual", 1),
        ("write to ana@example.org", 0),
        ("the file setup.py has version 3.11", 0),
    ],
)
def test_urls_and_hosts_are_found(text: str, sites: int) -> None:
    assert len(wish(text).sites) == sites


def test_punctuation_behind_a_url_is_not_part_of_it() -> None:
    found = wish("read https://a.example/b, then (http://c.example/d?e=f).").urls
    assert found == ("https://a.example/b", "http://c.example/d?e=f")


def test_a_host_alone_is_reached_by_https() -> None:
    assert wish("crawl Example.org, please").sites == ("https://Example.org",)


@pytest.mark.parametrize("text", ["do not crawl it", "please don't save this", "não guarde isso"])
def test_what_is_not_wanted_is_noticed(text: str) -> None:
    assert wish(text).negated


@pytest.mark.parametrize("text", ["don't forget the milk", "não esqueça o leite", "notes on it"])
def test_not_to_forget_is_a_wish(text: str) -> None:
    assert not wish(text).negated
