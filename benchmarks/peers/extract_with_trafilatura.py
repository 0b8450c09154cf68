"""Trafilatura reads pages: gives the texts that it finds, and the CPU time that they took."""

import gzip
import json
import sys
import time
from pathlib import Path

from trafilatura import extract


def main(place: Path) -> dict[str, object]:
    """Read every page of a directory."""
    pages = {file.name.partition(".")[0]: file for file in sorted(place.glob("*.html.gz"))}
    read = {name: gzip.decompress(file.read_bytes()) for name, file in pages.items()}
    started = time.process_time()
    texts = {name: extract(html, include_comments=False) or "" for name, html in read.items()}
    return {"cpu_seconds": time.process_time() - started, "texts": texts}


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1])), sys.stdout)
