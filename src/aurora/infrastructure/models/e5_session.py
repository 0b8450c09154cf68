"""The loaded model: numbers of tokens in, vectors out."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession, SessionOptions

from aurora.infrastructure.models.e5_file import Blocks, E5File, Floats


class E5Session:
    """Runs the graph in the calling thread; weights and words stay mapped files."""

    def __init__(self, source: Path, graph: Path, threads: int) -> None:
        file = E5File(source)
        self._words = file.matrix("emb.word", file.shape.hidden)
        self._padding = file.specials.padding
        self._session = InferenceSession(graph, _options(threads), ["CPUExecutionProvider"])

    def embed(self, texts: Sequence[Sequence[int]]) -> Floats:
        """Give one row of unit length for each text."""
        longest = max(map(len, texts))
        numbers = np.full((len(texts), longest), self._padding, np.int64)
        mask = np.zeros_like(numbers)
        for row, text in enumerate(texts):
            numbers[row, : len(text)] = text
            mask[row, : len(text)] = 1
        inputs = {
            "words": Blocks.unpack(self._words[numbers]).floats(),
            "attention_mask": mask,
            "position_ids": np.arange(longest),
        }
        (vectors,) = self._session.run(None, inputs)
        return np.asarray(vectors, np.float32)


def _options(threads: int) -> SessionOptions:
    """Choose modest memory and idle threads that sleep: no arena, no spinning."""
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
