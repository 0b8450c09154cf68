"""What files are called, whichever way their names come."""

import pytest

from aurora.domains.file_names import spelled, unended


@pytest.mark.parametrize("raw", ["relatório.txt".encode(), "relatório.txt".encode("cp1252")])
def test_the_bytes_of_a_name_are_utf_8_or_those_of_windows(raw: bytes) -> None:
    assert spelled(raw) == "relatório.txt"


def test_bytes_that_stand_for_nothing_are_told_so() -> None:
    assert spelled(b"a\x81\xe3.txt") == "a\ufffdã.txt"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("ata.txt", "ata"),
        ("ata.tar.gz", "ata"),
        ("contrato.PDF.p7m", "contrato"),
        ("versão 1.2.gz", "versão 1.2"),
        ("ata.gz.txt", "ata.gz"),
        ("ata", "ata"),
        (".gz", ".gz"),
    ],
)
def test_a_name_is_told_without_its_ending_and_that_within_what_is_packed(
    name: str, called: str
) -> None:
    assert unended(name) == called
