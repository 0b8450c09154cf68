"""What splitters promise, in memory and for real."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.infrastructure.models.samples import BREAD, HARBOUR, HOSTILE, TOKENIZER

from aurora.domains.knowledge.ports import Splitter
from aurora.infrastructure.memory.models import MemorySplitter
from aurora.infrastructure.models.e5_tokenizer import TOKEN_LIMIT
from aurora.infrastructure.models.splitter import MarkdownSplitter

SPLITTERS: dict[str, Splitter] = {
    "memory": MemorySplitter(),
    "markdown": MarkdownSplitter(TOKENIZER),
}

BLOCKS = st.one_of(
    st.text(max_size=3_000),
    st.text("ab c.\n#`|>*-_ é\t\r\u2028日😀", max_size=3_000),
    st.sampled_from(["# One\n", "\n## Two\n\n", "```\n", "| a | b |\n|---|---|\n", "- item\n"]),
    st.integers(1, 40).map(lambda times: f"{BREAD} " * times),
    st.integers(1, 40).map(lambda times: f"{HARBOUR}\n\n" * times),
)
TEXTS = st.lists(BLOCKS, max_size=8).map("".join)


@pytest.fixture(params=SPLITTERS.keys())
def splitter(request: pytest.FixtureRequest) -> Splitter:
    return SPLITTERS[request.param]


def check(splitter: Splitter, text: str) -> None:
    at = 0
    for start, end in splitter.split(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize("name", SPLITTERS.keys())
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_only_white_space_lies_outside_of_the_passages(name: str, text: str) -> None:
    check(SPLITTERS[name], text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_every_text_can_be_split(splitter: Splitter, text: str) -> None:
    check(splitter, text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_passages_of_every_text_fit_the_model(splitter: Splitter, text: str) -> None:
    passages = [f"passage: {text[start:end]}" for start, end in splitter.split(text)]
    assert all(len(tokens) < TOKEN_LIMIT for tokens in TOKENIZER.encode(passages))


def test_a_text_without_words_has_no_passages(splitter: Splitter) -> None:
    assert list(splitter.split(" \n\n\t")) == []


def test_offsets_count_characters_not_bytes(splitter: Splitter) -> None:
    text = "😀😀 ação\n\n" + "x" * 2_000
    (start, end), *_ = splitter.split(text)
    assert (start, end) == (0, len("😀😀 ação"))
