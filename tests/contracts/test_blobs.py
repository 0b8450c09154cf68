"""What stores of contents promise, in memory and for real."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aurora.domains.blobs import Blobs, ContentLost
from aurora.domains.errors import Unavailable
from aurora.infrastructure.blobs.local import LocalBlobs
from aurora.infrastructure.memory.blobs import MemoryBlobs


@pytest.fixture(params=["memory", "local", "local without a cache"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    if request.param == "memory":
        return MemoryBlobs()
    cached = {} if request.param == "local" else {"cached_bytes": 0}
    return LocalBlobs(tmp_path / "blobs", **cached)


@pytest.mark.parametrize("content", [b"", b"A ma\xc3\xa7\xc3\xa3", b"\x00\xff" * 100_000])
async def test_a_content_comes_back_by_its_hash(blobs: Blobs, content: bytes) -> None:
    sha256 = await blobs.put(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert await blobs.get(sha256) == content
    assert await blobs.get(sha256) == content


async def test_several_contents_come_back_at_once(blobs: Blobs) -> None:
    kept = {await blobs.put(content): content for content in (b"ewe", b"ram", b"lamb")}
    await blobs.get(next(iter(kept)))

    assert await blobs.many(kept.keys()) == kept
    assert await blobs.many([]) == {}


async def test_several_contents_are_put_at_once(blobs: Blobs) -> None:
    contents = [b"ewe", b"ram", b"ewe"]
    hashes = await blobs.put_all(contents)

    assert hashes == [hashlib.sha256(content).hexdigest() for content in contents]
    assert [await blobs.get(sha256) for sha256 in hashes] == contents
    assert await blobs.put_all([]) == []


async def test_one_missing_among_several_is_lost_and_named(blobs: Blobs) -> None:
    with pytest.raises(ContentLost, match="missing") as loss:
        await blobs.many([await blobs.put(b"ewe"), "0" * 64])
    assert loss.value.sha256 == "0" * 64
    with pytest.raises(ContentLost, match="missing"):
        await anext(aiter(blobs.get_parts("0" * 64)))


@given(content=st.binary(max_size=2000))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_every_content_comes_back(blobs: Blobs, content: bytes) -> None:
    assert await blobs.get(await blobs.put(content)) == content


async def test_putting_twice_keeps_one(blobs: Blobs) -> None:
    assert await blobs.put(b"same") == await blobs.put(b"same")
    await blobs.delete(await blobs.put(b"same"))
    with pytest.raises(Unavailable):
        await blobs.get(hashlib.sha256(b"same").hexdigest())


async def test_a_deleted_content_is_missing_even_when_it_was_just_read(blobs: Blobs) -> None:
    sha256 = await blobs.put(b"to be forgotten")
    await blobs.get(sha256)
    await blobs.delete(sha256)
    with pytest.raises(Unavailable, match="missing"):
        await blobs.get(sha256)


async def test_deleting_what_is_not_there_is_no_error(blobs: Blobs) -> None:
    await blobs.delete("0" * 64)


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "A" * 64, "0" * 63 + "\n"])
async def test_what_was_never_put_is_unavailable(blobs: Blobs, name: str) -> None:
    with pytest.raises(Unavailable):
        await blobs.get(name)


async def arriving(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


@pytest.mark.parametrize(
    "parts",
    [(), (b"",), (b"A ma", b"\xc3\xa7\xc3\xa3"), tuple(bytes([one]) * 300_000 for one in range(9))],
)
async def test_a_content_comes_and_goes_in_parts(blobs: Blobs, parts: tuple[bytes, ...]) -> None:
    sha256 = await blobs.put_parts(arriving(*parts))
    assert sha256 == hashlib.sha256(b"".join(parts)).hexdigest()
    assert await blobs.get(sha256) == b"".join(parts)
    assert b"".join([part async for part in blobs.get_parts(sha256)]) == b"".join(parts)


async def test_what_was_put_whole_goes_in_parts_and_the_other_way_round(blobs: Blobs) -> None:
    whole = await blobs.put(b"same")
    assert await blobs.put_parts(arriving(b"sa", b"me")) == whole
    assert [part async for part in blobs.get_parts(whole)] == [b"same"]
    assert await blobs.put(b"same") == whole


async def test_the_same_content_may_arrive_several_times_at_once(blobs: Blobs) -> None:
    content = [b"ewe" * 100_000, b"ram" * 100_000]
    hashes = await asyncio.gather(*(blobs.put_parts(arriving(*content)) for _ in range(4)))
    assert set(hashes) == {hashlib.sha256(b"".join(content)).hexdigest()}
    assert await blobs.get(hashes[0]) == b"".join(content)


async def test_nothing_is_kept_of_a_content_that_breaks_off(blobs: Blobs) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"half of "
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await blobs.put_parts(broken())
    with pytest.raises(Unavailable, match="missing"):
        await blobs.get(hashlib.sha256(b"half of ").hexdigest())


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd"])
async def test_what_was_never_put_does_not_come_in_parts(blobs: Blobs, name: str) -> None:
    with pytest.raises(Unavailable):
        await anext(blobs.get_parts(name))
