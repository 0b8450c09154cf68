"""The names of sites in titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.infrastructure.extraction.titles import without_site

LETTERS = st.text(st.sampled_from("aß Ö東京・"), min_size=1, max_size=9)
WORDS = LETTERS.map(str.strip).filter(bool)


@pytest.mark.parametrize(
    ("title", "site", "left"),
    [
        ("The bridge | Ashford News", "Ashford News", "The bridge"),
        ("The bridge |Ashford News", "Ashford News", "The bridge"),
        ("The bridge_ASHFORD NEWS", "Ashford News", "The bridge"),
        ("The bridge–Ashford News", "Ashford News", "The bridge"),
        ("Ashford News » The bridge", "Ashford News", "The bridge"),
        ("The bridge — Ashford - News | Sport", "Ashford - News | Sport", "The bridge"),
        ("橋の開通｜サンプル新聞", "サンプル新聞", "橋の開通"),
        ("サンプル新聞 ｜橋の開通", "サンプル新聞", "橋の開通"),
        ("橋の開通＿サンプル新聞", "サンプル新聞", "橋の開通"),
        ("橋の開通-サンプル新聞", "サンプル新聞", "橋の開通"),
        ("Coca-Cola", "Cola", "Coca-Cola"),
        ("The bridge of Ashford", "Ashford", "The bridge of Ashford"),
        ("Ashford", "Ashford", "Ashford"),
        ("| Ashford", "Ashford", "| Ashford"),
        ("The bridge | Ashford", None, "The bridge | Ashford"),
    ],
)
def test_the_name_of_a_site_is_no_part_of_a_title(title: str, site: str | None, left: str) -> None:
    assert without_site(title, site) == left


@given(title=WORDS, site=WORDS, mark=st.sampled_from([" | ", " - ", "｜", "：", "_", "—"]))
def test_a_title_is_left_as_it_was_before_a_site_was_named(
    title: str, site: str, mark: str
) -> None:
    assert without_site(f"{title}{mark}{site}", site) == title
