"""What langid adds to what every teller of languages promises."""

import json
from pathlib import Path

import pytest
from tests.infrastructure.models.samples import BREAD, DATA, DATA_EXPECTED, HARBOUR

from aurora.infrastructure.models.languages import LangidLanguages


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> LangidLanguages:
    return LangidLanguages(Path(tmp_path_factory.mktemp("models")))


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("¿Cuál es la capital de la provincia y cuántos habitantes tiene?", "es"),
        ("Quelle est la capitale de la région et combien d'habitants a-t-elle ?", "fr"),
        ("Wie heißt die Hauptstadt des Landes und wie viele Einwohner hat sie?", "de"),
        ("Qual è il capoluogo della regione e quanti abitanti ha?", "it"),
        ("Какая столица у этой страны?", "ru"),
        ("日本の首都はどこですか。", "ja"),
    ],
)
def test_neighbouring_languages_are_told_apart(
    languages: LangidLanguages, text: str, tag: str
) -> None:
    assert languages.detect(text) == tag


def test_the_beginning_of_a_long_text_decides(languages: LangidLanguages) -> None:
    assert languages.detect(HARBOUR * 40 + BREAD * 10_000) == "pt"


def test_letters_that_fit_every_language_tell_nothing(languages: LangidLanguages) -> None:
    assert languages.detect("x") == "und"


def test_a_second_process_finds_the_tables(tmp_path: Path) -> None:
    assert LangidLanguages(tmp_path).detect(HARBOUR) == "pt"
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npy")}
    assert LangidLanguages(tmp_path).detect(BREAD) == "en"
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npy")} != {}


if DATA_EXPECTED:

    @pytest.mark.parametrize(
        ("collection", "tag"), [("faquad-pt", "pt"), ("pira-pt2en", "pt"), ("xquad-en", "en")]
    )
    def test_short_questions_are_recognised(
        languages: LangidLanguages, collection: str, tag: str
    ) -> None:
        lines = (DATA / f"retrieval/{collection}/queries.jsonl").read_text().splitlines()
        right = [languages.detect(json.loads(line)["text"]) == tag for line in lines]
        assert sum(right) / len(right) >= 0.99
