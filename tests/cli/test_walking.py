"""Which files paths on the command line mean."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from aurora.cli.walking import Found, Left, Walk, Wanted

FILES = ("a.md", "b.txt", "deep/c.md", "deep/er/d.pdf", ".hidden.md", ".git/HEAD", "CVS/Root")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def names(folder: Path, found: list[Found]) -> list[str]:
    return [str(Path(one.path).relative_to(folder)) for one in found]


def passed(folder: Path, walk: Walk) -> dict[str, str]:
    return {str(Path(one.path).relative_to(folder)): one.reason for one in walk.passed}


def test_a_folder_means_its_files_in_order_without_what_is_hidden(folder: Path) -> None:
    walk = Walk(Wanted())
    found = walk.find([str(folder)])
    assert names(folder, found) == ["a.md", "b.txt", "deep/c.md", "deep/er/d.pdf"]
    assert not any(one.named for one in found)
    assert passed(folder, walk) == {
        ".hidden.md": "hidden",
        ".git": "hidden",
        "CVS": "kept by a version control",
    }


def test_hidden_files_come_along_on_demand(folder: Path) -> None:
    found = Walk(Wanted(hidden=True)).find([str(folder)])
    assert {".hidden.md", ".git/HEAD"} <= set(names(folder, found))


def test_who_names_a_file_means_it_whatever_it_is(folder: Path) -> None:
    walk = Walk(Wanted(include=("*.pdf",)))
    found = walk.find([str(folder / ".hidden.md"), "-"])
    assert found == [Found(str(folder / ".hidden.md"), named=True), Found("-", named=True)]
    assert walk.unmatched == 0


@pytest.mark.parametrize(
    ("wanted", "left", "unmatched"),
    [
        (Wanted(include=("*.md",)), ["a.md", "deep/c.md"], 2),
        (Wanted(include=("deep/*",)), ["deep/c.md", "deep/er/d.pdf"], 2),
        (Wanted(exclude=("*.md", "b.*")), ["deep/er/d.pdf"], 3),
        (Wanted(include=("*.md",), exclude=("deep/*",)), ["a.md"], 2),
    ],
)
def test_patterns_choose_among_the_files_of_a_folder(
    folder: Path, wanted: Wanted, left: list[str], unmatched: int
) -> None:
    walk = Walk(wanted)
    assert names(folder, walk.find([str(folder)])) == left
    assert walk.unmatched == unmatched


@pytest.mark.parametrize("pattern", ["relat\u00f3rio*", "relato\u0301rio*"])
@pytest.mark.parametrize("name", ["relat\u00f3rio.md", "relato\u0301rio.md"])
def test_an_accent_is_the_same_however_it_is_written(
    tmp_path: Path, pattern: str, name: str
) -> None:
    (tmp_path / name).touch()
    found = Walk(Wanted(include=(pattern,))).find([str(tmp_path)])
    assert names(tmp_path, found) == [name]


@pytest.mark.parametrize("pattern", ["er", "deep/er", "e?", "*/er"])
def test_a_folder_is_left_out_with_all_below_it(folder: Path, pattern: str) -> None:
    walk = Walk(Wanted(exclude=(pattern,)))
    assert names(folder, walk.find([str(folder)])) == ["a.md", "b.txt", "deep/c.md"]
    assert passed(folder, walk)["deep/er"] == "left out by patterns"


def test_the_folder_that_is_named_is_meant_whatever_it_is_called(folder: Path) -> None:
    walk = Walk(Wanted(exclude=("deep", folder.name)))
    assert names(folder, walk.find([str(folder), str(folder / "deep")])) == [
        "a.md",
        "b.txt",
        "deep/c.md",
        "deep/er/d.pdf",
    ]


@pytest.mark.parametrize(
    ("pattern", "means"),
    [
        ("*.md", ["a.md"]),
        ("**/*.md", ["a.md", "deep/c.md"]),
        ("**", ["a.md", "b.txt", "deep/c.md", "deep/er/d.pdf", "CVS/Root"]),
        ("deep/?.md", ["deep/c.md"]),
    ],
)
def test_a_quoted_pattern_means_what_a_shell_would(
    folder: Path, pattern: str, means: list[str]
) -> None:
    found = Walk(Wanted()).find([str(folder / pattern)])
    assert sorted(names(folder, found)) == sorted(means)


def test_a_file_is_meant_once_however_often_it_is_named(folder: Path) -> None:
    (folder / "same.md").symlink_to(folder / "a.md")
    ways = (folder, folder / "a.md", folder / "*.md", folder / "deep" / "..", folder / "same.md")
    found = Walk(Wanted()).find([str(one) for one in ways])
    assert names(folder, found) == ["a.md", "b.txt", "deep/c.md", "deep/er/d.pdf"]


@pytest.mark.parametrize("pattern", ["**", "**/*.md"])
def test_links_that_lead_in_circles_lead_no_pattern_astray(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "round").mkdir()
    (tmp_path / "round" / "a.md").write_text("a")
    for name in ("here", "there"):
        (tmp_path / "round" / name).symlink_to(tmp_path)
    found = Walk(Wanted()).find([str(tmp_path / pattern)])
    assert names(tmp_path, found) == ["round/a.md"]


def test_a_pattern_finds_hidden_files_on_demand(folder: Path) -> None:
    found = Walk(Wanted(hidden=True)).find([str(folder / "**")])
    assert {".hidden.md", ".git/HEAD", "a.md"} <= set(names(folder, found))


def test_links_are_not_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.md").write_text("Not in the folder.")
    (folder / "out").symlink_to(elsewhere)
    (folder / "out.md").symlink_to(elsewhere / "secret.md")
    (folder / "round").symlink_to(folder)
    walk = Walk(Wanted())
    assert names(folder, walk.find([str(folder)])) == [
        "a.md",
        "b.txt",
        "deep/c.md",
        "deep/er/d.pdf",
    ]
    assert {"out", "out.md", "round"} <= passed(folder, walk).keys()


def test_what_is_no_file_is_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    walk = Walk(Wanted())
    walk.find([str(folder)])
    assert passed(folder, walk)["pipe"] == "no regular file"


def test_who_names_what_is_there_means_it_though_it_cannot_be_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "broken").symlink_to("nowhere")
    (folder / "round").symlink_to("round")
    (folder / "[round]").symlink_to("[round]")
    paths = [str(folder / name) for name in ("pipe", "broken", "round", "[round]", "x" * 300)]
    assert Walk(Wanted()).find(paths) == [Found(path, named=True) for path in paths]


@pytest.mark.parametrize("place", ["notes [2024]", "notes [2024]/*"])
def test_a_folder_that_is_called_like_a_pattern_is_none(folder: Path, place: str) -> None:
    (folder / "notes [2024]").mkdir()
    (folder / "notes [2024]" / "e.md").write_text("e")
    assert names(folder, Walk(Wanted()).find([str(folder / place)])) == ["notes [2024]/e.md"]


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder with what may not be read, seen by somebody who is not almighty."""
    with tempfile.TemporaryDirectory() as made:
        folder, user = Path(made), os.geteuid()
        for name, mode in (("secret", 0o000), ("listed", 0o444), ("open", 0o755)):
            (folder / name).mkdir()
            (folder / name / "a.md").write_text("a")
            (folder / name / "deep").mkdir()
            (folder / name).chmod(mode)
        folder.chmod(0o755)
        os.seteuid(user or 65_534)
        yield folder
        os.seteuid(user)
        for name in ("secret", "listed"):
            (folder / name).chmod(0o755)


def test_what_may_not_be_read_has_failed(closed: Path) -> None:
    walk = Walk(Wanted())
    assert names(closed, walk.find([str(closed)])) == ["open/a.md"]
    failed = {one.path.removeprefix(f"{closed}/"): one.failed for one in walk.passed}
    assert failed == {"secret": True, "listed/a.md": True, "listed/deep": True}


def test_who_names_what_may_not_be_read_means_it(closed: Path) -> None:
    path = str(closed / "secret" / "a.md")
    assert Walk(Wanted()).find([path]) == [Found(path, named=True)]
    walk = Walk(Wanted())
    assert names(closed, walk.find([str(closed / "*" / "*.md")])) == ["open/a.md"]
    assert [one.path for one in walk.passed] == [str(closed / "listed" / "a.md")]


@pytest.mark.parametrize("pattern", ["*", "*.md", "**/*.md"])
def test_a_pattern_in_a_folder_that_may_not_be_read_says_so(closed: Path, pattern: str) -> None:
    walk = Walk(Wanted())
    assert walk.find([str(closed / "secret" / pattern)]) == []
    assert walk.passed == [Left(str(closed / "secret"), "Permission denied", failed=True)]


@pytest.mark.parametrize("path", ["none.md", "none/*.md", "**.md", "a.md/b.md", "x*" * 200])
def test_a_path_that_is_none_is_a_wrong_use(tmp_path: Path, path: str) -> None:
    with pytest.raises(click.BadParameter):
        Walk(Wanted()).find([str(tmp_path / path)])


def test_no_path_at_all_is_a_wrong_use() -> None:
    with pytest.raises(click.BadParameter, match="'' does not exist"):
        Walk(Wanted()).find([""])
