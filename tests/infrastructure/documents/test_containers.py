"""Archives and e-mails are read part by part, within limits, and nothing leaves them."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
import zstandard
from tests.written import bundles, offices, pdfs

from aurora.domains.blocks import Heading, said
from aurora.domains.media_types import TAR, media_type_of
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.domains.writing import Form, write
from aurora.infrastructure.documents import opening
from aurora.infrastructure.documents.formats import is_document, transcript_of
from aurora.infrastructure.documents.opening import Opening
from aurora.infrastructure.documents.reading import read_document
from aurora.infrastructure.documents.sight.eyes import Eyes

ENTRIES = [
    ("docs/porto.txt", "O cais é antigo.".encode()),
    ("docs/prices.csv", b"Porto;Taxa\nLisboa;3,10\n"),
    ("docs/notes.md", b"# Tides\n\nThe *sea* is wide.\n"),
]
MAIL = "message/rfc822"


def read(content: bytes, media_type: str | None = None) -> Transcript:
    media_type = media_type or media_type_of(content)
    assert is_document(media_type)
    return transcript_of(content, media_type, Opening(transcript_of, Eyes("")))


def refusal(content: bytes) -> UnreadableReason:
    """Why a document is not read."""
    with pytest.raises(Unreadable) as refused:
        read(content)
    return refused.value.reason


def text(transcript: Transcript) -> str:
    return write(transcript.blocks, Form.MARKDOWN).text


def heads(transcript: Transcript) -> list[tuple[int, str]]:
    return [(one.level, said(one.runs)) for one in transcript.blocks if isinstance(one, Heading)]


@pytest.mark.parametrize("written", [bundles.zipped, bundles.tarred])
def test_entries_are_read_under_their_paths(
    written: Callable[[list[bundles.Entry]], bytes],
) -> None:
    transcript = read(written(ENTRIES))
    assert heads(transcript) == [
        (1, "docs/porto.txt"), (1, "docs/prices.csv"), (1, "docs/notes.md"), (2, "Tides"),
    ]  # fmt: skip
    assert "O cais é antigo." in text(transcript)
    assert "| Lisboa | 3,10 |" in text(transcript)


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.ZstdCompressor().compress]
)
def test_what_is_packed_is_read_as_what_it_is(pack: Callable[[bytes], bytes]) -> None:
    assert heads(read(pack(bundles.tarred(ENTRIES))))[0] == (1, "docs/porto.txt")
    assert text(read(pack(b'[{"a": 1, "b": 2}, {"a": 3}]'))).startswith("| a | b |")


def test_the_name_that_gzip_keeps_tells_of_which_kind_a_text_is() -> None:
    packed = BytesIO()
    with gzip.GzipFile("notas.md", "wb", fileobj=packed) as file:
        file.write("Isto *é* nota\n\n- um".encode())
    assert text(read(packed.getvalue())) == "Isto *é* nota\n\n- um"


def test_documents_of_every_kind_are_read_within_an_archive() -> None:
    transcript = read(
        bundles.zipped([("report.pdf", pdfs.report()), ("old/plan.pptx", offices.slides())])
    )
    assert (1, "report.pdf") in heads(transcript)
    assert (3, "1. The quays") in heads(transcript)
    assert (3, "Ships") in heads(transcript)
    assert {block.page for block in transcript.blocks} == {None, 1, 2, 3, 4}


def test_lines_of_sources_stand_as_they_are() -> None:
    code = "# one\ndef f(x):\n    return x\n\n\n- y\n"
    transcript = read(bundles.zipped([("src/a.py", code.encode()), ("b.YAML", b"a:\n  - b\n")]))
    assert text(transcript) == (
        f"# src/a.py\n\n```python\n{code}```\n\n# b.YAML\n\n```yaml\na:\n  - b\n```"
    )


def test_archives_within_archives_are_read() -> None:
    inner = bundles.zipped(ENTRIES[:1])
    assert heads(read(bundles.zipped([("inner.zip", inner)]))) == [
        (1, "inner.zip"), (2, "docs/porto.txt"),
    ]  # fmt: skip


def test_what_is_left_out_says_why() -> None:
    transcript = read(
        bundles.zipped(
            [
                ("song.mp3", b"ID3\x04"),
                ("broken.docx", offices.text()[:9_000]),
                ("locked.pdf", pdfs.locked(pdfs.report())),
                ("__MACOSX/._porto.txt", b"\0\1"),
                *ENTRIES[:1],
            ]
        )
    )
    assert [reason.partition(":")[0] for reason in transcript.reasons] == [
        "song.mp3", "broken.docx", "locked.pdf",
    ]  # fmt: skip
    assert "audio/mpeg" in transcript.reasons[0]
    assert "password" in transcript.reasons[2]
    assert heads(transcript) == [(1, "docs/porto.txt")]


def test_links_are_not_followed() -> None:
    assert read(bundles.tarred(ENTRIES)).reasons == (
        "passwords.txt: a link or device, which is not followed",
    )
    transcript = read(bundles.zipped_link("etc", "/etc/passwd"))
    assert heads(transcript) == [(1, "after.txt")]
    assert transcript.reasons == ("etc: a link or device, which is not followed",)


def test_names_that_lead_out_of_the_archive_lead_nowhere(tmp_path: Path) -> None:
    name = f"../../..{tmp_path}/evil\u202e.txt"
    transcript = read(bundles.zipped([(name, b"Written nowhere."), ("/a/./b\\c.txt", b"Here.")]))
    assert heads(transcript) == [(1, f"{tmp_path}/evil.txt".lstrip("/")), (1, "a/b/c.txt")]
    assert not list(tmp_path.iterdir())


def test_names_that_are_no_utf_8_are_read_as_those_of_old_systems() -> None:
    name = "março.txt".encode("cp1252").decode("utf-8", "surrogateescape")
    found = read_document(bundles.tarred([(name, b"Words.")]), TAR)
    assert "# março.txt\n\nWords." in found.text


@pytest.mark.parametrize("codec", ["utf-8", "cp850"])
def test_names_in_a_zip_that_names_no_code_page_keep_their_letters(codec: str) -> None:
    content = bundles.zipped_bare("São João/março.txt".encode(codec), b"Words.")
    assert heads(read(content)) == [(1, "São João/março.txt")]


def test_what_stands_before_the_damage_of_an_archive_is_read() -> None:
    content = bundles.tarred([("one.txt", b"Words."), ("two.txt", b"More." * 2_000)])
    transcript = read(content[: content.index(b"More.") + 600])
    assert heads(transcript) == [(1, "one.txt")]
    assert "further entries: the archive is damaged" in transcript.reasons


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.ZstdCompressor().compress]
)
def test_what_stands_before_the_damage_of_something_packed_is_read(
    pack: Callable[[bytes], bytes],
) -> None:
    chance = Random(1)
    packed = pack("".join(f"{n} {chance.randbytes(999).hex()}\n" for n in range(900)).encode())
    transcript = read(packed[: len(packed) * 3 // 4])
    found = text(transcript)
    assert "\n99 " in found
    assert "\n899 " not in found
    assert transcript.reasons == ("the rest: what was packed is damaged",)


def nested(times: int) -> bytes:
    content = bundles.zipped(ENTRIES[:1])
    for _ in range(times):
        content = bundles.zipped([("a.zip", content)])
    return content


NAUGHT = b"\0" * (9 << 20)
REFUSED: dict[str, tuple[Callable[[], bytes], UnreadableReason]] = {
    "bomb": (lambda: bundles.zipped([("a.txt", NAUGHT)]), UnreadableReason.TOO_LARGE),
    "packed bomb": (lambda: gzip.compress(NAUGHT), UnreadableReason.TOO_LARGE),
    "nested": (lambda: nested(6), UnreadableReason.TOO_LARGE),
    "locked": (lambda: bundles.locked(ENTRIES), UnreadableReason.ENCRYPTED),
    "cut": (lambda: bundles.zipped(ENTRIES)[:200], UnreadableReason.DAMAGED),
    "cut tar": (lambda: gzip.compress(bundles.tarred(ENTRIES))[:150], UnreadableReason.DAMAGED),
    "empty": (lambda: bundles.zipped([]), UnreadableReason.EMPTY),
    "no text": (lambda: bundles.zipped([("a", b" "), ("b", b"\n")]), UnreadableReason.EMPTY),
    "songs": (lambda: bundles.zipped([("a.mp3", b"ID3\x04")]), UnreadableReason.UNSUPPORTED),
}


@pytest.mark.parametrize(("written", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_says_why(
    written: Callable[[], bytes], reason: UnreadableReason
) -> None:
    assert refusal(written()) is reason


def test_only_so_many_entries_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_PARTS", 20)
    many = [(f"{number}.txt", b"A text.") for number in range(30)]
    transcript = read(bundles.zipped(many))
    assert len(heads(transcript)) == 20
    assert "30.txt" not in text(transcript)
    assert any("more than 20 parts" in reason for reason in transcript.reasons)
