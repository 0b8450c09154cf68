"""The tables of langid for a few languages, on disk so that processes share them."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from aurora.infrastructure.models.built_once import built_once, sha256

PACKAGE = "py3langid"


def tables(languages: Sequence[str], cache_dir: Path) -> Path:
    """Give the folder of the tables; unpacking them takes a second and happens once."""
    spec = find_spec(PACKAGE)
    origin = Path(spec.origin) if spec and spec.origin else Path(PACKAGE)
    source = origin.with_name("data") / "model.npz.xz"
    name = f"langid-{sha256(source)}-{'-'.join(languages)}"
    return built_once(cache_dir / name, lambda folder: _write(folder, languages))


def _write(folder: Path, languages: Sequence[str]) -> None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(languages)
    for name, table in {
        "probabilities": np.ascontiguousarray(model.nb_ptc),
        "priors": model.nb_pc,
        "languages": np.array(model.nb_classes),
        "moves": np.asarray(model.tk_nextmove),
        "rows": np.asarray(model.tk_row),
        "features": np.asarray(model.tk_output, np.int32),
    }.items():
        np.save(folder / name, table, allow_pickle=False)
