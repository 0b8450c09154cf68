"""Tells by their sketches how alike two texts are, and which texts may be.

A sketch is a MinHash: of many orders of all shingles, which one comes first in the text; the share
of orders in which two texts agree estimates how many of their shingles they have in common (Broder,
1997, "On the Resemblance and Containment of Documents"). A byte of each is kept (Li and König,
2010, "b-Bit Minwise Hashing"). Texts that agree in all slots of one band may be alike (Leskovec,
Rajaraman and Ullman, 2020, "Mining of Massive Datasets", 3.4).
"""

from base64 import urlsafe_b64encode
from hashlib import blake2b
from uuid import UUID

ALIKE = 0.75
SLOTS, BANDS, ROWS = 128, 14, 6
CHANCE = 1 / 256
BUCKET_BYTES = 9


def likeness(one: bytes, other: bytes) -> float:
    """Estimate the share of shingles that two texts have in common, 0 to 1, from their sketches: 0
    where one is missing or they are of different kinds.

    The first byte of a sketch names its kind.
    """
    if not one or one[:1] != other[:1]:
        return 0.0
    agreeing = sum(mine == yours for mine, yours in zip(one[1:], other[1:], strict=True)) / SLOTS
    return max(0.0, (agreeing - CHANCE) / (1 - CHANCE))


def buckets(collection_id: UUID, text_sha256: str, sketch: bytes) -> tuple[str, ...]:
    """Give names of which two texts of one collection share one if they are the same, and probably
    if they are alike.
    """
    slots = sketch[1:]
    bands = (slots[start : start + ROWS] for start in range(0, BANDS * ROWS, ROWS))
    keys = [bytes.fromhex(text_sha256)]
    if slots:
        keys += [bytes((sketch[0], number)) + band for number, band in enumerate(bands)]
    return tuple(_bucket(collection_id, key) for key in keys)


def _bucket(collection_id: UUID, key: bytes) -> str:
    digest = blake2b(key, digest_size=BUCKET_BYTES, key=collection_id.bytes)
    return urlsafe_b64encode(digest.digest()).decode()
