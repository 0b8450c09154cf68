"""Cutting texts into sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.queries.knowledge.sentences import sentences

MARKDOWN = st.lists(
    st.one_of(
        st.sampled_from(
            ["\n", "\n\n", "# ", "- ", "1. ", "| ", "|", "```", "~~~", "> ", " ", "***"]
        ),
        st.sampled_from(
            [". ", "! ", "? ", "… ", ".", '."', "Dr. ", "p. 5", "3.14", "S.A. ", "A", "é"]
        ),
        st.text(max_size=12),
    ),
    max_size=40,
).map("".join)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@given(MARKDOWN)
def test_only_white_space_lies_outside_of_sentences(text: str) -> None:
    outside, after = "", 0
    for start, end in sentences(text, 0, len(text)):
        assert after <= start < end
        outside += text[after:start]
        after = end
    assert not (outside + text[after:]).strip()


@given(MARKDOWN, st.integers(0, 40), st.integers(0, 40))
def test_sentences_stay_within_the_range_asked_for(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    assert all(start <= left < right <= end for left, right in sentences(text, start, end))


def test_full_stops_questions_and_exclamations_end_sentences() -> None:
    assert cut("Choveu. Parou? Sim! “Ótimo.” Fim…  Então saiu.") == [
        "Choveu.",
        "Parou?",
        "Sim!",
        "“Ótimo.”",
        "Fim…",
        "Então saiu.",
    ]


QUOTED = "Ana:\n\n> A tarifa\n> subiu. Em\n> maio.\n>\n> > Sim\n> > e não.\n> - um\n> # T\n"


def test_sentences_of_quotations_go_on_in_their_next_line() -> None:
    assert cut(QUOTED) == [
        "Ana:", "> A tarifa\n> subiu.", "Em\n> maio.", ">", "> > Sim\n> > e não.", "> - um",
        "> # T",
    ]  # fmt: skip


def test_a_range_may_begin_behind_the_mark_of_a_quotation() -> None:
    for start in (QUOTED.index("A tarifa"), QUOTED.index(" A tarifa")):
        left, right = next(sentences(QUOTED, start, len(QUOTED)))
        assert QUOTED[left:right] == "A tarifa\n> subiu."


@pytest.mark.parametrize(
    "sentence",
    [
        "O Dr. Silva e a Profa. Lima chegaram.",
        "Mr. Smith met Mrs. Jones in St. Louis.",
        "J. R. R. Tolkien served in the U.S. Army.",
        "A inflação foi de 3.5 e depois de 2,7 por cento.",
        "See Fig. 3 and No. 5 of vol. 2.",
        "Cf. Souza et al. Nature apart.",
        "It runs on node.js and costs U$ 1.000.000,00 a year.",
        "ele disse sim. e saiu.",
        "The deposit for the flat is min. 500 euros per person, incl. Wi-Fi.",
        "The lift takes max. 30 kg, see tab. 4, eq. 5 and Ch. 6.",
        "Open Mon.-Fri. 8 a.m. to 5 p.m. and Sat. 9 a.m. to noon.",
        "O elevador leva no máx. 450 kg, aprox. Seis pessoas, ap. 12, ram. 30.",
        "Veja os arts. 5 e 6 do Proc. 123, de 12 fev. Assina o Pres. Lima.",
        "J.-P. Sartre wrote it, i.e. The Words.",
        "To jest tzw. śruba.",
    ],
)
def test_abbreviations_initials_and_numbers_do_not_end_sentences(sentence: str) -> None:
    assert cut(sentence) == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        "It takes 30 s to 45 s.|The option is new.",
        "We took Plan B.|It works.",
        "O anexo A.|Os outros faltam.",
        "It charges by USB-C.|Batteries last.",
        "He lives in the U.S.|In 1990 he left.",
        "All is well.|🎉 We are open.|⚠ Mind the step.",
        "They swam in the sea.|Thirty came back.",
    ],
)
def test_units_letters_and_signs_part_sentences(text: str) -> None:
    assert cut(text.replace("|", " ")) == text.split("|")


def test_wide_full_stops_need_no_space_after_them() -> None:
    assert cut("店は九時に開く。日曜は休み！なぜ？「休み。」そう。") == [
        "店は九時に開く。",
        "日曜は休み！",
        "なぜ？",
        "「休み。」",
        "そう。",
    ]


def test_a_short_word_at_the_end_of_a_line_is_no_abbreviation() -> None:
    assert cut("They swam in the sea.\n30 came back.") == [
        "They swam in the sea.",
        "30 came back.",
    ]


def test_a_sentence_may_begin_with_code() -> None:
    assert cut("It uses keys. `POST /v1/keys` makes one. e.g. `aur_x`.") == [
        "It uses keys.",
        "`POST /v1/keys` makes one. e.g. `aur_x`.",
    ]


def test_a_number_may_end_a_sentence() -> None:
    assert cut("It was 1998. Then 2001. Nothing.") == ["It was 1998.", "Then 2001.", "Nothing."]


def test_no_may_end_a_sentence_where_no_number_follows() -> None:
    assert cut("She said no. Then she left.") == ["She said no.", "Then she left."]


def test_what_is_struck_is_not_parted_from_its_marks() -> None:
    struck = "~~The fee is 9. It is paid at noon.~~"
    text = f"{struck} (Repealed.) The fee is ~~9.~~ It was. ~~Due at noon.~~ Now due."
    assert cut(text) == [
        struck,
        "(Repealed.)",
        "The fee is ~~9.~~",
        "It was.",
        "~~Due at noon.~~",
        "Now due.",
    ]


def test_headings_items_rows_and_code_stand_alone() -> None:
    text = """# Rivers. A list
The Amazon is
long. It is wide.
- Nile. In Africa.
2. Danube

| River | Length. In km |
|---|---|
```
x = 1. Y = 2
```
> Said someone."""
    assert cut(text) == [
        "# Rivers. A list",
        "The Amazon is\nlong.",
        "It is wide.",
        "- Nile.",
        "In Africa.",
        "2. Danube",
        "| River | Length. In km |",
        "|---|---|",
        "```\nx = 1. Y = 2\n```",
        "> Said someone.",
    ]
