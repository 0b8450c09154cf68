"""Small files that commands keep, where they are damaged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from aurora.cli.files import Remembered
from aurora.cli.output import Failed
from aurora.cli.targets import LoginFile

READ: dict[str, Callable[[], object]] = {
    "ingested.json": Remembered,
    "login.json": lambda: LoginFile().kept(),
}


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("damage", [b"\0\0\0", b'{"url": ', b"\xff\xfe", b"[1]"])
def test_a_damaged_file_is_named_and_left_to_its_owner(
    name: str, damage: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    place = tmp_path / "aurora" / name
    place.parent.mkdir()
    place.write_bytes(damage)
    with pytest.raises(Failed, match=name):
        READ[name]()
    assert place.read_bytes() == damage
