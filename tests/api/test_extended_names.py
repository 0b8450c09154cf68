"""Names of files that state their charset."""

import pytest

from aurora.api.extended_names import decoded, extended


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


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("=?UTF-8?Q?relat=C3=B3rio_1.txt?=", "relatório 1.txt"),
        ("=?iso-8859-1?b?cmVsYXTzcmlvLnR4dA==?=", "relatório.txt"),
        ("=?utf-8?Q?relat=C3=B3?= =?utf-8?Q?rio.txt?=", "relatório.txt"),
        ("=?utf-8?Q?relat=F3rio.txt?=", "=?utf-8?Q?relat=F3rio.txt?="),
        ("=?x-none?Q?a.txt?=", "=?x-none?Q?a.txt?="),
        ("=?utf-8?B?a?=", "=?utf-8?B?a?="),
        ("a =?utf-8?Q?b?=.txt", "a =?utf-8?Q?b?=.txt"),
        ("", ""),
    ],
)
def test_a_plain_name_may_be_encoded_as_in_mail(name: str, meant: str) -> None:
    assert decoded(name) == meant
