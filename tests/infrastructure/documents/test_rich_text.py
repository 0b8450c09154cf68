"""Rich text is read whatever program wrote it: its headings, its powers, and all of its text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.office.rich_text_powers import with_powers
from aurora.infrastructure.documents.office.rich_text_slips import mended
from aurora.infrastructure.documents.office.rich_text_tokens import tokens
from aurora.infrastructure.documents.office.text import read_rich_text
from aurora.infrastructure.extraction.deadline import at_most


def read(body: bytes) -> str:
    return write(read_rich_text(rb"{\rtf1\ansi " + body + b"}").blocks, Form.MARKDOWN).text


@pytest.mark.parametrize(
    ("style", "mark"),
    [
        (rb"{\s7\sbasedon0\f6\fs32\b\dbch\af9 Heading 2;}", "## "),
        (rb"{\s7\sbasedon0{\*\hyphen2}\b" b"\r\n" rb"heading 3,h3;}", "### "),
        (rb"{\s7\outlinelevel0\b heading 2;}", "# "),
        (rb"{\s7\b \'dcberschrift 2;}", "## "),
        (rb"{\s7\b\u220\'dcberschrift 2;}", "## "),
        (rb"{\s7\b T\'edtulo 1,T1;}", "# "),
        (rb"{\s7\b\up6 Titre3;}", "### "),
        (rb"{\s7\b Nag\u322?\u243?wek 4;}", "#### "),
        (rb"{\s7\f0 T\'edtulo;}", "# "),
        (rb"{\s7\f0 Title;}", "# "),
        (rb"{\s7\f0 Subtitle;}", ""),
        (rb"{\s7\f0 Kop van pagina 1;}", ""),
        (rb"{\s7\f0 Numbered Heading 2;}", ""),
        (rb"{\s7\f0 Heading;}", ""),
        (rb"{\*\cs7\b Heading 1;}", ""),
    ],
)
def test_styles_that_are_called_headings_are_such(style: bytes, mark: str) -> None:
    sheet = rb"{\stylesheet{\s0 Normal;}" + style + b"}"
    body = rb"\pard\plain\s7 O cais\par\pard\plain\s0 O mar.\par"
    assert read(sheet + body) == f"{mark}O cais\n\nO mar."


def test_names_of_styles_are_in_the_code_page_of_the_text() -> None:
    sheet = rb"\ansicpg1250{\stylesheet{\s7 Nag\'b3\'f3wek 2;}}"
    assert read(sheet + rb"\pard\s7 Molo\par") == "## Molo"


@pytest.mark.parametrize(
    "words",
    [
        rb"{\i0\b0\*\cs7\cf0 O cais}\par",
        rb"\*\pnseclvl1 O cais\par",
        rb"{\*\hyphen2}O {" b"\r\n" rb"\*\foo hidden}{ \*\foo hidden}cais\par",
    ],
)
def test_a_mark_of_groups_hides_nothing_where_none_begins(words: bytes) -> None:
    assert read(words) == "O cais"


def test_a_star_after_a_backslash_is_a_star() -> None:
    assert mended(rb"{\rtf1 a\\*b}") == rb"{\rtf1 a\\*b}"


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        (rb"10{\super 6} N, 10{\super -}{\b{\super 4}} m", "10^6 N, 10^-4 m"),
        (rb"2\super 10\nosupersub  bytes", "2^10 bytes"),
        (rb"10\super\u8722?4\plain  m", "10^−4 m"),
        (rb"10{\super \uc2\u8722\'2d\'2d4} m", "10^−4 m"),
        (rb"x\up6 2\up0 +\'e9{\up9  3}", "x^2+é^3"),
        (rb"(a+b){\super 2}", "(a+b)^2"),
        (rb"10{\super 6", "10^6"),
        (rb"10{\*\bkmkstart x}{\super 6} N", "10^6 N"),
        (rb"O cais{\super 2} e 1{\super st}", "O cais[2] e 1st"),
        (rb"O mar.{\super \b  1 }{\pict ff}{\super 2\par}", "O mar.[1] ^2"),
        (rb"O cais{\super \u50?}", "O cais2"),
        (rb"O mar{\super 2}", "O mar2"),
        (rb"10{\sub 6}{\super0 6}", "1066"),
        (rb"O\{10\}{\super 2}", "O{10}2"),
    ],
)
def test_powers_and_marks_of_notes_are_told_apart(runs: bytes, said: str) -> None:
    assert write(read_rich_text(rb"{\rtf1\ansi " + runs + rb"\par}").blocks).text == said


def test_what_begins_a_paragraph_is_no_power_of_the_one_before() -> None:
    assert read(rb"2024\par{\super 1} O cais\par") == "2024\n\n1 O cais"


TOKENS = [
    b"{",
    b"}",
    b"x",
    b"cais.",
    b"10",
    b"\\\\",
    rb"{\super ",
    rb"\up6 ",
    rb"\nosupersub ",
    rb"\'e9",
    rb"\u8722?",
    rb"\'z",
    rb"\bin3 }}}",
]
SIGNS = re.compile(rb"[\^\[\]]")


@given(st.lists(st.sampled_from(TOKENS)).map(b"".join))
def test_nothing_of_rich_text_is_lost_or_added_but_signs_of_powers(content: bytes) -> None:
    assert b"".join(whole for _, whole in tokens(content)) == content
    assert SIGNS.sub(b"", with_powers(content)) == content
    assert mended(content) == content


def test_rich_text_without_end_is_mended_at_once() -> None:
    with at_most(20):
        assert with_powers(rb"x{\super 2} " * 50_000) == rb"x{\super ^2} " * 50_000
        for piece in (rb"{\s1 ", rb"{\s1{\b}", rb"{\s1{\s1}", rb"\b ", rb"\*", b"\n", rb"x\'e9"):
            mended(rb"{\s1" + piece * 200_000)
