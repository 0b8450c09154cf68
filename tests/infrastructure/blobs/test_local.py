"""How contents lie in a local directory."""

from asyncio import gather
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard

from aurora.domains.blobs import ContentLost
from aurora.domains.errors import Unavailable
from aurora.infrastructure.blobs.local import LocalBlobs

TEXT = b"a text worth keeping " * 50
NAME = sha256(TEXT).hexdigest()


def place(directory: Path) -> Path:
    return directory / NAME[:2] / f"{NAME}.zst"


def former_place(directory: Path) -> Path:
    return directory / NAME[:2] / NAME[2:4] / f"{NAME}.zst"


def files(directory: Path) -> list[Path]:
    return [file for file in directory.rglob("*") if file.is_file()]


async def test_a_content_lies_compressed_under_its_hash_and_alone(tmp_path: Path) -> None:
    await LocalBlobs(tmp_path).put(TEXT)
    assert files(tmp_path) == [place(tmp_path)]
    packed = place(tmp_path).read_bytes()
    assert len(packed) < len(TEXT) / 5
    assert zstandard.decompress(packed) == TEXT


@pytest.mark.parametrize(
    "damaged",
    [b"", b"not compressed", zstandard.compress(TEXT)[:-3], zstandard.compress(b"other")],
    ids=["empty", "garbled", "cut", "exchanged"],
)
async def test_damage_is_noticed_and_healed_by_putting_again(
    tmp_path: Path, damaged: bytes
) -> None:
    blobs = LocalBlobs(tmp_path)
    await blobs.put(TEXT)
    place(tmp_path).write_bytes(damaged)
    with pytest.raises(Unavailable, match="damaged"):
        await blobs.get(NAME)
    await blobs.put(TEXT)
    assert await blobs.get(NAME) == TEXT


async def test_contents_in_twice_as_deep_directories_are_still_kept(tmp_path: Path) -> None:
    former = former_place(tmp_path)
    former.parent.mkdir(parents=True)
    former.write_bytes(zstandard.compress(TEXT))
    blobs = LocalBlobs(tmp_path)
    assert await blobs.get(NAME) == TEXT
    await blobs.put(TEXT)
    assert files(tmp_path) == [former]


@pytest.mark.parametrize("damaged", [False, True])
async def test_deleting_leaves_a_content_nowhere(tmp_path: Path, damaged: bool) -> None:
    former = former_place(tmp_path)
    former.parent.mkdir(parents=True)
    former.write_bytes(b"" if damaged else zstandard.compress(TEXT))
    blobs = LocalBlobs(tmp_path)
    await blobs.put(TEXT)
    await blobs.delete(NAME)
    assert not files(tmp_path)


async def test_a_content_read_a_moment_ago_is_not_read_again(tmp_path: Path) -> None:
    blobs = LocalBlobs(tmp_path)
    await blobs.put(TEXT)
    await blobs.get(NAME)
    place(tmp_path).unlink()
    assert await blobs.get(NAME) == TEXT


async def test_reading_while_deleting_brings_nothing_back(tmp_path: Path) -> None:
    blobs = LocalBlobs(tmp_path)
    for _ in range(100):
        await blobs.put(TEXT)
        await gather(blobs.get(NAME), blobs.delete(NAME), return_exceptions=True)
        with pytest.raises(Unavailable, match="missing"):
            await blobs.get(NAME)


async def test_one_content_may_be_put_many_times_at_once(tmp_path: Path) -> None:
    blobs = LocalBlobs(tmp_path / "made" / "by" / "putting")
    assert set(await gather(*(blobs.put(TEXT) for _ in range(20)))) == {NAME}
    assert await blobs.get(NAME) == TEXT


@pytest.mark.parametrize("made", [True, False])
async def test_a_store_that_holds_nothing_at_all_is_away_and_its_contents_are_not_lost(
    tmp_path: Path, made: bool
) -> None:
    directory = tmp_path / "share"
    if made:
        directory.mkdir()
    with pytest.raises(Unavailable, match="is empty") as away:
        await LocalBlobs(directory).get(NAME)
    assert not isinstance(away.value, ContentLost)


async def test_a_damaged_content_is_lost_until_it_is_put_back(tmp_path: Path) -> None:
    blobs = LocalBlobs(tmp_path)
    await blobs.put(TEXT)
    place(tmp_path).write_bytes(b"torn")
    with pytest.raises(ContentLost, match="damaged"):
        await blobs.get(NAME)
    await blobs.put(TEXT)
    assert await blobs.get(NAME) == TEXT


async def test_a_disk_that_fails_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match="Not a directory"):
        await LocalBlobs(tmp_path / "file").put(TEXT)
