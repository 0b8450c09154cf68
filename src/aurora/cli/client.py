"""Aurora over HTTP, as its commands see it."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing, suppress
from ipaddress import ip_address
from typing import IO, Any, Generic, TypeVar
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import httpx
import msgspec

from aurora.cli.output import clean, duration, tell
from aurora.cli.refusals import Passing, broken, check
from aurora.cli.server_events import ServerEvent, parse
from aurora.cli.targets import Target

T = TypeVar("T")
Sending = tuple[str, IO[bytes]]  # a file's name, and what it says
POSITION = "Aurora-Position"
ALIVE = "/health/live"
PATIENCE_SECONDS = 30.0
TOLD_SECONDS = 1.0  # of waiting
RECONNECT_SECONDS = 0.5
PAGE = 200
TIMEOUT = httpx.Timeout(60.0, connect=5.0)
STREAM_TIMEOUT = httpx.Timeout(30.0, connect=5.0)


class Part(msgspec.Struct, Generic[T], frozen=True):
    """Part of a list; `next` is the cursor of the following part."""

    items: list[T]
    next: str | None


class Client:
    """Speaks to one Aurora under one key; what it wrote, it reads.

    Short troubles are waited out: an Aurora that starts again, or is not ready yet. So is a quota,
    until there is more of it.
    """

    def __init__(self, target: Target, *, temporary: bool = False) -> None:
        self.url = target.url.rstrip("/")
        self.temporary = temporary
        self._told_until = 0.0
        self._headers = {"Authorization": f"Bearer {target.key}"} if target.key else {}
        self._http = httpx.AsyncClient(
            base_url=self.url, timeout=TIMEOUT, trust_env=not is_loopback(self.url)
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def alive(self) -> bool:
        """Tell whether an Aurora answers there, whatever it thinks of the key."""
        try:
            answer = await self._http.get(ALIVE)
            return bool(answer.json() == {"status": "ok"})
        except (httpx.TransportError, ValueError):
            return False

    async def get(self, path: str, kind: type[T], **params: object) -> T:
        """Read one thing."""
        given = {name: value for name, value in params.items() if value is not None}
        answer = await self._patiently("GET", path, params=given)
        return msgspec.json.decode(answer.content, type=kind)

    async def text(self, path: str, **params: object) -> str:
        """Read one text."""
        return (await self._patiently("GET", path, params=params)).text

    async def post(self, path: str, kind: type[T], body: object = None, **said: str) -> T:
        """Send one command, which is done once even where it must be sent again; further headers
        may be `said`.
        """
        headers = {"Idempotency-Key": str(uuid4()), "Content-Type": "application/json", **said}
        content = None if body is None else msgspec.json.encode(body)
        answer = await self._patiently("POST", path, content=content, headers=headers)
        return msgspec.json.decode(answer.content or b"null", type=kind)

    async def hand_in(
        self, path: str, kind: type[T], fields: Mapping[str, str], file: Sending, key: UUID
    ) -> T:
        """Send a form with a file, which is done once under the key however often it is sent."""
        headers = {"Idempotency-Key": str(key)}
        answer = await self._patiently(
            "POST", path, data=fields, files={"file": file}, headers=headers
        )
        return msgspec.json.decode(answer.content, type=kind)

    async def put(self, path: str, body: object) -> None:
        """Send one command that says what something is to be."""
        headers = {"Idempotency-Key": str(uuid4()), "Content-Type": "application/json"}
        await self._patiently("PUT", path, content=msgspec.json.encode(body), headers=headers)

    async def delete(self, path: str) -> None:
        """Send one command that takes something away."""
        await self._patiently("DELETE", path, headers={"Idempotency-Key": str(uuid4())})

    async def every(self, path: str, kind: type[T], **params: object) -> AsyncIterator[T]:
        """Read a list to its end."""
        cursor: str | None = None
        while True:
            given = {**params, "limit": PAGE, "cursor": cursor}
            part = await self.get(path, Part[kind], **given)  # type: ignore[valid-type]
            for item in part.items:
                yield item
            if (cursor := part.next) is None:
                return

    async def download(
        self, path: str, write: Callable[[bytes], object], **params: str | None
    ) -> None:
        """Read a file part by part; raises where it breaks off."""
        given = {name: value for name, value in params.items() if value is not None}
        request = self._http.build_request("GET", path, params=given, headers=self._headers)
        try:
            answer = await self._http.send(request, stream=True)
            async with aclosing(answer):
                if not answer.is_success:
                    await answer.aread()
                check(answer)
                async for part in answer.aiter_bytes():
                    write(part)
        except httpx.TransportError as error:
            raise broken(self.url, error).final from error
        except Passing as trouble:
            raise trouble.final from trouble

    async def events(self, path: str) -> AsyncGenerator[ServerEvent, None]:
        """Follow server-sent events up to the one named `end`, reconnecting where it breaks."""
        last = ""
        while True:
            with suppress(Passing):
                async with aclosing(self._events_after(last, path)) as arriving:
                    async for event in arriving:
                        last = event.id
                        yield event
                        if event.name == "end":
                            return
            await asyncio.sleep(RECONNECT_SECONDS)
            await self._patiently("GET", ALIVE)

    async def _events_after(self, last: str, path: str) -> AsyncGenerator[ServerEvent, None]:
        headers = {**self._headers, **({"Last-Event-ID": last} if last else {})}
        request = self._http.build_request("GET", path, headers=headers, timeout=STREAM_TIMEOUT)
        try:
            answer = await self._http.send(request, stream=True)
            async with aclosing(answer):
                if not answer.is_success:
                    await answer.aread()
                check(answer)
                async for event in parse(answer.aiter_lines()):
                    yield event
        except httpx.TransportError as error:
            raise broken(self.url, error) from error

    async def _patiently(self, method: str, path: str, **given: Any) -> httpx.Response:  # noqa: ANN401  httpx's own
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return await self._once(method, path, **given)
            except Passing as trouble:
                until += trouble.patience
                if time.monotonic() + trouble.pause > until:
                    raise trouble.final from trouble
                self._tell(trouble)
                await asyncio.sleep(trouble.pause)

    def _tell(self, trouble: Passing) -> None:
        """Say that a quota is waited for, once for all that wait for it at a time."""
        now = time.monotonic()
        if trouble.patience and trouble.pause >= TOLD_SECONDS and now >= self._told_until:
            self._told_until = now + trouble.pause
            tell(f"Waiting for {duration(trouble.pause)}: {clean(str(trouble.final))}")

    async def _once(self, method: str, path: str, **given: Any) -> httpx.Response:  # noqa: ANN401  httpx's own
        given["headers"] = {**self._headers, **given.get("headers", {})}
        try:
            answer = await self._http.request(method, path, **given)
        except httpx.TransportError as error:
            raise broken(self.url, error) from error
        check(answer)
        if position := answer.headers.get(POSITION):
            self._headers[POSITION] = position
        return answer


def is_loopback(url: str) -> bool:
    """Tell whether an address is this machine's own, which no proxy can reach."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
