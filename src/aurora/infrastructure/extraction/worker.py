"""The extraction worker: a process with limits that reads one source after the other."""

import contextlib
import ctypes
import gc
import logging
import os
import resource
import sys
from typing import BinaryIO

import msgspec

from aurora.domains.perception.types import Extracted
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.formats import is_document
from aurora.infrastructure.documents.reading import read_document
from aurora.infrastructure.extraction.charset import NotText
from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.web.urls import AdaUrls

LENGTH, LARGE = 4, 500_000
URLS = AdaUrls()
TRIM_THRESHOLD, MMAP_THRESHOLD, KEPT = -1, -3, 8 << 20  # of the GNU C library
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # of Linux: CLONE_NEWUSER, CLONE_NEWNET


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the source says, or why that cannot be told; of a document, in one word too."""

    extracted: Extracted | None = None
    binary: bool = False
    fault: str | None = None
    reason: UnreadableReason | None = None


def receive(stream: BinaryIO) -> bytes | None:
    """Read one message; None at the end of the stream."""
    head = stream.read(LENGTH)
    return stream.read(int.from_bytes(head, "big")) if len(head) == LENGTH else None


def framed(message: bytes) -> bytes:
    """Put the length before a message."""
    return len(message).to_bytes(LENGTH, "big") + message


def outcome(source: Source) -> Outcome:
    """Read a source."""
    try:
        if is_document(source.media_type):
            return Outcome(extracted=_document(source))
        return Outcome(extracted=read(source, URLS))
    except NotText:
        return Outcome(binary=True)
    except Unreadable as refusal:
        return Outcome(fault=str(refusal), reason=refusal.reason)
    except MemoryError:
        return Outcome(fault="over the limit of memory", reason=UnreadableReason.LIMIT)
    except RecursionError:
        return Outcome(fault="nested beyond what is read", reason=UnreadableReason.LIMIT)
    except Exception as error:
        return Outcome(fault=type(error).__name__, reason=UnreadableReason.DAMAGED)


def _document(source: Source) -> Extracted:
    """Read a document; nobody asks for one in outline, where it would say nothing."""
    if source.outline:
        return Extracted(text="")
    return read_document(source.content, source.read_as, source.ocr)


def limit_memory(size: int) -> None:
    """Refuse the process more than `size` bytes of address space, where the system can."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def leave_network() -> None:
    """Move the process to a network of its own without any way out, where the system lets it: what
    a document tells a parser to fetch cannot be reached.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK)


def limit_time(seconds: int) -> None:
    """Let the system end the process after so many more seconds of CPU time."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def collect_seldom() -> None:
    """Look for garbage in cycles less often: pages make many objects and few cycles."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def keep_some() -> None:
    """Keep what a page took for the next one, up to a few megabytes: to be given it anew by the
    system each time takes longer than much that is done with it.
    """
    with contextlib.suppress(OSError, AttributeError):
        allocator = ctypes.CDLL(None)
        allocator.mallopt(TRIM_THRESHOLD, KEPT)
        allocator.mallopt(MMAP_THRESHOLD, KEPT // 2)


def give_back() -> None:
    """Return to the system what a large source took, where the system can take it."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def main(memory: int, seconds: int) -> None:
    """Serve until standard input ends."""
    logging.disable()
    leave_network()
    limit_memory(memory)
    collect_seldom()
    keep_some()
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while (message := receive(sys.stdin.buffer)) is not None:
        limit_time(seconds)
        outcomes = [outcome(one) for one in msgspec.msgpack.decode(message, type=list[Source])]
        replies.write(framed(msgspec.msgpack.encode(outcomes)))
        replies.flush()
        if len(message) > LARGE:
            give_back()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
