"""How content encodings are undone within limits."""

import zlib

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.web.decoding import Body

LIMIT = 4_000_000
ZEROS = bytes(60_000_000)


def packed(data: bytes, encoding: str) -> bytes:
    if encoding == "zstd":
        return zstandard.compress(data)
    if encoding == "identity":
        return data
    window = {"gzip": 31, "x-gzip": 31, "deflate": 15, "raw deflate": -15}[encoding]
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    return packer.compress(data) + packer.flush()


def unpacked(data: bytes, encoding: str, *, step: int = 16_384, limit: int = LIMIT) -> bytes:
    body = Body(encoding.removeprefix("raw "), limit=limit, ratio=200)
    for start in range(0, len(data), step):
        body.add(data[start : start + step])
    return body.finish()


ENCODINGS = ["gzip", "x-gzip", "deflate", "raw deflate", "zstd", "identity"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(data=st.binary(max_size=2_000), step=st.integers(2, 500))
def test_what_was_packed_comes_out_however_it_is_cut(encoding: str, data: bytes, step: int) -> None:
    assert unpacked(packed(data, encoding), encoding, step=step) == data


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate", "zstd"])
def test_bombs_are_defused_long_before_their_size(encoding: str) -> None:
    with pytest.raises(FetchFailed) as failed:
        unpacked(packed(ZEROS, encoding), encoding, limit=50_000_000)
    assert failed.value.reason is FetchError.BOMB


def test_members_of_gzip_follow_each_other_and_padding_is_ignored() -> None:
    two = packed(b"one ", "gzip") + packed(b"two", "gzip")
    assert unpacked(two, "gzip") == b"one two"
    assert unpacked(two + bytes(20), "gzip") == b"one two"


def test_a_body_over_the_limit_is_too_large_packed_or_not() -> None:
    noise = b"".join(str(number).encode() for number in range(800_000))
    for encoding in ("identity", "gzip", "zstd"):
        with pytest.raises(FetchFailed) as failed:
            unpacked(packed(noise, encoding), encoding)
        assert failed.value.reason is FetchError.TOO_LARGE


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "zstd"])
def test_damaged_and_shortened_bodies_are_named(encoding: str) -> None:
    whole = packed(b"some words " * 50, encoding)
    for wrong in (whole[:-3], b"no such thing at all", b"\0" * 50):
        with pytest.raises(FetchFailed) as failed:
            unpacked(wrong, encoding)
        assert failed.value.reason is FetchError.ENCODING


@pytest.mark.parametrize("encoding", ["br", "compress", "gzip, gzip", "utf-8"])
def test_encodings_that_are_not_asked_for_are_refused(encoding: str) -> None:
    with pytest.raises(FetchFailed) as failed:
        Body(encoding, limit=LIMIT, ratio=200)
    assert failed.value.reason is FetchError.ENCODING


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "zstd", "", " GZIP "])
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
