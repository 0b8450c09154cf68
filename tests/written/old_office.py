"""Texts and slides as Office kept them until 2007, written by LibreOffice.

It is too large to be there wherever tests run, so what it wrote of the same documents in today's
formats is kept beside this file; `python -m tests.written.old_office` has it written again by the
`soffice` that is on the path.
"""

import gzip
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.written import offices

HERE = Path(__file__).parent
TEXT, SLIDES = HERE / "text.doc.gz", HERE / "slides.ppt.gz"


def old_text() -> bytes:
    """Give DOC: what `offices.text` says."""
    return gzip.decompress(TEXT.read_bytes())


def old_slides() -> bytes:
    """Give PPT: what `offices.slides` says."""
    return gzip.decompress(SLIDES.read_bytes())


def write() -> None:
    """Have both written again."""
    with TemporaryDirectory() as directory:
        for place, content, today in (
            (TEXT, offices.text(), "text.docx"),
            (SLIDES, offices.slides(), "slides.pptx"),
        ):
            (Path(directory) / today).write_bytes(content)
            old = Path(place.stem)
            command = ["soffice", "--headless", "--convert-to", old.suffix[1:], today]
            subprocess.run(command, cwd=directory, check=True)  # noqa: S603
            place.write_bytes(gzip.compress((Path(directory) / old).read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    write()
