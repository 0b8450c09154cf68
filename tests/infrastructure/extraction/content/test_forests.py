"""Several forests are heard together."""

from collections import defaultdict

import numpy as np
import pytest
from benchmarks.growing.constraints import AGAINST, ARTICLE_MEASURES, FOR

from aurora.infrastructure.extraction.content.forest import Forest, chances
from aurora.infrastructure.extraction.content.forests import (
    HEARD_OF_NETS,
    SURE,
    Forests,
    agreement,
    forests,
)
from aurora.infrastructure.extraction.content.kinds import (
    ARTICLE,
    PAGE_TYPES,
    PRODUCT,
    SURENESS,
    Reading,
    page_type,
    reading,
    sureness,
)
from aurora.infrastructure.extraction.content.measured import Measured
from aurora.infrastructure.extraction.content.net import Net
from aurora.infrastructure.extraction.content.phrases import Measures

ROWS = 400


def leaf(value: float) -> Forest:
    """A forest of one tree that says the same of everything."""
    return Forest(
        names=("words",),
        asked=np.zeros((1, 1), np.int16),
        borders=np.zeros((1, 1), np.float32),
        leaves=np.full((1, 2, 1), value, np.float32),
        start=np.zeros(1, np.float32),
    )


def longer_than(words: float, odds: float) -> Forest:
    """A forest of one tree that takes what has more words for content."""
    return Forest(
        names=("words",),
        asked=np.zeros((1, 1), np.int16),
        borders=np.full((1, 1), np.log1p(words), np.float32),
        leaves=np.array([[[-odds], [odds]]], np.float32),
        start=np.zeros(1, np.float32),
    )


def net(value: float) -> Net:
    """A net that says the same of everything."""
    none, limit = np.zeros((1, 1, 1), np.float32), np.ones((1, 1), np.float32)
    last = np.full((1, 1, 1), value, np.float32)
    return Net(("words",), -limit, limit, (none, none, none), (none, none, last))


def kinds(chance: float, of: int = ARTICLE) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Chances of kinds, the rest even."""
    even = np.full(len(PAGE_TYPES), (1 - chance) / (len(PAGE_TYPES) - 1), np.float32)
    even[of] = chance
    return even


@pytest.mark.parametrize(("article", "sum"), [(0.0, -2.0), (0.04, -2.0), (0.5, 1.0), (1.0, 4.0)])
def test_the_forest_of_articles_is_heard_as_far_as_the_page_is_one(
    article: float, sum: float
) -> None:
    every = Forests(types=leaf(0), told=leaf(0), blocks=leaf(-2), articles=leaf(4), nets=net(-2))
    given = every.likely({"words": np.ones(3)}, kinds(1.0), Reading(article, 0))
    assert given == pytest.approx(chances(np.full(3, sum, np.float32)))


@pytest.mark.parametrize(("words", "agreed"), [([0, 9, 3], 6 / 7), ([6, 9, 0], 1.0)])
def test_pages_of_products_are_read_as_articles_as_far_as_both_forests_agree(
    words: list[float], agreed: float
) -> None:
    found: Measures = {"words": np.log1p(words)}
    every = Forests(
        leaf(0), leaf(0), blocks=longer_than(4, 4), articles=longer_than(1, 2), nets=net(0)
    )
    given = every.likely(found, kinds(1.0, PRODUCT), Reading(0, 1))
    known = Measured.of(found)
    first, second = every.blocks.weigh(known)[:, 0], every.articles.weigh(known)[:, 0]
    assert agreement(first, second, np.array(words)) == pytest.approx(agreed)
    heard = np.float32(1 - agreed) * first + np.float32(agreed) * second
    assert given == pytest.approx(chances(heard * np.float32(SURENESS["product"])))


def test_two_that_take_nothing_for_content_agree_on_nothing() -> None:
    assert agreement(np.full(2, -1.0), np.full(2, -1.0), np.ones(2)) == 0.0


def test_nets_are_heard_beside_the_forest() -> None:
    every = Forests(types=leaf(0), told=leaf(0), blocks=leaf(-2), articles=leaf(4), nets=net(6))
    given = every.likely({"words": np.ones(3)}, kinds(0.0), Reading(0, 0))
    heard = np.full(3, -2 + HEARD_OF_NETS * (6 + 2), np.float32)
    assert given == pytest.approx(chances(heard * sureness(kinds(0.0))))


def test_where_the_forest_is_sure_no_net_is_heard() -> None:
    every = Forests(types=leaf(0), told=leaf(0), blocks=leaf(-SURE), articles=leaf(4), nets=net(6))
    given = every.likely({"words": np.ones(3)}, kinds(0.0), Reading(0, 0))
    heard = np.full(3, -SURE, np.float32)
    assert given == pytest.approx(chances(heard * sureness(kinds(0.0))))


def test_odds_are_believed_as_far_as_on_pages_of_such_kinds() -> None:
    every = Forests(types=leaf(0), told=leaf(0), blocks=leaf(-2), articles=leaf(4), nets=net(-2))
    found: Measures = {"words": np.ones(1)}
    likely = dict.fromkeys(PAGE_TYPES, 0.0)
    for name in PAGE_TYPES:
        surely = np.array(list((likely | {name: 1.0}).values()), np.float32)
        given = every.likely(found, surely, Reading(0, 0))
        assert given == pytest.approx(chances(np.array([-2 * SURENESS[name]], np.float32)))
    assert sureness(kinds(1 / len(PAGE_TYPES))) == pytest.approx(np.mean(list(SURENESS.values())))


@pytest.mark.parametrize(
    ("stated", "likely", "read"),
    [
        ((), 0.0, 0.0),
        ((), 0.4, 4 / 7),
        ((), 1.0, 1.0),
        (("ld NewsArticle", "og article"), 0.2, 0.8),
        (("ld NewsArticle", "og article"), 0.8, 8 / 9),
        (("ld BlogPosting", "dated"), 0.2, 0.8),
        (("md Article", "dated"), 0.2, 0.8),
        (("ld Article", "md Article", "og article"), 0.2, 0.8),
        (("ld Article",), 0.4, 4 / 7),
        (("og article",), 0.4, 4 / 7),
        (("ld NewsArticle", "og article", "ld QAPage"), 0.4, 4 / 7),
        (("ld NewsArticle", "og article", "by discourse"), 0.4, 0.8),
    ],
)
def test_articles_count_as_frequent_and_what_says_that_it_is_one_is_mostly_read_so(
    stated: tuple[str, ...], likely: float, read: float
) -> None:
    said = defaultdict[str, float](float, dict.fromkeys(stated, 1.0))
    assert reading(said, kinds(likely)).article == pytest.approx(read)


@pytest.mark.parametrize(
    ("stated", "sells"),
    [
        ({"ld Product": 1.0, "ld Offer": 3.0}, True),
        ({"md Product": 1.0, "md Offer": 1.0}, True),
        ({"priced": 1.0}, True),
        ({"ld Product": 2.0, "ld Offer": 2.0}, False),
        ({"ld Product": 1.0, "og product": 1.0}, False),
        ({"ld Product": 1.0, "md Offer": 1.0}, False),
    ],
)
def test_a_page_that_offers_one_product_is_of_it(stated: dict[str, float], sells: bool) -> None:
    said = defaultdict[str, float](float, stated)
    assert reading(said, kinds(0.4, PRODUCT)).alike == pytest.approx(1.0 if sells else 0.4096)
    assert (page_type(said, kinds(0.6)) == "product") is sells


@pytest.mark.parametrize(
    ("groups", "offers", "sells"), [(1, 9, True), (1, 0, False), (2, 9, False)]
)
def test_a_page_that_offers_variants_of_one_product_is_told_as_of_it_and_read_as_it_looks(
    groups: int, offers: int, sells: bool
) -> None:
    stated = {"ld ProductGroup": groups, "ld Product": 9, "ld Offer": offers}
    said = defaultdict[str, float](float, stated)
    assert (page_type(said, kinds(0.6)) == "product") is sells
    assert reading(said, kinds(0.6)) == reading(defaultdict(float), kinds(0.6))


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_what_both_read_alike_may_be_an_article_unless_it_is_a_thread_or_a_list(kind: str) -> None:
    said = defaultdict[str, float](float, {"words": 7.0})
    scattered = kind in {"forum", "listing"}
    alike = reading(said, kinds(1.0, PAGE_TYPES.index(kind))).alike
    assert alike == pytest.approx(0.0 if scattered else 1.0)
    assert reading(said, kinds(0.4)).alike == pytest.approx(0.8**4)


@pytest.mark.parametrize(
    ("reading", "agreed", "share"),
    [
        (Reading(0.5, 0.4), 0.0, 0.5),
        (Reading(0.1, 0.8), 0.5, 0.4),
        (Reading(0.1, 0.8), 0.1, 0.1),
        (Reading(0.1, 0.8), 1.0, 0.8),
    ],
)
def test_a_page_is_read_as_an_article_as_far_as_anything_speaks_for_it(
    reading: Reading, agreed: float, share: float
) -> None:
    assert reading.share(agreed) == pytest.approx(share)


@pytest.mark.parametrize("name", ["blocks", "articles"])
def test_what_speaks_against_content_never_makes_it_likelier(name: str) -> None:
    forest = getattr(forests(), name)
    random = np.random.default_rng(5)
    found: Measures = {asked: random.normal(2, 3, ROWS) for asked in forest.names}
    before = forest.weigh(Measured.of(found))[:, 0]
    for measure in set(forest.names) & {*FOR, *AGAINST}:
        more = found | {measure: found[measure] + random.exponential(3, ROWS)}
        change = forest.weigh(Measured.of(more))[:, 0] - before
        change *= 1 if measure in FOR else -1
        assert change.min() > -1e-3, measure


def test_the_forest_of_articles_asks_nothing_else() -> None:
    assert set(forests().articles.names) <= set(ARTICLE_MEASURES)
