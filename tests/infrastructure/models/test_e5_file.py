"""The packed file of the model."""

from pathlib import Path

import numpy as np
import pytest

from aurora.domains.errors import Unavailable
from aurora.infrastructure.models.e5_file import Blocks, E5File, packaged


def test_the_packaged_file_holds_the_small_multilingual_model() -> None:
    file = E5File(packaged())
    assert file.shape[:4] == (384, 12, 12, 1_536)
    assert len(file.pieces()) == file.specials.pieces == file.shape.vocabulary
    assert file.matrix("emb.word", 384).shape == (file.shape.vocabulary, 12, 18)
    assert file.vector("emb.pos").size == 512 * 384


def test_the_normaliser_turns_line_breaks_into_spaces() -> None:
    assert "a\nb\u00a0c\x01".translate(E5File(packaged()).normalisation()) == "a b c"


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"GGUF" * 100)
    with pytest.raises(Unavailable, match=r"other\.bin"):
        E5File(tmp_path / "other.bin")


def test_blocks_unpack_to_scaled_numbers_from_minus_8_to_7() -> None:
    scale = np.array([0.5], np.float16).view(np.uint8)
    halves = np.arange(16, dtype=np.uint8) | (15 - np.arange(16, dtype=np.uint8)) << 4
    raw = np.concatenate([scale, halves]).reshape(1, 1, 18)
    (row,) = Blocks.unpack(raw).floats()
    assert row[:16].tolist() == [(number - 8) / 2 for number in range(16)]
    assert row[16:].tolist() == [(7 - number) / 2 for number in range(16)]
