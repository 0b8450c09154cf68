"""Names of files that state their charset."""

import pytest

from aurora.api.extended_names import extended


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("form-data; filename*=UTF-8''relat%C3%B3rio%201.txt", "relatório 1.txt"),
        ("form-data; FileName* = utf-8'pt-BR'a%3Bb.txt; name=file", "a;b.txt"),
        ("form-data; filename*=iso-8859-1''relat%F3rio.txt", "relatório.txt"),
        ("form-data; filename=\"\"; filename*=UTF-8''a.txt", "a.txt"),
        ("form-data; filename=\"b; filename*=UTF-8''a.txt\"", None),
        ("form-data; filename*=UTF-8''relat%F3rio.txt", None),
        ("form-data; filename*=utf-7''a.txt", None),
        ("form-data; filename*=a.txt", None),
        ("form-data; filename*=UTF-8''", None),
        ("form-data", None),
    ],
)
def test_a_name_may_state_its_charset(said: str, name: str | None) -> None:
    assert extended(said) == name
