"""Answers read step by step: one that is whole is there, whatever follows it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import aiohttp
from aiohttp.client_proto import ResponseHandler

END_OF_HEAD = b"\r\n\r\n"


class Connector(aiohttp.TCPConnector):
    """Opens connections on which answers are read step by step."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401  as aiohttp
        super().__init__(**given)
        opened: Callable[..., ResponseHandler] = StepByStep
        self._factory = partial(opened, loop=self._loop)


class StepByStep(ResponseHandler):
    """Reads a head before what follows it, and ends a body where no more of it can be read.

    The parser forgets an answer where the same bytes hold its end and then anything but HTTP, as
    they do where a Content-Length is too small. Read apart, the answer is there before that.
    """

    def data_received(self, data: bytes) -> None:
        """Read bytes as they come."""
        head, end, rest = data.partition(END_OF_HEAD)
        if end and rest:
            super().data_received(head + end)
        super().data_received(rest or data)
        fault, body = self.exception(), self._payload
        if fault and body is not None and not body.is_eof():
            body.set_exception(aiohttp.ClientPayloadError(str(fault)))
