import socket
from pathlib import Path

import pytest

from aurora.domains.errors import Unavailable
from aurora.infrastructure.embedded import ports


def test_a_port_stays_the_same(tmp_path: Path) -> None:
    assert ports.settle(tmp_path / "port") == ports.settle(tmp_path / "port")


def test_a_port_that_somebody_took_is_given_up_for_good(tmp_path: Path) -> None:
    first = ports.settle(tmp_path / "port")
    with socket.create_server(("127.0.0.1", first)):
        second = ports.settle(tmp_path / "port")
    assert second != first
    assert ports.settle(tmp_path / "port") == second


def test_a_broken_file_is_no_port(tmp_path: Path) -> None:
    (tmp_path / "port").write_text("none")
    assert ports.FIRST <= ports.settle(tmp_path / "port") < ports.FIRST + ports.COUNT


def test_no_free_port_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "COUNT", 1)
    with (
        socket.create_server(("127.0.0.1", ports.FIRST)),
        pytest.raises(Unavailable, match="no port"),
    ):
        ports.settle(tmp_path / "port")
