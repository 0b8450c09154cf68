"""Threads come out whole, whatever program wrote them."""

import pytest
from tests.infrastructure.extraction.content.boards import (
    BOARDS,
    CODE,
    FOOT,
    ITEMS,
    POSTS,
    RANKS,
    SIGNATURES,
)

from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.web.urls import AdaUrls

URL = "https://board.example.org/viewtopic.php?t=77"


def text(board: str, *changes: tuple[str, str]) -> str:
    html = BOARDS[board]()
    for before, after in changes:
        assert before in html
        html = html.replace(before, after)
    return read(Source(content=html.encode(), content_type="text/html", url=URL), AdaUrls()).text


boards = pytest.mark.parametrize("board", BOARDS)


@boards
def test_every_post_stands_below_who_wrote_it_and_when(board: str) -> None:
    said, last = text(board), -1
    for post in POSTS:
        at = said.index(post.text, last + 1)
        between = said[last + 1 : at]
        assert post.name in between
        assert "2024" in between
        last = at


@boards
def test_posts_are_kept_with_their_lists_code_and_last_words(board: str) -> None:
    said = text(board)
    for post in POSTS:
        assert post.last in said
    assert "\n".join(f"- {item}" for item in ITEMS) in said
    assert CODE in said


@boards
def test_signatures_and_what_is_told_of_people_are_left_out(board: str) -> None:
    said = text(board)
    for words in (*SIGNATURES.values(), *RANKS.values(), FOOT):
        assert words not in said
    for word in ("Join", "Posts:", "Messages", "Like", "offline", "Reply", "Back to top", "____"):
        assert word not in said


@boards
def test_quotations_are_such_with_whose_words_they_are(board: str) -> None:
    said = text(board)
    quote = said[: said.index(POSTS[3].text)].rsplit("\n\n", 1)[0].split("\n\n")[-1]
    lines = [line for line in said.splitlines() if line.startswith(">")]
    assert any("Evander" in line for line in lines)
    assert "> A time without a date is a promise to be wrong every night" in lines
    assert quote.startswith(">")
    assert "> >" not in said
    assert "expand" not in said


@boards
def test_what_a_post_says_is_not_said_again_where_it_is_quoted(board: str) -> None:
    said = text(board)
    assert said.count("it prints the wrong crossing after midnight") == 1
    assert "Adaline wrote" not in said
    assert "Adaline said" not in said
    assert "Originally Posted by Adaline" not in said


@pytest.mark.parametrize("board", ["tables", "rows"])
def test_tables_that_lay_out_posts_are_no_tables(board: str) -> None:
    assert "|" not in text(board)


def test_a_table_in_a_post_is_one() -> None:
    table = (
        "<table><tr><th>Boat</th><th>Leaves</th></tr><tr><td>Eider</td><td>9:15</td></tr></table>"
    )
    said = text("tables", ("+1, same here", f"+1, same here{table}"))
    assert "| Eider | 9:15 |" in said


def test_a_post_that_another_one_shows_in_its_foot_is_said_once() -> None:
    shown = f"<div class=reply-to><p>{POSTS[2].text}</p><p>{POSTS[2].last}</p></div>"
    end = f"{POSTS[3].text}</div>"
    said = text("sections", (end, f"{end}{shown}"))
    assert said.count(POSTS[2].text) == 1
    assert said.count(POSTS[2].last) == 1


def test_a_post_that_only_quotes_is_kept() -> None:
    quote = "<blockquote>Who sails at night needs a lamp more than a list</blockquote>"
    assert "> Who sails at night" in text("sections", ("+1, same here", quote))


def test_a_post_in_a_block_quote_is_no_quotation() -> None:
    said = text(
        "sections",
        ("<div class=message-body>", "<blockquote class=message-body>"),
        ("</div><aside", "</blockquote><aside"),
    )
    assert "\n+1, same here" in said


def test_questions_about_cookies_are_no_part_of_a_thread() -> None:
    asked = (
        "<div class=cookie-consent><p>We and our partners store information on your device, such "
        "as cookies, and process what these tell us about you to show you what you like.</p></div>"
    )
    assert "partners" not in text("sections", ("<div class=footer>", f"{asked}<div class=footer>"))


def test_code_with_broken_lines_is_code() -> None:
    code = "<code>def following(times):<br>&nbsp;&nbsp;return min(times)</code>"
    said = text("sections", ("Hope that helps.", f"{code}Hope that helps."))
    assert "```\ndef following(times):\n  return min(times)\n```" in said.replace("\xa0", " ")


def test_who_is_quoted_stands_on_a_line_alone() -> None:
    cited = "<blockquote><cite>Faye wrote:</cite>Boats have no brakes at all</blockquote>"
    said = text("sections", ("+1, same here", f"{cited}+1, same here"))
    assert "> Faye wrote:\n>\n> Boats have no brakes at all" in said


def test_posts_that_all_say_the_same_are_not_lost() -> None:
    post = "<div class=post><a href=/u/ana>Ana</a> <time>2024-01-01</time>{}</div>"
    said = "<div><p>some words that are said here now</p>" * 60 + "</div>" * 60
    html = f"<body id=phpbb><h1>Tides</h1>{post.format(said) * 90}"
    told = read(Source(content=html.encode(), content_type="text/html", url=URL), AdaUrls()).text
    assert "some words that are said here now" in told


@pytest.mark.parametrize(
    "words",
    [
        "Mensagem original de", "Publicado originalmente por", "Iniciado por", "Envoyé par",
        "Zitat von", "Originariamente inviato da", "Oorspronkelijk geplaatst door",
        "Zamieszczone przez",
    ],
)  # fmt: skip
def test_quotations_are_known_in_other_languages(words: str) -> None:
    said = text("tables", ("Originally Posted by", words))
    assert f"> {words} Evander\n>\n> A time without a date" in said
    assert said.count("the wrong crossing after midnight") == 1


@pytest.mark.parametrize(
    "words",
    ["disse", "escreveu", "dijo", "a écrit", "schrieb", "ha scritto", "schreef", "napisał(a)"],
)
def test_who_is_quoted_is_known_in_other_languages(words: str) -> None:
    assert f"> Evander {words}:\n>\n> A time" in text("sections", (" said:", f" {words}:"))
