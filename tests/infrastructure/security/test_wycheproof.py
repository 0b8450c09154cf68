"""The vectors of Project Wycheproof: signatures that somebody's verifier once took for good."""

import os
from pathlib import Path

import msgspec
from tests.attacks import SIGNER

from aurora.domains.identity.refusal import NotRecognised

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("AURORA_BENCH_DATA", ROOT / "../shared/data")) / "wycheproof-jws"
EXPECTED = DATA.exists() or os.environ.get("CI") == "true"


class Vector(msgspec.Struct, rename={"id": "tcId"}):
    """A signed text, and whether its signature is good under the key of its group."""

    id: int
    comment: str
    jws: str
    result: str


class Group(msgspec.Struct):
    """Vectors of one key."""

    tests: list[Vector]


class Vectors(msgspec.Struct, rename="camel"):
    """The file."""

    number_of_tests: int
    test_groups: list[Group]


def vectors() -> list[Vector]:
    found = msgspec.json.decode(
        (DATA / "json_web_signature_test.json").read_bytes(), type=Vectors, strict=False
    )
    given = [vector for group in found.test_groups for vector in group.tests]
    assert len(given) == found.number_of_tests
    return given


async def believed(vector: Vector) -> bool:
    try:
        await SIGNER.verify(vector.jws)
    except NotRecognised:
        return False
    return True


if EXPECTED:

    async def test_no_foreign_token_is_believed_however_well_it_is_signed() -> None:
        assert [one.comment for one in vectors() if await believed(one)] == []
