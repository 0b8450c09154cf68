"""Logs: one JSON object a line, whoever wrote it."""

import subprocess
import sys

import msgspec

PROGRAM = """
import logging
import structlog
from aurora.infrastructure.observability import logs
logs.configure("info", "worker")
log = structlog.get_logger("aurora.test")
log.debug("not told")
with structlog.contextvars.bound_contextvars(request_id="r-1"):
    log.info("told", number=7)
    logging.getLogger("elsewhere").warning("from %s", "a library")
try:
    raise ValueError("boom")
except ValueError:
    log.exception("failed")
"""


def test_every_line_is_a_json_object_with_the_request_id() -> None:
    run = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    told, library, failed = map(msgspec.json.decode, run.stderr.splitlines())

    assert (told["event"], told["number"], told["level"]) == ("told", 7, "info")
    assert (told["request_id"], library["request_id"]) == ("r-1", "r-1")
    assert (told["process"], library["process"]) == ("worker", "worker")
    assert library["event"] == "from a library"
    assert "ValueError: boom" in failed["exception"]
    assert run.stdout == ""
