"""The names of sites in titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.infrastructure.extraction.described import facts

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
        ("The bridge [Ashford]", "Ashford", "The bridge"),
        ("The bridge | | Ashford", "Ashford", "The bridge"),
        ("The bridge | Ashford", "Kent", "The bridge | Ashford"),
    ],
)
def test_the_name_of_a_site_is_no_part_of_a_title(title: str, site: str, left: str) -> None:
    assert without_site(title, (site,)) == left


@given(title=WORDS, site=WORDS, mark=st.sampled_from([" | ", " - ", "｜", "：", "_", "—"]))
def test_a_title_is_left_as_it_was_before_a_site_was_named(
    title: str, site: str, mark: str
) -> None:
    assert without_site(f"{title}{mark}{site}", (site,)) == title


@pytest.mark.parametrize(
    "heading",
    [
        'Making <em>widgets</em><a class="headerlink" href="#m">¶</a>',
        '<a class="header-anchor" href="#m">#</a> Making widgets',
        'Making widgets<a class="headerlink" href="#m"><i>\uf0c1</i></a>',
        'Making widgets <span><a class="hash-link" href="#m">\u200b</a></span>',
        "Making wid&shy;gets",
    ],
)
def test_marks_that_lead_to_a_heading_are_none_of_the_title(heading: str) -> None:
    assert facts(f"<title>Making widgets - Kit 2.1</title><h1>{heading}</h1>").title == (
        "Making widgets"
    )


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("Making queries — Django 3.2 documentation", "Making queries"),
        ("Django — Making queries", "Django — Making queries"),
        ("Of something else", "Of something else"),
    ],
)
def test_of_several_headings_the_one_that_the_window_names_is_the_title(
    window: str, title: str
) -> None:
    heads = "<h1>Django</h1><h1>Making queries</h1>"
    assert facts(f"<title>{window}</title>{heads}").title == title


def test_of_two_headings_that_the_window_names_the_one_in_the_main_part_is_the_title() -> None:
    page = (
        "<title>Making queries - Django</title><h1>Django</h1><main><h1>Making queries</h1></main>"
    )
    assert facts(page).title == "Making queries"


def test_a_headline_goes_without_the_name_of_the_site() -> None:
    work = '{"@type": "Article", "headline": "Making queries | Django"}'
    told = (
        f'<meta property="og:site_name" content="Django"><script type="application/ld+json">{work}'
    )
    assert facts(f"{told}</script>").title == "Making queries"
