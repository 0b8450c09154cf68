"""Forms with a file, read while they arrive."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from litestar.exceptions import HTTPException

from aurora.api import multipart_form
from aurora.api.multipart_form import AROUND, FIELD_BYTES, MultipartForm
from aurora.api.pace import BYTES_PER_SECOND, GRACE, SILENCE, Pace

BOUNDARY = "frontier"
TYPE = f"multipart/form-data; boundary={BOUNDARY}"
LIMIT = 1_000


def part(name: str, value: bytes, more: str = "") -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode() + value + b"\r\n"


def file(content: bytes = b"text", name: str = "a.txt") -> bytes:
    return part("file", content, f'; filename="{name}"')


END = f"--{BOUNDARY}--\r\n".encode()


def arriving(chunks: Sequence[bytes], *, hang_up: bool = False) -> Callable[[], Any]:
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks
    ]
    if hang_up:
        messages.append({"type": "http.disconnect"})
    else:
        messages.append({"type": "http.request", "body": b"", "more_body": False})
    left = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(left)

    return receive


async def read(
    *chunks: bytes, kind: str = TYPE, limit: int = LIMIT, hang_up: bool = False
) -> tuple[dict[str, str], str, bytes]:
    receive: Any = arriving(chunks, hang_up=hang_up)
    async with aclosing(MultipartForm(kind, receive, limit)) as form:
        fields = await form.fields()
        return fields, form.file_name, b"".join([part async for part in form.file()])


@given(
    content=st.binary(max_size=300) | st.sampled_from([b"\r\n", b"--frontier", b"\r\n--front"]),
    size=st.integers(1, 60),
)
@settings(max_examples=40, deadline=None)
async def test_however_a_form_is_cut_it_says_the_same(content: bytes, size: int) -> None:
    body = part("title", "Água".encode()) + part("source_url", b"") + file(content) + END
    chunks = [body[at : at + size] for at in range(0, len(body), size)]
    assert await read(*chunks) == ({"title": "Água"}, "a.txt", content)


@pytest.mark.parametrize(
    "named",
    [
        'filename="relatório.txt"'.encode(),
        'filename="relatório.txt"'.encode("cp1252"),
        b"filename*=UTF-8''relat%C3%B3rio.txt",
        b'filename="=?UTF-8?Q?relat=C3=B3rio.txt?="',
        b"filename=\"relat_rio.txt\"; filename*=UTF-8''relat%C3%B3rio.txt",
        b"filename=\"=?utf-8?B?cmVsYXTDs3Jpby50eHQ=?=\"; filename*=utf-8''relat%C3%B3rio.txt",
    ],
)
async def test_a_file_is_called_as_clients_of_all_kinds_say_it(named: bytes) -> None:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; '.encode()
    assert await read(head + named + b"\r\n\r\ntext\r\n" + END) == ({}, "relatório.txt", b"text")


async def test_a_field_that_is_there_twice_is_named() -> None:
    with pytest.raises(HTTPException, match="the field `título` is there more than once"):
        await read(part("título", b"a") * 2 + file() + END)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"title=a",
        END,
        part("title", b"a") + END,
        file(),
        file()[:-3],
        part("title", b"a"),
        file() + file() + END,
        file() + part("title", b"late") + END,
        part("title", b"a") + part("title", b"b") + file() + END,
        part("title", b"\xff") + file() + END,
        part("paper", b"a", '; filename="a.txt"') + file() + END,
        f"--{BOUNDARY}\r\n\r\na\r\n".encode() + END,
        f"--{BOUNDARY}\r\nContent-Disposition: attachment\r\n\r\na\r\n".encode() + END,
        f"--{BOUNDARY}\nContent-Disposition: form-data\n\na\n".encode() + END,
        f"--{BOUNDARY}\r\nnonsense\r\n\r\na\r\n".encode() + END,
        f"--{BOUNDARY}\r\n\xff: \xff\r\n\r\na\r\n".encode("latin-1") + END,
    ],
)
async def test_what_is_no_such_form_is_refused(body: bytes) -> None:
    with pytest.raises(HTTPException) as refused:
        await read(body)
    assert refused.value.status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        file(b"x" * (LIMIT + 1)) + END,
        part("title", b"x" * (FIELD_BYTES + 1)) + file() + END,
        b"".join(part(f"field{number}", b"x") for number in range(20)) + file() + END,
        b" " * (AROUND + LIMIT + 1),
        part("title", b"a", "; " + "x" * 5_000) + END,
        f"--{BOUNDARY}\r\n".encode() + b"X-Header: x\r\n" * 20 + b"\r\na\r\n" + END,
    ],
)
async def test_what_is_too_large_is_refused(body: bytes) -> None:
    with pytest.raises(HTTPException) as refused:
        await read(*(body[at : at + 4_000] for at in range(0, len(body), 4_000)))
    assert refused.value.status_code == 413


async def test_a_file_may_be_as_large_as_the_limit() -> None:
    assert (await read(file(b"x" * LIMIT) + END))[2] == b"x" * LIMIT


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + "x" * 71,
        'multipart/form-data; boundary="a\nb"',
        "multipart/form-data; boundary=ç",
    ],
)
async def test_a_form_says_what_its_boundary_is(kind: str) -> None:
    with pytest.raises(HTTPException) as refused:
        await read(file() + END, kind=kind)
    assert refused.value.status_code == 400


async def test_who_hangs_up_sends_no_form() -> None:
    with pytest.raises(HTTPException, match="hung up"):
        await read(file()[:-3], hang_up=True)


async def test_who_is_silent_for_too_long_is_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent() -> Any:
        await asyncio.Event().wait()

    class Impatient(Pace):
        patience = 0.0

    monkeypatch.setattr(multipart_form, "Pace", Impatient)
    with pytest.raises(HTTPException) as refused:
        await MultipartForm(TYPE, silent, LIMIT).fields()
    assert refused.value.status_code == 408


async def test_a_slow_line_is_waited_for_as_long_as_something_comes() -> None:
    now = 0.0

    async def passing(seconds: float) -> None:
        nonlocal now
        now += seconds

    pace = Pace(lambda: now)
    assert pace.patience == SILENCE
    await pace.timed(passing(GRACE - 10))
    assert pace.patience == 10
    pace.received += 5 * BYTES_PER_SECOND
    assert pace.patience == 15
    await pace.timed(passing(20))
    assert pace.patience == 0
