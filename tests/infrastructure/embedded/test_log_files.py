from pathlib import Path

import pytest

from aurora.infrastructure.embedded import log_files


def test_a_large_log_is_put_aside_over_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_files, "MOST_BYTES", 4)
    log = tmp_path / "redis.log"
    for text in ("first", "second"):
        log.write_text(text)
        log_files.rotate(log)
    assert not log.exists()
    assert (tmp_path / "redis.old.log").read_text() == "second"


def test_a_small_log_and_a_missing_one_stay(tmp_path: Path) -> None:
    log = tmp_path / "redis.log"
    log_files.rotate(log)
    log.write_text("small")
    log_files.rotate(log)
    assert log_files.tail(log) == "small"
