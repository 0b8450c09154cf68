"""Photographs as they were taken: cameras note how they were held, and turn nothing."""

import struct
from contextlib import suppress
from io import BytesIO
from math import sqrt

from pypdfium2 import PdfDocument, PdfImage, PdfiumError, PdfMatrix

from aurora.infrastructure.documents.pdf.scans import MOST_PIXELS, pictured

JPEG = b"\xff\xd8\xff"
EXIF = b"Exif\0\0"
WITHIN = 65_536  # it stands before the picture
ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
ENTRY = "HHIH"  # tag, type, how many, and the value of a short one
ORIENTATION, UPRIGHT = 0x0112, 1
TURNS = {3: 180, 6: 90, 8: 270}  # degrees to the right; mirrored ones are not photographs of text


def upright(content: bytes) -> bytes:
    """Give a JPEG that is to be turned as its Exif says in shades of grey, others as they are."""
    turn = TURNS.get(_orientation(content))
    if turn is not None:
        with suppress(PdfiumError, ZeroDivisionError):  # of a broken one nothing is known
            return _turned(content, turn)
    return content


def _orientation(content: bytes) -> int:
    """Give what Exif 2.32 calls so (4.6.5.1), upright where it is not told."""
    at = content.find(EXIF, 0, WITHIN) if content.startswith(JPEG) else -1
    tiff = content[at + len(EXIF) : at + WITHIN]
    order = ORDERS.get(tiff[:4]) if at >= 0 else None
    if order is None:
        return UPRIGHT
    with suppress(struct.error):
        [start] = struct.unpack_from(f"{order}I", tiff, 4)
        [entries] = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(entries):
            tag, _, _, value = struct.unpack_from(f"{order}{ENTRY}", tiff, start + 2 + 12 * number)
            if tag == ORIENTATION:
                return int(value)
    return UPRIGHT


def _turned(content: bytes, degrees: int) -> bytes:
    with PdfDocument.new() as document:
        picture = PdfImage.new(document)
        picture.load_jpeg(BytesIO(content), inline=True)
        width, height = picture.get_px_size()
        picture.set_matrix(PdfMatrix().scale(width, height))
        page = document.new_page(width, height)
        page.insert_obj(picture)
        page.gen_content()
        page.set_rotation(degrees)
        return pictured(page, min(1.0, sqrt(MOST_PIXELS / (width * height))))
