"""How content encodings are undone within limits."""

import tracemalloc
import zlib
from collections.abc import Callable
from functools import reduce

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.web.decoding import Body

LIMIT = 4_000_000
ZEROS = bytes(60_000_000)
WHOLE: dict[str, Callable[[bytes], bytes]] = {
    "identity": bytes,
    "br": lambda data: brotli.compress(data, quality=5),
    "zstd": zstandard.compress,
}


def packed(data: bytes, encoding: str) -> bytes:
    if "," in encoding:
        return reduce(packed, encoding.split(", "), data)
    if encoding in WHOLE:
        return WHOLE[encoding](data)
    window = {"gzip": 31, "x-gzip": 31, "deflate": 15, "raw deflate": -15}[encoding]
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    return packer.compress(data) + packer.flush()


def unpacked(data: bytes, encoding: str, *, step: int = 16_384, limit: int = LIMIT) -> bytes:
    body = Body(encoding.removeprefix("raw "), limit=limit, ratio=200)
    for start in range(0, len(data), step):
        body.add(data[start : start + step])
    return body.finish()


COMPRESSED = ["gzip", "deflate", "raw deflate", "br", "zstd"]
CHAINS = ["gzip, br", "br, gzip", "deflate, zstd", "zstd, zstd", "identity, gzip", "gzip, identity"]
ENCODINGS = [*COMPRESSED, "x-gzip", "identity", *CHAINS]


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=40)
@given(data=st.binary(max_size=2_000), step=st.integers(1, 500))
def test_what_was_packed_comes_out_however_it_is_cut(encoding: str, data: bytes, step: int) -> None:
    assert unpacked(packed(data, encoding), encoding, step=step) == data


@pytest.mark.parametrize("encoding", COMPRESSED)
@pytest.mark.parametrize("size", [65_535, 65_536, 65_537, 65_700, 65_794, 131_072, 131_323])
def test_what_fills_the_last_piece_comes_out_whole(encoding: str, size: int) -> None:
    whole = packed(bytes(size), encoding)
    assert unpacked(whole, encoding) == unpacked(whole, encoding, step=1) == bytes(size)


@pytest.mark.parametrize("encoding", [*COMPRESSED, *CHAINS[:4]])
def test_bombs_are_defused_without_ever_being_held(encoding: str) -> None:
    bomb = packed(ZEROS, encoding)
    tracemalloc.start()
    try:
        with pytest.raises(FetchFailed) as failed:
            unpacked(bomb, encoding, limit=50_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert failed.value.reason is FetchError.BOMB
    assert peak < len(bomb) * 200 + 6_000_000


def test_a_bomb_between_two_encodings_is_defused_although_nothing_comes_out() -> None:
    hidden = packed(packed(b"a page", "gzip") + ZEROS, "br")
    with pytest.raises(FetchFailed) as failed:
        unpacked(hidden, "gzip, br", limit=50_000_000)
    assert failed.value.reason is FetchError.BOMB


@pytest.mark.parametrize("encoding", COMPRESSED)
def test_a_body_may_grow_as_much_as_pages_do(encoding: str) -> None:
    page = b"<li><a href='/somewhere'>somewhere</a></li>" * 20_000
    assert unpacked(packed(page, encoding), encoding) == page


def test_members_of_gzip_follow_each_other_and_padding_is_ignored() -> None:
    two = packed(b"one ", "gzip") + packed(b"two", "gzip")
    assert unpacked(two, "gzip") == b"one two"
    assert unpacked(two + bytes(20), "gzip") == b"one two"


@pytest.mark.parametrize("step", [1, 5, 64, 1_000])
def test_frames_of_zstd_follow_each_other_and_some_are_skipped(step: int) -> None:
    skipped = b"\x50\x2a\x4d\x18\x05\0\0\0notes"
    frames = packed(b"one ", "zstd") + skipped + packed(b"two", "zstd")
    assert unpacked(frames, "zstd", step=step) == b"one two"
    assert unpacked(frames + bytes(20), "zstd", step=step) == b"one two"


@pytest.mark.parametrize("step", [1, 64, 1_000])
@pytest.mark.parametrize(
    ("encoding", "behind"),
    [("br", b"garbage"), ("gzip", b"\x1fgarbage"), ("zstd", b"(garbage"), ("gzip, br", b"\0")],
)
def test_garbage_that_looks_like_more_is_damage(encoding: str, behind: bytes, step: int) -> None:
    with pytest.raises(FetchFailed) as failed:
        unpacked(packed(b"some words", encoding) + behind, encoding, step=step)
    assert failed.value.reason is FetchError.ENCODING


@pytest.mark.parametrize("encoding", ["identity", *COMPRESSED, "gzip, br"])
def test_a_body_over_the_limit_is_too_large_packed_or_not(encoding: str) -> None:
    noise = b"".join(str(number).encode() for number in range(800_000))
    squeezed = noise if encoding == "identity" else packed(noise, encoding)
    with pytest.raises(FetchFailed) as failed:
        unpacked(squeezed, encoding)
    assert failed.value.reason is FetchError.TOO_LARGE


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, br"])
@pytest.mark.parametrize("lost", [1, 3, 30])
def test_shortened_bodies_are_named(encoding: str, lost: int) -> None:
    whole = packed(bytes(range(256)), encoding)
    with pytest.raises(FetchFailed) as failed:
        unpacked(whole[:-lost], encoding)
    assert failed.value.reason is FetchError.ENCODING


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, br", "br, gzip"])
@pytest.mark.parametrize("wrong", [b"no such thing at all", b"\0" * 50, b"\xff" * 50, b"<"])
def test_damaged_bodies_are_named(encoding: str, wrong: bytes) -> None:
    with pytest.raises(FetchFailed) as failed:
        unpacked(wrong, encoding)
    assert failed.value.reason is FetchError.ENCODING


@pytest.mark.parametrize("encoding", ["none", "UTF-8", "identity", "text/html", "x" * 99, "br;q=1"])
def test_names_of_no_encoding_change_nothing(encoding: str) -> None:
    assert unpacked(b"a page", encoding) == b"a page"
    assert unpacked(packed(b"a page", "gzip"), f"{encoding}, gzip") == b"a page"


@pytest.mark.parametrize("encoding", ["compress", "gzip, compress", "gzip, gzip, gzip", "DCB"])
def test_encodings_that_are_not_asked_for_are_refused(encoding: str) -> None:
    with pytest.raises(FetchFailed) as failed:
        Body(encoding, limit=LIMIT, ratio=200)
    assert failed.value.reason is FetchError.ENCODING


@pytest.mark.parametrize(
    "encoding", ["gzip", "deflate", "br", "zstd", "gzip, br", "", " GZIP ", ","]
)
def test_an_empty_body_is_empty_whatever_it_claims(encoding: str) -> None:
    assert unpacked(b"", encoding) == b""


def test_a_zstd_window_beyond_what_http_allows_is_refused() -> None:
    settings = zstandard.ZstdCompressionParameters(window_log=27)
    data = b"".join(str(number).encode() for number in range(100_000))
    stream = zstandard.ZstdCompressor(compression_params=settings).compressobj()
    wide = stream.compress(data) + stream.flush()
    with pytest.raises(FetchFailed) as failed:
        unpacked(wide, "zstd")
    assert failed.value.reason is FetchError.ENCODING
