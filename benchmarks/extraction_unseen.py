"""Aurora reads each page by forests and nets that did not learn from its site; gives the texts."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from unittest.mock import patch

from aurora.infrastructure.extraction.content import content
from aurora.infrastructure.extraction.content.forests import Forests
from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.web.urls import AdaUrls
from benchmarks.growing import UNSEEN
from benchmarks.judged_pages import JudgedPage, judged_pages


def main(grown: Path) -> Mapping[str, Mapping[str, str]]:
    """Read the pages of each part; those in none show no text that a forest could judge."""
    pages = {page.name: page for page in judged_pages()}
    texts = {}
    for part in sorted(grown.iterdir()):
        names = json.loads((part / UNSEEN).read_text())
        forests = Forests.load(part)
        with patch.object(content, "forests", lambda forests=forests: forests):
            texts |= _texts(map(pages.__getitem__, names))
    return {"texts": texts | _texts(page for name, page in pages.items() if name not in texts)}


def _texts(pages: Iterable[JudgedPage]) -> Mapping[str, str]:
    urls = AdaUrls()
    return {
        page.name: read(
            Source(content=page.html, content_type="text/html", url=page.url or None), urls
        ).text
        for page in pages
    }


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1])), sys.stdout)
