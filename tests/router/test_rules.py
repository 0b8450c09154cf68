"""What the rules recognise, and as what."""

import pytest

from aurora.router.capabilities import SKILLS
from aurora.router.rules import Recognised, recognise
from aurora.router.wish import Wish


def recognised(text: str) -> Recognised | None:
    return next(iter(recognise(Wish(text=text, language="en"), SKILLS)), None)


@pytest.mark.parametrize(
    ("text", "rule", "subject"),
    [
        ("search for crawl delays", "search/imperative", "crawl delays"),
        ("find documents about rivers?", "search/imperative", "documents about rivers?"),
        ("procure por contratos", "search/imperative", "contratos"),
        ("Busque: atas", "search/imperative", "atas"),
        ("por favor encontre o relatório", "search/imperative", "o relatório"),
        ("remember: the safe is open", "remember/colon", "the safe is open"),
        ("Lembre: o cofre está aberto", "remember/colon", "o cofre está aberto"),
        ("guarde isto: 4411", "remember/colon", "4411"),
        ("anote que choveu", "remember/clause", "choveu"),
        ("remember that it rained", "remember/clause", "it rained"),
        ("don't forget that it rained", "remember/clause", "it rained"),
        ("remember the milk", "remember/imperative", "the milk"),
        ("remember: what is a river?", "remember/colon", "what is a river?"),
        ("remember:", "remember/colon", ""),
    ],
)
def test_the_subject_is_what_follows_the_verb(text: str, rule: str, subject: str) -> None:
    found = recognised(text)
    assert found
    assert (found.rule.name, found.subject) == (rule, subject)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("How long is it?", "answer/question-mark"),
        ("do you remember what Ana said?", "answer/question-mark"),
        ("remember what Ana said?", "answer/question-mark"),
        ("what is a frontier", "answer/question-word"),
        ("o que é uma fronteira", "answer/question-word"),
        ("como renovar o passaporte", "answer/question-word"),
        ("quantos dias faltam", "answer/question-word"),
        ("https://a.example/b", "perceive/url-alone"),
        ("crawl https://a.example/", "perceive/url-and-verb"),
        ("leia https://a.example/b e guarde", "perceive/url-and-verb"),
        ("rastreie exemplo.com.br", "perceive/url-and-verb"),
        ("save this page: https://a.example/b", "perceive/url-and-verb"),
        ("can you crawl https://a.example/?", "perceive/url-and-verb"),
    ],
)
def test_questions_and_urls_are_recognised(text: str, rule: str) -> None:
    found = recognised(text)
    assert found
    assert found.rule.name == rule


@pytest.mark.parametrize(
    "text",
    [
        "do not crawl https://a.example/",
        "não rastreie https://a.example/",
        "the minutes of yesterday",
        "as combinado, segue o texto",
        "what does https://a.example/ say?",
        "finding a flat is hard",
        "remember what Ana said",
        "hello",
    ],
)
def test_where_no_rule_is_sure_none_applies(text: str) -> None:
    assert recognised(text) is None
