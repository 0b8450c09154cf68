"""Markdown in parts, with their places in the text as it was written."""

import gc
from collections.abc import Iterator

import msgspec
import pytest

from aurora.domains.blocks import (
    Cell,
    Code,
    Heading,
    Image,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
)
from aurora.domains.elements import ElementKind
from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import Transcript
from aurora.infrastructure.extraction import texts
from aurora.infrastructure.extraction.texts import markdown_text, plain_text

URL = "https://example.org/docs/page.md"
RICH = """# Harbour [map](map.md) #

> The **old**
> harbour.
> > deeper

- one
  more

  1. first
     ```py title=x
     a
       b
     ```
- | a | b |
  |---|--:|
  | 1 |   |

![a *grey* cat](cat.png)

Set in
two lines
=====

    indented
      more
"""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('# **Guide** to <span id="a"></span>things [here](http://e.org)', "Guide to things here"),
        ("**One**\n_two_ `__init__`\n===", "One two __init__"),
        ("# ![badge](a.svg)", "badge"),
        ("# What a_b_c \\*is\\*, 2 * 3 #", "What a_b_c *is*, 2 * 3"),
        ("# Plain words", None),
    ],
)
def test_titles_know_their_words_where_marks_stand_among_them(line: str, words: str | None) -> None:
    [title] = markdown_text(line, URL).elements
    assert title.words == words


def elements(text: str) -> list[tuple[ElementKind, int, str]]:
    found = markdown_text(text, URL)
    return [(one.kind, one.level, found.text[one.start : one.end]) for one in found.elements]


def transcript(found: Extracted) -> Transcript:
    return msgspec.json.decode(found.transcript, type=Transcript)


def test_parts_stand_where_they_were_written() -> None:
    kind = ElementKind
    assert elements(RICH) == [
        (kind.HEADING, 1, "Harbour [map](map.md)"),
        (kind.QUOTE, 1, "The **old**\n> harbour."),
        (kind.QUOTE, 2, "deeper"),
        (kind.LIST, 1, "one\n  more"),
        (kind.LIST, 2, "first"),
        (kind.CODE, 2, "a\n       b"),
        (kind.TABLE, 1, "| a | b |\n  |---|--:|\n  | 1 |   |"),
        (kind.IMAGE, 0, "![a *grey* cat](cat.png)"),
        (kind.HEADING, 1, "Set in\ntwo lines"),
        (kind.CODE, 0, "indented\n      more"),
    ]


def test_blocks_say_what_the_marks_mean() -> None:
    def paragraph(*runs: Run) -> Paragraph:
        return Paragraph(runs=runs)

    code = Code(text="a\n  b", language="py")
    first = Listing(items=((paragraph(Run("first")), code),), ordered=True)
    table = Table(
        rows=((Cell((Run("a"),)), Cell((Run("b"),))), (Cell((Run("1"),)), Cell())), headers=1
    )
    assert transcript(markdown_text(RICH, URL)).blocks == (
        Heading(
            level=1,
            runs=(Run("Harbour "), Run("map", link="https://example.org/docs/map.md")),
        ),
        Quote(
            blocks=(
                paragraph(Run("The "), Run("old", "b"), Run(" harbour.")),
                Quote(blocks=(paragraph(Run("deeper")),)),
            )
        ),
        Listing(items=((paragraph(Run("one more")), first), (table,))),
        Image(alt="a grey cat", source="https://example.org/docs/cat.png"),
        Heading(level=1, runs=(Run("Set in two lines"),)),
        Code(text="indented\n  more"),
    )


def test_the_text_is_kept_as_it_was_written() -> None:
    written = "Two spaces  \nbreak.\n\n\n\n```\na\n\n\n\nb  \n```"
    assert markdown_text(f"\n \n{written}\n\n", None).text == written


def test_front_matter_is_no_part_and_tells_facts() -> None:
    found = markdown_text(
        "---\ntitle: Farol\ndate: 2024-03-05\nauthors:\n- Ana\n- name: Rui\nlang: pt_BR\n"
        "license: CC-BY-4.0\n---\n\n# Luz\n",
        None,
    )
    assert [found.text[one.start : one.end] for one in found.elements] == ["Luz"]
    assert (found.title, found.author, found.published, found.language) == (
        "Farol", "Ana; Rui", "2024-03-05", "pt",
    )  # fmt: skip
    assert transcript(found).facts.licence == "CC-BY-4.0"


def test_front_matter_in_toml_tells_facts_too() -> None:
    found = markdown_text(
        '+++\ntitle = "Farol"\ndate = 2024-03-05T10:00:00Z\nauthors = ["Ana", "Rui"]\n'
        '[params]\nlang = "fr"\n+++\n\n# Luz\n',
        None,
    )
    assert [found.text[one.start : one.end] for one in found.elements] == ["Luz"]
    assert (found.title, found.author, found.published, found.language) == (
        "Farol", "Ana; Rui", "2024-03-05T10:00:00+00:00", "und",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "day"), [("5 March 2024", "2024-03-05"), ("2024", "2024"), ("when it rained", None)]
)
def test_dates_of_front_matter_are_told_as_others_are(said: str, day: str | None) -> None:
    assert markdown_text(f"---\ndate: {said}\n---\nLuz", None).published == day


@pytest.mark.parametrize("block", ["title", "title = ", "a = 1\na = 2", f"a = {'[' * 9_000}"])
def test_broken_toml_tells_nothing_and_breaks_nothing(block: str) -> None:
    found = markdown_text(f"+++\n{block}\n+++\n# Luz", None)
    assert found.title == "Luz"


@pytest.mark.parametrize("block", ["title: a: b", "a: &a [*a]", "title: [", "date: 2024-99-99"])
def test_broken_front_matter_tells_nothing_and_breaks_nothing(block: str) -> None:
    found = markdown_text(f"---\n{block}\n---\n# Luz", None)
    assert [found.text[one.start : one.end] for one in found.elements] == ["Luz"]
    assert found.title == "Luz"


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    assert elements("---\nwords\n\nmore") == [
        (ElementKind.PARAGRAPH, 0, "words"),
        (ElementKind.PARAGRAPH, 0, "more"),
    ]


def test_comments_in_code_are_no_title() -> None:
    assert markdown_text("```sh\n# not a title\n```\n\n# Title", None).title == "Title"


@pytest.mark.parametrize("target", ["ftp://a.example/", "data:image/png;base64,AA==", "x:y"])
def test_what_is_no_address_is_no_target(target: str) -> None:
    link, picture = transcript(markdown_text(f"[x]({target})\n\n![y]({target})", URL)).blocks
    assert link == Paragraph(runs=(Run("x"),))
    assert picture == Image(alt="y")


def test_plain_text_has_paragraphs() -> None:
    found = plain_text("# one\ntwo\n \nthree")
    assert [found.text[one.start : one.end] for one in found.elements] == ["# one\ntwo", "three"]
    assert {one.kind for one in found.elements} == {ElementKind.PARAGRAPH}


def test_what_is_too_long_still_has_titles_and_paragraphs() -> None:
    found = markdown_text("# One\n\ntwo\n\n" * 30_000 + "x" * 900_000, None)
    assert [found.text[one.start : one.end] for one in found.elements[:3]] == ["One", "two", "One"]
    assert "characters" in transcript(found).reasons[0]


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Keep alarms from callbacks of the collector, out of which nothing is raised."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.no_cover  # an alarm that rings amid the tracer leaves it locked
@pytest.mark.usefixtures("uncollected")
def test_what_takes_too_long_still_has_titles_and_paragraphs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(texts, "STRUCTURE_SECONDS", 0.05)
    found = markdown_text("# One\n" + "|a|b|\n|-|-|\n" * 10_000, None)
    assert [one.kind for one in found.elements] == [ElementKind.HEADING, ElementKind.PARAGRAPH]
    assert "too long" in transcript(found).reasons[0]


def test_html_in_a_text_is_read_as_in_pages() -> None:
    found = markdown_text("a\n\n<ul><li>b<li hidden>c</ul>\n\n<!-- d -->\n\ne", URL)
    assert transcript(found).blocks == (
        Paragraph(runs=(Run("a"),)),
        Listing(items=((Paragraph(runs=(Run("b"),)),),)),
        Paragraph(runs=(Run("e"),)),
    )
    stand = [found.text[one.start : one.end] for one in found.elements]
    assert stand == ["a", "<ul><li>b<li hidden>c</ul>", "e"]


def test_nesting_without_end_ends() -> None:
    assert markdown_text("> " * 100_000 + "x", None).text.endswith("x")


@pytest.mark.parametrize("html", ["<div>" * 60_000, f"<p {' a=1' * 60_000}>"])
def test_html_that_no_parser_can_bear_is_passed_over(html: str) -> None:
    found = markdown_text(f"# Words\n\n{html}\n\nand more", URL)
    blocks = msgspec.json.decode(found.transcript, type=Transcript).blocks
    assert blocks == (Heading(level=1, runs=(Run("Words"),)), Paragraph(runs=(Run("and more"),)))
