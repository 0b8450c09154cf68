"""What the Markdown splitter adds to what every splitter promises."""

import json

import pytest
from tests.infrastructure.models.samples import BREAD, DATA, DATA_EXPECTED, HARBOUR, TOKENIZER

from aurora.infrastructure.models.splitter import MarkdownSplitter

SPLITTER = MarkdownSplitter(TOKENIZER)
LONG = f"{BREAD} " * 12


def passages(text: str) -> list[str]:
    return [text[start:end] for start, end in SPLITTER.split(text)]


def test_a_paragraph_of_1500_characters_stays_whole() -> None:
    paragraph = (f"{HARBOUR} " * 20)[:1_500].strip()
    assert passages(f"{paragraph}\n\n{paragraph}") == [paragraph, paragraph]


def test_small_paragraphs_share_a_passage() -> None:
    assert len(passages("\n\n".join([BREAD] * 8))) == 1


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    pieces = passages(f"{BREAD} " * 60)
    assert len(pieces) > 3
    assert all(piece.endswith(".") and piece.startswith("Sourdough") for piece in pieces)


def test_chapters_do_not_share_a_passage() -> None:
    one, two = passages(f"# One\n\n{BREAD * 4}\n\n## Two\n\n{HARBOUR * 4}")
    assert one.startswith("# One")
    assert two.startswith("## Two")


def test_a_very_small_chapter_shares_the_passage_of_the_next() -> None:
    assert len(passages(f"# Title\n\nBy Ana.\n\n## One\n\n{BREAD}")) == 1


def test_rows_of_tables_and_lines_of_code_stay_whole() -> None:
    rows = "\n".join(
        f"| river {number} | {number * 37} km | in the north |" for number in range(60)
    )
    code = "\n".join(f"flow_{number} = measure(river, {number}) * 2" for number in range(60))
    table = f"| name | length | where |\n| --- | --- | --- |\n{rows}"
    text = f"# Data\n\n{table}\n\n```python\n{code}\n```"
    lines = set(text.split("\n"))
    assert all({*piece.split("\n")} <= lines for piece in passages(text))


def test_the_first_line_of_a_fence_does_not_stand_alone_below_its_heading() -> None:
    code = "\n".join(f"flow_{number} = measure(river, {number}) * 2" for number in range(60))
    first, *_ = passages(f"# Code\n\n```python\n{code}\n```")
    assert first.startswith("# Code\n\n```python\nflow_0 =")


def test_a_heading_stays_with_the_text_after_it() -> None:
    almost = (f"{HARBOUR} " * 30)[:1_595].strip()
    text = f"{LONG}\n\n### Deep\n\n#### Deeper\n\n{almost}\n\n### Next\n\n{almost}"
    assert not [piece for piece in passages(text) if piece.splitlines()[-1].startswith("#")]


def test_a_hash_inside_a_code_block_is_no_heading() -> None:
    code = "```sh\n" + "echo one\n" * 30 + "# not a chapter\n" + "echo two\n" * 30 + "```"
    assert passages(code) == [code]


def test_a_section_longer_than_a_window_loses_nothing() -> None:
    text = "\n".join(f"{number} {BREAD}" for number in range(2_000))
    assert " ".join(passages(text)).split() == text.split()


if DATA_EXPECTED:

    @pytest.mark.parametrize("collection", ["faquad-pt", "xquad-en"])
    def test_paragraphs_of_the_retrieval_collections_are_seldom_cut(collection: str) -> None:
        lines = (DATA / f"retrieval/{collection}/docs.jsonl").read_text().splitlines()
        whole = [len(SPLITTER.split(json.loads(line)["text"])) == 1 for line in lines]
        assert sum(whole) / len(whole) >= 0.95
