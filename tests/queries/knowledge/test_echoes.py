"""Telling what merely repeats a question."""

import pytest

from aurora.queries.knowledge.echoes import repeats

ENGLISH = "How long may a crawl slice take?"
PORTUGUESE = "Quanto tempo pode durar uma fatia de rastreamento?"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (ENGLISH, ENGLISH),
        (ENGLISH, "*How long may a crawl slice take?* is a better question than *slices?*."),
        (ENGLISH, 'Run `aurora ask "How long may a crawl slice take?"` on a terminal.'),
        (ENGLISH, "Somebody asked how long slices of a crawl take?"),
        (ENGLISH, "How long a crawl slice may take"),
        (ENGLISH, "A crawl slice may take long."),
        (PORTUGUESE, "| responder | *quanto tempo pode durar uma fatia de rastreamento?* |"),
        (PORTUGUESE, "Quanto tempo uma fatia de rastreamento pode durar."),
        ("Como instalar um pacote?", "2.1 Instalar um pacote . . . . . – 8"),
        ("How do I leave the command line?", "1.1.7. Leave the command line 3"),
    ],
)
def test_the_question_its_quotation_and_its_bare_words_repeat_it(
    question: str, sentence: str
) -> None:
    assert repeats(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (ENGLISH, "A crawl slice takes at most 120 seconds."),
        (ENGLISH, "A crawl slice may take an hour, may it not?no"),
        (ENGLISH, "`GET /v1/crawls?slice=` shows how long a slice took."),
        (ENGLISH, "When a crawl slice takes 120 seconds, it ends."),
        (PORTUGUESE, "Uma fatia de rastreamento dura no máximo 120 segundos."),
        ("When was the tower built?", "The tower was built 1911"),
        ("When was the tower built?", "2.1 The tower was built in May 1911"),
        ("Who may read the key?", "You may read the key."),
        ("Does Aurora obey robots.txt?", "Aurora obeys `robots.txt`."),
        ("O que acontece quando algo falta?", "Quando algo falta, a resposta é 503."),
        ("crawl slice", "A crawl slice."),
    ],
)
def test_what_says_more_or_says_yes_is_no_repetition(question: str, sentence: str) -> None:
    assert not repeats(question, sentence)
