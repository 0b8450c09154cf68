"""What sketchers promise, in memory and for real."""

from uuid import uuid4

import pytest

from aurora.domains.knowledge.likeness import ALIKE, SLOTS, buckets, likeness
from aurora.domains.knowledge.ports import Sketcher
from aurora.infrastructure.memory.models import MemorySketcher
from aurora.infrastructure.models.sketcher import ShingleSketcher

NUMBERS = " ".join(f"word{number}" for number in range(300))
OTHERS = " ".join(f"other{number}" for number in range(300))
SKETCHERS: dict[str, Sketcher] = {"memory": MemorySketcher(), "shingles": ShingleSketcher()}


@pytest.fixture(params=SKETCHERS)
def sketcher(request: pytest.FixtureRequest) -> Sketcher:
    return SKETCHERS[request.param]


def test_a_sketch_is_small_whatever_the_text(sketcher: Sketcher) -> None:
    assert {len(sketcher.sketch(text)) for text in (NUMBERS, NUMBERS * 9)} == {1 + SLOTS}


def test_the_same_words_give_the_same_sketch(sketcher: Sketcher) -> None:
    assert sketcher.sketch(NUMBERS) == sketcher.sketch(f"# {NUMBERS.upper()}!\n\n")


def test_a_changed_word_changes_little(sketcher: Sketcher) -> None:
    changed = NUMBERS.replace("word150 ", "weird ")
    assert ALIKE < likeness(sketcher.sketch(NUMBERS), sketcher.sketch(changed)) <= 1


def test_other_words_are_not_alike(sketcher: Sketcher) -> None:
    assert likeness(sketcher.sketch(NUMBERS), sketcher.sketch(OTHERS)) < 0.1


def test_a_few_words_have_no_sketch_and_are_like_nothing(sketcher: Sketcher) -> None:
    assert sketcher.sketch("A few words.") == sketcher.sketch("") == b""
    assert likeness(b"", b"") == likeness(b"", sketcher.sketch(NUMBERS)) == 0


def test_sketches_of_different_kinds_are_not_compared() -> None:
    one, other = (sketcher.sketch(NUMBERS) for sketcher in SKETCHERS.values())
    assert likeness(one, other) == 0


def test_the_same_text_shares_all_buckets_and_none_with_other_collections(
    sketcher: Sketcher,
) -> None:
    here, there = uuid4(), uuid4()
    sketch = sketcher.sketch(NUMBERS)
    assert buckets(here, "ab" * 32, sketch) == buckets(here, "ab" * 32, sketch)
    assert not {*buckets(here, "ab" * 32, sketch)} & {*buckets(there, "ab" * 32, sketch)}


def test_texts_that_are_alike_share_a_bucket(sketcher: Sketcher) -> None:
    here = uuid4()
    one = buckets(here, "ab" * 32, sketcher.sketch(NUMBERS))
    other = buckets(here, "cd" * 32, sketcher.sketch(NUMBERS.replace("word150 ", "weird ")))
    assert {*one} & {*other}
