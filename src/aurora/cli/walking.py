"""From paths on the command line to the files that are meant."""

import os
import stat
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from glob import has_magic
from pathlib import Path
from unicodedata import normalize

import click
import msgspec

from aurora.cli.files import STDIN

HINT = "PATH…"
BELOW = "**"
A_LINK, NO_FILE = "a link", "no regular file"
VERSIONING = frozenset({"CVS", "_darcs", "_MTN", "{arch}"})  # those of others are hidden


class Found(msgspec.Struct, frozen=True):
    """A file that is meant; `named` where somebody named it, and did not only name its folder."""

    path: str
    named: bool


class Left(msgspec.Struct, frozen=True):
    """What lies beside them and is passed over, and why; `failed` where it could not be read."""

    path: str
    reason: str
    failed: bool = False


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which files of folders are meant: those of some patterns, but for those of others."""

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    hidden: bool = False

    def takes(self, path: str) -> bool:
        """Tell whether a file of a folder, by its path in it, is meant."""
        return (not self.include or _matches(path, self.include)) and not self.excludes(path)

    def excludes(self, path: str) -> bool:
        """Tell whether a file of a folder, or a folder with all below it, is not meant."""
        return _matches(path, self.exclude)


class Walk:
    """Finds files, each once; `passed` is what was left and why, `unmatched` counts files that the
    patterns left out.
    """

    def __init__(self, wanted: Wanted) -> None:
        self.passed: list[Left] = []
        self.unmatched = 0
        self._wanted = wanted
        self._seen: set[str] = set()

    def find(self, paths: Sequence[str]) -> list[Found]:
        """Give the files in the order of the paths; a path that is none is a wrong use."""
        return [found for path in paths for found in self._of(path) if self._is_new(found)]

    def _is_new(self, found: Found) -> bool:
        place = found.path if found.path == STDIN else os.path.realpath(found.path)
        new = place not in self._seen
        self._seen.add(place)
        return new

    def _of(self, path: str) -> Iterator[Found]:
        mode = None if path == STDIN else _mode(path)
        if mode is None and path != STDIN:
            yield from self._matching(path)
        elif mode and stat.S_ISDIR(mode):
            yield from self._below(path)
        else:
            yield Found(path, named=True)

    def _matching(self, pattern: str) -> Iterator[Found]:
        found = sorted(_globbed(pattern, hidden=self._wanted.hidden)) if has_magic(pattern) else []
        if not found and (refusal := _refusal(pattern)):
            self._fail(refusal)
        elif not found:
            said = "matches nothing" if has_magic(pattern) else "does not exist"
            raise click.BadParameter(f"{pattern!r} {said}", param_hint=HINT)
        for path in map(str, found):
            if not stat.S_ISDIR(_mode(path) or 0):
                yield from self._judged(path, path)

    def _below(self, root: str) -> Iterator[Found]:
        for folder, folders, names in os.walk(root, onerror=self._fail):
            folders[:] = [one for one in sorted(folders) if self._enters(folder, one, root)]
            for name in sorted(names):
                path = str(Path(folder, name))
                yield from self._judged(path, os.path.relpath(path, root))

    def _enters(self, folder: str, name: str, root: str) -> bool:
        path = str(Path(folder, name))
        if name in VERSIONING:
            return self._pass(path, "kept by a version control")
        if self._is_hidden(name):
            return self._pass(path, "hidden")
        if self._wanted.excludes(Path(os.path.relpath(path, root)).as_posix()):
            return self._pass(path, "left out by patterns")
        mode = self._own_mode(path)
        if mode and stat.S_ISLNK(mode):
            return self._pass(path, A_LINK)
        return mode is not None

    def _judged(self, path: str, within: str) -> Iterator[Found]:
        if self._is_hidden(Path(path).name):
            self._pass(path, "hidden")
        elif not self._wanted.takes(Path(within).as_posix()):
            self.unmatched += 1
        elif self._is_regular(path):
            yield Found(path, named=False)

    def _is_regular(self, path: str) -> bool:
        mode = self._own_mode(path)
        if mode and not stat.S_ISREG(mode):
            return self._pass(path, A_LINK if stat.S_ISLNK(mode) else NO_FILE)
        return mode is not None

    def _own_mode(self, path: str) -> int | None:
        """Give of which kind it is, be it a link; None for what failed."""
        try:
            return os.lstat(path).st_mode
        except OSError as error:
            self._fail(error)
            return None

    def _is_hidden(self, name: str) -> bool:
        return name.startswith(".") and not self._wanted.hidden

    def _fail(self, error: OSError) -> None:
        reason = str(error.strerror or error)
        self.passed.append(Left(str(error.filename), reason, failed=True))

    def _pass(self, path: str, reason: str) -> bool:
        self.passed.append(Left(path, reason))
        return False


def _matches(path: str, patterns: Sequence[str]) -> bool:
    """Match the name alone, or the whole path where the pattern has a slash; accents that are
    written beside their letters match those upon them.
    """
    whole = normalize("NFC", path)
    name = whole.rpartition("/")[2]
    wanted = [normalize("NFC", pattern) for pattern in patterns]
    return any(fnmatch(whole if "/" in pattern else name, pattern) for pattern in wanted)


def _globbed(pattern: str, *, hidden: bool) -> Iterator[Path]:
    """Give what a pattern matches; a folder of that very name is no pattern. `**` goes through
    folders and through no links, which may lead in circles.
    """
    start, rest = _cut(pattern)
    try:
        found = list(start.glob(str(Path(*rest, *(["*"] if rest[-1] == BELOW else [])))))
    except ValueError as error:
        raise click.BadParameter(f"{pattern!r}: {error}", param_hint=HINT) from None
    yield from (one for one in found if hidden or not _hides(one.relative_to(start).parts))


def _cut(pattern: str) -> tuple[Path, Sequence[str]]:
    """Give the folder that a pattern begins in, and the parts that are patterns and after."""
    parts = Path(pattern).parts
    plain = next(place for place in range(len(parts)) if _has_magic(parts[: place + 1]))
    return Path(*parts[:plain]), parts[plain:]


def _refusal(pattern: str) -> OSError | None:
    """Give why the folder that a pattern begins in may not be read, nothing where it may."""
    try:
        if has_magic(pattern):
            os.scandir(_cut(pattern)[0]).close()
    except OSError as error:
        return error if isinstance(error, PermissionError) else None
    return None


def _hides(parts: Sequence[str]) -> bool:
    return any(part.startswith(".") for part in parts)


def _has_magic(parts: Sequence[str]) -> bool:
    return has_magic(parts[-1]) and not os.path.lexists(Path(*parts))


def _mode(path: str) -> int | None:
    """Give of which kind a file is, 0 where nobody may know, None where there is none."""
    try:
        return Path(path).stat().st_mode if path else None
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError) or has_magic(path)
        return None if missing and not os.path.lexists(path) else 0
