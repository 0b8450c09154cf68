"""Bylines of pages, and whom they name."""

import pytest
from tests.infrastructure.extraction.described import facts


def byline(html: str) -> tuple[str, ...]:
    return facts(f'<div class="byline">{html}</div>').authors


@pytest.mark.parametrize(
    "html",
    [
        'By <a href="/u/ana">Ana Reis</a> 5 years ago | <a href="#c">6 comments</a>',
        "<span>via</span><a class='u-author h-card'>Ana Reis</a> <time>5 years ago</time> | <a>6",
        "<a class='p-author'>Ana Reis</a> • 8h",
        "Posted by Ana Reis in News, 3 comments",
        "Publicado por Ana Reis em Notícias",
        "Von <b itemprop=name>Ana Reis</b> | Redaktion",
        "By <a rel=author><img><span class=fn>Ana Reis</span> <i>Editor</i></a>",
        "<a>Ana Reis</a> <a>Follow</a>",
        "By<p>Ana Reis</p><p>Reporter</p>",
        "<i>Von</i><br>Ana Reis",
        "Ana Reis<br>The editor of this page",
        "By Ana Reis on 5 March 2024 at noon",
        "<a rel=author>Ana Reis</a> <a rel=author href='/ana'>View all posts by Ana Reis</a>",
        "<a rel=author>Ana Reis</a> <a rel=author href='/ana'>See full bio</a>",
        "<a rel=author>Ver todos os artigos de Ana Reis</a>",
        "<a rel=author>Alle Beiträge von Ana Reis</a>",
        "Por Ana Reis — São Paulo",
        "By Ana Reis - 5/3/2024 10:30",
        "Ana Reis<script>let Rui = 'Sá'</script> · Ana Reis",
    ],
)
def test_a_byline_names_who_wrote_and_not_what_stands_beside_that(html: str) -> None:
    assert byline(html) == ("Ana Reis",)


@pytest.mark.parametrize(
    "html",
    [
        "By <a>Ana Reis</a> and <a>Rui Sá</a> | <a>Follow</a>",
        "Por <a>Ana Reis</a>, <a>Rui Sá</a> há 5 anos",
        "<a rel=author>Ana Reis</a> <a rel=author>Rui Sá</a>",
        "Por <a rel=author>Ana Reis</a> e Rui Sá",
        "By <b><a rel=author>Ana Reis</a></b> and Rui Sá on 5 March 2024",
        "Por <a>Ana Reis</a> e Rui Sá — Lisboa",
        "By Ana Reis • Rui Sá · 12 min",
        "<b itemprop=name content='Ana Reis'>A. Reis</b><b itemprop=name>Rui Sá</b>",
    ],
)
def test_a_byline_names_all_who_wrote(html: str) -> None:
    assert byline(html) == ("Ana Reis", "Rui Sá")


@pytest.mark.parametrize("marked", ["<a rel=author>Ana Reis</a>", "<a href=/ana>Ana Reis</a>"])
def test_words_after_a_name_join_others_to_it(marked: str) -> None:
    names = ("Ana Reis", "Rui Sá", "João de Souza")
    assert byline(f"Por {marked}, Rui Sá e João de Souza<br>Lisboa") == names
    for after in (", Staff Writer", " e equipe", " and 3 others", ", Folha de Lisboa e mais"):
        assert byline(f"Por {marked}{after}") == ("Ana Reis",)


def test_words_after_a_marked_author_join_others_also_without_a_byline_around() -> None:
    told = facts("<h1>Sea</h1><p>Por <a rel=author>Ana Reis</a> e Rui Sá")
    assert told.authors == ("Ana Reis", "Rui Sá")


@pytest.mark.parametrize(
    "beside",
    [
        "2 years, 5 months ago", "an hour ago", "há 3 dias", "3 dias atrás", "hace 3 días",
        "il y a 3 jours", "vor 3 Tagen", "vor einem Jahr", "3 giorni fa", "un’ora fa",
        "3 dagen geleden", "3 dni temu", "godzinę temu", "8h", "5 min", "1,204 comments",
        "No comments", "3 comentários", "sin comentarios", "2 commentaires", "Keine Kommentare",
        "1 commento", "geen reacties", "5 komentarzy",
    ],
)  # fmt: skip
def test_neither_an_age_nor_a_count_of_comments_is_a_name(beside: str) -> None:
    assert byline(beside) == ()
    assert byline(f"Ana Reis {beside}") == byline(f"{beside} • Ana Reis") == ("Ana Reis",)


@pytest.mark.parametrize(
    "reply",
    [
        "<div itemscope itemtype='https://schema.org/Review'>",
        "<div itemscope itemtype='https://schema.org/UserReview'>",
        "<div itemscope itemtype='https://schema.org/Comment'>",
        "<li itemprop=suggestedAnswer itemscope itemtype='https://schema.org/Answer'>",
        "<p itemprop=comment>",
        "<p itemprop='review'>",
        "<ul class='list reviews'><li>",
        "<figure>",
    ],
)
def test_who_reviews_or_answers_what_a_page_is_about_did_not_write_the_page(reply: str) -> None:
    told = facts(f"<h1>A tap</h1>{reply}<b itemprop=author>Wrong Guy</b>")
    assert told.authors == ()


@pytest.mark.parametrize(
    "around",
    [
        "<div class=review><h1>A tap on test</h1>",
        "<article class=review>",
        "<div class='post category-reviews'>",
        "<div itemscope itemtype='https://schema.org/Review'><h1>A tap on test</h1>",
    ],
)
def test_a_review_may_be_what_a_page_is(around: str) -> None:
    assert facts(f"{around}<p class=byline>By Ana Reis").authors == ("Ana Reis",)


ITEM = "<div itemscope itemtype='https://schema.org/{}'><b itemprop=author>{}</b></div>"


def test_a_thread_of_replies_is_by_who_wrote_the_first() -> None:
    posts = "".join(ITEM.format("Comment", name) for name in ("Ana Reis", "Rui Sá", "Wrong Guy"))
    assert facts(posts, "https://example.org/showthread.php?t=1").authors == ("Ana Reis",)
    assert facts(posts, "https://example.org/news").authors == ()


def test_who_wrote_what_a_page_lists_did_not_write_the_page() -> None:
    books = "".join(ITEM.format("Thing", name) for name in ("Ana Reis", "Rui Sá", "Wrong Guy"))
    assert facts(books).authors == ()
    assert facts(f"{books}<p class=byline>By Tim Costa").authors == ("Tim Costa",)
