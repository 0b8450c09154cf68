"""aiohttp on the wire made to fit: headers as text, and one request where one is meant."""

import re
from dataclasses import dataclass
from types import SimpleNamespace

import aiohttp
from multidict import CIMultiDictProxy

NOT_KEPT = frozenset({"set-cookie", "set-cookie2"})
CUT_OFF = (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)


CONTENT_TYPE = "content-type"
MEDIA_TYPE = re.compile(r"\s*([\w!#$&^.+-]+/[\w!#$&^.+-]+)\s*(;|$)")


class CutOff(aiohttp.ClientError):
    """The connection ended before the answer."""


@dataclass
class Once:
    """Sends one request once; aiohttp would send it again at once where a connection is cut."""

    reused: bool = False

    async def __call__(
        self, request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        """Send the request."""
        try:
            return await send(request)
        except CUT_OFF as error:
            raise CutOff from error


def watched() -> aiohttp.TraceConfig:
    """Give what tells each `Once` whether its connection was kept from before."""

    async def note(_: aiohttp.ClientSession, context: SimpleNamespace, __: object) -> None:
        if once := context.trace_request_ctx:
            once.reused = True

    trace = aiohttp.TraceConfig()
    trace.on_connection_reuseconn.append(note)
    return trace


def kept(headers: CIMultiDictProxy[str]) -> dict[str, str]:
    """Give the headers by lower-case name, joined where one comes twice, but no cookies."""
    found: dict[str, str] = {}
    for name, value in headers.items():
        low, text = name.lower(), text_of(value)
        if low not in NOT_KEPT:
            found[low] = f"{found[low]}, {text}" if low in found else text
    if CONTENT_TYPE in found:
        found[CONTENT_TYPE] = one_type(found[CONTENT_TYPE])
    return found


def one_type(stated: str) -> str:
    """Give the last of several media types, with the parameters that it has somewhere."""
    if "," not in stated:
        return stated
    found = [
        (match[1].lower(), one) for one in stated.split(",") if (match := MEDIA_TYPE.match(one))
    ]
    same = [one.strip() for name, one in found if name == found[-1][0]]
    return next((one for one in reversed(same) if ";" in one), same[-1]) if same else stated


def text_of(value: str) -> str:
    """Give a header's value as text: what is no UTF-8 is Latin-1."""
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogateescape").decode("latin-1")
    return value
