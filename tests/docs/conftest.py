"""Builds the manual once for all tests about it."""

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from tests.docs.manual import Manual

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Manual:
    site = tmp_path_factory.mktemp("manual") / "site"
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=True))
    return Manual(site)
