"""What is remembered of files."""

import os
import subprocess
import sys
from io import StringIO
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import UUID

import pytest
from rich.console import Console

from aurora.cli import file_progress, progress
from aurora.cli.file_progress import LINE_SECONDS, Lines, showing_files
from aurora.cli.files import STDIN, Known, Remembered
from aurora.cli.handing_in import Fate
from aurora.cli.ingest import summary
from aurora.cli.output import Failed

PLACE, DOCUMENT = UUID(int=1), UUID(int=2)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def test_what_is_noted_is_known_to_the_next_command() -> None:
    known = Known(document_id=DOCUMENT, version=2, size=3, modified=4, sha256="5")
    remembered = Remembered()
    remembered.note("a.md", PLACE, known)
    remembered.save()
    assert Remembered().known("a.md", PLACE) == known
    assert Remembered().known("a.md", DOCUMENT) is None


def test_two_commands_at_once_forget_nothing() -> None:
    one, other = Remembered(), Remembered()
    one.note("a.md", PLACE, Known(document_id=DOCUMENT))
    other.note("b.md", PLACE, Known(document_id=DOCUMENT))
    one.save()
    other.save()
    again = Remembered()
    assert again.known("a.md", PLACE)
    assert again.known("b.md", PLACE)


LOCALE_OF_LETTERS_A_TO_Z = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def test_what_is_noted_is_known_in_every_locale() -> None:
    remembered = Remembered()
    remembered.note("reuni\u00e3o.md", PLACE, Known(document_id=DOCUMENT))
    remembered.save()
    program = "from aurora.cli.files import Remembered; print(Remembered().own)"
    said = subprocess.run(  # noqa: S603  the program is the one above
        [sys.executable, "-c", program],
        env=os.environ | LOCALE_OF_LETTERS_A_TO_Z,
        capture_output=True,
        check=True,
    )
    assert said.stdout.decode().strip() == str(remembered.own)


def noting(name: str, gate: Barrier) -> None:
    gate.wait()
    remembered = Remembered()
    for number in range(30):
        remembered.note(f"{name}{number}.md", PLACE, Known(document_id=remembered.own))
        remembered.save()


def test_commands_that_write_at_the_same_moment_forget_nothing_and_are_called_the_same() -> None:
    processes = get_context("spawn")
    gate = processes.Barrier(4)
    writers = [processes.Process(target=noting, args=(name, gate)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    kept = Remembered()
    noted = [kept.known(f"{name}{number}.md", PLACE) for name in "abcd" for number in range(30)]
    assert {one and one.document_id for one in noted} == {kept.own}


def test_who_can_remember_nothing_is_told_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nowhere").symlink_to("/proc/none")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "nowhere"))
    with pytest.raises(Failed, match=r"ingested\.json cannot be written: "):
        Remembered()


def test_many_files_are_not_written_one_by_one() -> None:
    remembered = Remembered()
    for number in range(1_000):
        remembered.note(f"{number}.md", PLACE, Known(document_id=DOCUMENT))
    assert Remembered().known("999.md", PLACE) is None
    remembered.save()
    assert Remembered().known("999.md", PLACE)


def test_a_file_is_the_same_whichever_way_leads_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "way").symlink_to(tmp_path)
    remembered = Remembered()
    remembered.note(str(tmp_path / "a.md"), PLACE, Known(document_id=DOCUMENT))
    for way in ("deep/../a.md", "way/a.md", "way/way/deep/../a.md"):
        assert remembered.known(str(tmp_path / way), PLACE)
    monkeypatch.chdir(tmp_path / "deep")
    assert remembered.known("../a.md", PLACE)
    (tmp_path / "link.md").symlink_to("a.md")
    assert remembered.known(str(tmp_path / "link.md"), PLACE) is None


def test_a_way_that_former_releases_noted_is_known(tmp_path: Path) -> None:
    ledger = tmp_path / "aurora" / "ingested.json"
    ledger.parent.mkdir()
    ledger.write_text(f'{{"{PLACE}:{tmp_path}/deep/../a.md": "{DOCUMENT}"}}')
    known = Remembered().known(str(tmp_path / "deep" / ".." / "a.md"), PLACE)
    assert known == Known(document_id=DOCUMENT)


def test_standard_input_is_not_remembered() -> None:
    remembered = Remembered()
    remembered.note(STDIN, PLACE, Known(document_id=DOCUMENT))
    assert remembered.known(STDIN, PLACE) is None


def test_a_file_of_the_same_size_and_time_looks_untouched(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("text")
    state = file.stat()
    known = Known(document_id=DOCUMENT, size=4, modified=state.st_mtime_ns)
    assert known.looks_like(state)
    file.write_text("texts")
    assert not known.looks_like(file.stat())


@pytest.mark.parametrize(
    ("names", "seen"), [([], ""), (["a\x1b[2Jb.md"], "Reading a[2Jb.md …"), (["a", "b"], "0 of 2")]
)
def test_a_terminal_sees_what_is_under_way(
    monkeypatch: pytest.MonkeyPatch, names: list[str], seen: str
) -> None:
    console = Console(force_terminal=True, no_color=True, file=StringIO(), width=120)
    for module in (file_progress, progress):
        monkeypatch.setattr(module, "err", lambda: console)
    with showing_files(names):
        pass
    assert seen in console.file.getvalue()  # type: ignore[attr-defined]


def test_a_line_is_said_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    lines, fate = Lines(1_200, lambda: now), Fate(file="a.md", outcome="new")
    lines(fate)
    assert capsys.readouterr().err == ""
    now = LINE_SECONDS
    lines(fate)
    assert capsys.readouterr().err == "2 of 1,200 files done\n"


def test_a_summary_counts_what_became_of_files() -> None:
    fates = [Fate(file="a", outcome=one) for one in ("new", "refused", "new", "unchanged")]
    assert summary(fates, 3) == ("7 files: 2 new, 1 unchanged, 1 refused, 3 left out by patterns.")


def test_a_summary_tells_of_files_whose_turn_did_not_come() -> None:
    assert summary([Fate(file="a", outcome="new")], 0, 2) == "3 files: 1 new, 2 still to come."


def test_a_line_holds_some_remarks_and_how_many_more_there_are() -> None:
    fate = Fate(file="a.zip", outcome="new", document_id=DOCUMENT, version=1, remarks=(*"abcde",))
    assert str(fate) == f"a.zip: new ({DOCUMENT}:1) [a; b; c; and 2 more]"


def test_a_file_has_one_line_whatever_it_is_called() -> None:
    assert str(Fate(file="a\nb: new", outcome="refused", reason="no")) == "a b: new: refused: no"
