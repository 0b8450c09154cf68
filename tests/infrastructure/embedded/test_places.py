import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from aurora.domains.errors import Forbidden
from aurora.infrastructure.embedded.places import LONGEST_SOCKET_PATH, Places


def test_sockets_live_with_the_data_where_their_names_fit() -> None:
    with TemporaryDirectory() as directory:
        assert Places(Path(directory)).sockets() == Path(directory) / "run"


def test_a_long_path_gets_a_short_directory_of_its_own(tmp_path: Path) -> None:
    one, other = (Places(tmp_path / ("long" * 30) / name).sockets() for name in ("one", "other"))
    assert one != other
    assert len(os.fsencode(one)) < LONGEST_SOCKET_PATH
    assert one.stat().st_mode & 0o777 == 0o700


def test_a_short_directory_that_others_may_enter_is_refused(tmp_path: Path) -> None:
    places = Places(tmp_path / ("long" * 30))
    places.sockets().chmod(0o777)
    with pytest.raises(Forbidden):
        places.sockets()


def test_what_aurora_keeps_is_closed_to_others(tmp_path: Path) -> None:
    places = Places(tmp_path / "data")
    assert places.directory("run").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
