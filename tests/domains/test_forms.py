"""The forms of a text agree with one another."""

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aurora.domains.blocks import (
    AnyBlock,
    Cell,
    Code,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
)
from aurora.domains.elements import Element, ElementKind
from aurora.domains.errors import NotFound
from aurora.domains.forms import KeptReading, TextFormat, WholeReading
from aurora.domains.kept import Kept
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.writing import write

WORDS = st.lists(st.sampled_from(["maré", "tide", "Ω", "3", "sea"]), min_size=1, max_size=5)
SAID = WORDS.map(" ".join)
STYLED = st.builds(
    Run, SAID, st.sampled_from(["", "b", "i", "c"]), st.sampled_from([None, "https://a.example/b"])
)
RUNS = st.lists(STYLED, min_size=1, max_size=2).map(tuple)
LEAVES = st.one_of(
    st.builds(Heading, level=st.integers(1, 6), runs=RUNS, page=st.integers(1, 9)),
    st.builds(Paragraph, runs=RUNS),
    st.builds(Code, text=SAID, language=st.sampled_from([None, "python"])),
    st.builds(Table, rows=RUNS.map(lambda runs: ((Cell(runs), Cell()), (Cell(), Cell(runs))))),
)
BLOCKS = st.lists(
    st.recursive(
        LEAVES,
        lambda inner: st.one_of(
            st.builds(Quote, blocks=st.lists(inner, min_size=1, max_size=2).map(tuple)),
            st.builds(
                Listing,
                items=st.lists(inner.map(lambda one: (one,)), min_size=1, max_size=3).map(tuple),
            ),
        ),
        max_leaves=4,
    ),
    min_size=1,
    max_size=5,
).map(tuple)
MARKS = re.compile(r"\]\(https://a\.example/b\)|</?(?:strong|em)>|\W")


def reading(blocks: tuple[AnyBlock, ...]) -> KeptReading:
    written = write(blocks)
    transcript = Transcript(facts=Facts(title="Tides"), blocks=blocks, page_type="article")
    kept = Kept.of(written.text, written.elements, msgspec.json.encode(transcript))
    return KeptReading.of(kept.text, kept.elements, kept.transcript)


def words(text: str) -> str:
    return MARKS.sub("", text)


@given(BLOCKS)
@settings(max_examples=60, deadline=None)
def test_a_part_says_the_same_in_every_form(blocks: tuple[AnyBlock, ...]) -> None:
    whole = reading(blocks).whole()
    for one in whole.elements:
        assert one.text is not None
        said = words(whole.text[slice(*one.text)])
        assert words(whole.markdown[slice(*one.markdown)]) == said
        assert words(whole.plain[slice(*one.plain)]) == said


@given(BLOCKS)
@settings(max_examples=30, deadline=None)
def test_each_form_is_the_one_within_the_json(blocks: tuple[AnyBlock, ...]) -> None:
    kept = reading(blocks)
    whole = msgspec.json.decode(kept.written(TextFormat.JSON), type=WholeReading)
    assert whole.blocks == blocks
    for form in (TextFormat.TEXT, TextFormat.MARKDOWN, TextFormat.PLAIN):
        assert kept.written(form) == getattr(whole, form)


def test_a_text_without_a_transcript_has_itself_alone() -> None:
    kept = KeptReading.of(b"# Tides", b"", b"")
    assert kept.written(TextFormat.TEXT) == kept.written(TextFormat.MARKDOWN) == "# Tides"
    for form in (TextFormat.PLAIN, TextFormat.JSON):
        with pytest.raises(NotFound):
            kept.written(form)


def test_parts_that_were_handed_in_otherwise_are_matched_by_their_words() -> None:
    text = "Tides\n=====\n\n![the moon](m.png)\nThe sea rises.\n\n* twice a day\n"
    told = [("Tides", 1), ("The sea rises.", 0), ("twice a day", 1)]
    kinds = [ElementKind.HEADING, ElementKind.PARAGRAPH, ElementKind.LIST]
    moon = Element(ElementKind.IMAGE, text.index("the moon"), text.index("](m"))
    places = [
        Element(kind, text.index(said), text.index(said) + len(said), level)
        for kind, (said, level) in zip(kinds, told, strict=True)
    ]
    blocks: tuple[AnyBlock, ...] = (
        Heading(level=1, runs=(Run("Tides"),)),
        Paragraph(runs=(Run("The sea rises."),)),
        Listing(items=((Paragraph(runs=(Run("twice a day"),)),),)),
    )
    kept = KeptReading(
        text=text,
        elements=(places[0], moon, *places[1:]),
        transcript=Transcript(facts=Facts(), blocks=blocks),
    )
    found = [one.text and text[slice(*one.text)] for one in kept.whole().elements]
    assert found == ["Tides", "The sea rises.", "twice a day"]


def test_what_says_nothing_is_no_content() -> None:
    assert Kept.of("").contents == ()
    alone = Kept.of("text")
    assert (alone.contents, alone.elements_sha256, alone.transcript_sha256) == (
        (b"text",),
        None,
        None,
    )
