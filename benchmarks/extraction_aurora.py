"""Aurora reads pages: gives the texts that it writes, and the CPU time from bytes to these."""

import json
import sys
import time

from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.extraction.worker import collect_seldom, keep_some
from aurora.infrastructure.web.urls import AdaUrls
from benchmarks.judged_pages import judged_pages

# what is imported and loaded once in the life of a worker is no page's cost
FIRST = b"<html><body><h1>First</h1><p>A page to warm up with.</p></body></html>"


def main() -> dict[str, object]:
    """Read every judged page as the extraction worker does: text, links and facts."""
    urls = AdaUrls()
    sources = {
        page.name: Source(content=page.html, content_type="text/html", url=page.url or None)
        for page in judged_pages()
    }
    read(Source(content=FIRST, content_type="text/html"), urls)
    collect_seldom()
    keep_some()
    started = time.process_time()
    texts = {name: read(source, urls).text for name, source in sources.items()}
    return {"cpu_seconds": time.process_time() - started, "texts": texts}


if __name__ == "__main__":
    json.dump(main(), sys.stdout)
