"""Files that stand in the words of an e-mail are read as attachments are."""

from binascii import b2a_uu
from email.message import EmailMessage

import pytest
from tests.infrastructure.documents.test_containers import MAIL, heads, read, text
from tests.written import offices

from aurora.infrastructure.documents.containers.mail_uuencoded import parted
from aurora.infrastructure.extraction.deadline import at_most


def uuencoded(name: str, content: bytes) -> str:
    lines = [b2a_uu(content[at : at + 45], backtick=True) for at in range(0, len(content), 45)]
    return f"begin 644 {name}\n{b''.join(lines).decode()}`\nend\n"


def mail(body: str) -> bytes:
    made = EmailMessage()
    made["Subject"] = "Ata"
    made.set_content(body, cte="8bit")
    return made.as_bytes()


def test_files_in_the_words_of_an_email_are_read_as_attachments() -> None:
    files = uuencoded("notas.txt", "A maré sobe.".encode()) + uuencoded(
        "taxas.docx", offices.text()
    )
    found = read(mail(f"Segue a ata.\n\n{files}\nAté já.\n"), MAIL)
    assert text(found).startswith("Segue a ata.\n\nAté já.\n\n## notas.txt\n\nA maré sobe.")
    assert [head for head in heads(found) if head[0] == 2] == [(2, "notas.txt"), (2, "taxas.docx")]
    assert "begin 644" not in text(found)


@pytest.mark.parametrize(
    "words",
    [
        "begin 644 to count\nand so on\nend",
        "begin 644 x\n~~~\nend",
        "begin 644 x\n#86)C",
        "begin 2024 x\nM\nend, they said",
    ],
)
def test_words_that_only_look_like_a_file_are_words(words: str) -> None:
    assert parted(words) == (words, ())


def test_what_begins_without_end_is_read_in_time() -> None:
    with at_most(5):
        parted("begin 644 x\n" * 20_000 + f"{'M' * 60}\n" * 20_000)
