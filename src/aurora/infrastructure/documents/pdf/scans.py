"""Pages of a PDF that are pictures, seen as a scanner saw them."""

from itertools import islice
from math import sqrt

from pypdfium2 import PdfPage, raw

from aurora.infrastructure.documents.sight.eyes import Eyes
from aurora.infrastructure.documents.sight.seen import SeenPage, seen

FEW_WORDS = 10  # a stamp or a page number over a scan
COVERED = 0.4  # of the page by one picture
POINTS, DOTS = 72, 300  # an inch
MOST_PIXELS = 40_000_000
MOST_OBJECTS = 1_000


def is_scan(page: PdfPage, words: int) -> bool:
    """Tell whether the page is a picture with hardly a word beside it; of one without words any
    picture counts.
    """
    if words > FEW_WORDS:
        return False
    pictures = page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    least = COVERED * page.get_width() * page.get_height() if words else 0
    for picture in islice(pictures, MOST_OBJECTS):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= least:
            return True
    return False


def page_seen(page: PdfPage, eyes: Eyes) -> SeenPage | None:
    """Give what is seen on the page as it is shown, in points, None where that is nothing."""
    area = max(page.get_width() * page.get_height(), 1.0)
    scale = min(DOTS / POINTS, sqrt(MOST_PIXELS / area))
    table = eyes.look(pictured(page, scale))
    pages = seen(table, scale) if table else []
    return pages[0] if pages and pages[0].words else None


def pictured(page: PdfPage, scale: float) -> bytes:
    """Give the page in shades of grey as a portable graymap, the simplest of formats."""
    shown = page.render(scale=scale, grayscale=True)
    grey, width, stride = bytes(shown.buffer), shown.width, shown.stride
    lines = (grey[row * stride : row * stride + width] for row in range(shown.height))
    head = b"P5 %d %d 255\n" % (width, shown.height)
    shown.close()
    return head + b"".join(lines)
