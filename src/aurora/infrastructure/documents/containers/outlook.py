"""Messages as Outlook keeps them: streams of a compound file, each a property by its number."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.parser import HeaderParser
from email.policy import default
from io import BytesIO

from olefile import OleFileIO  # type: ignore[import-untyped]  # it has none

from aurora.domains.blocks import AnyBlock
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.containers.mail import (
    ATTACHED,
    LONGEST_NAME,
    field,
    heads,
    written,
)
from aurora.infrastructure.documents.opening import Opening

SUBJECT, BODY, HTML, HEADERS = "0037", "1000", "1013", "007D"
SENDER, ADDRESS, RECIPIENTS, COPIES = "0C1A", "5D01", "0E04", "0E03"
NAME, SHORT_NAME, DATA = "3707", "3704", "3701"
UNICODE, EIGHT_BIT, BINARY = "001F", "001E", "0102"
FOLDER = "__attach_version1.0_"
PROPERTIES, HEAD, PROPERTY, SENT = "__properties_version1.0", 32, 16, 0x00390040
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
FAULTS = (OSError, ValueError, LookupError, EOFError)


def read_outlook(content: bytes, opening: Opening) -> Transcript:
    """Read a message; raises Unreadable."""
    try:
        with OleFileIO(BytesIO(content)) as file:
            return _read(Outlook(file, opening.most), opening)
    except FAULTS as error:
        raise Unreadable(UnreadableReason.DAMAGED, "the message is damaged") from error


class Outlook:
    """The properties of a message and of what is attached to it."""

    def __init__(self, file: OleFileIO, most: int) -> None:
        self._file, self._most = file, most

    def text(self, number: str, folder: str = "") -> str:
        """Give a text, empty where there is none."""
        if content := self._stream(f"{number}{UNICODE}", folder):
            return content.decode("utf-16-le", "replace").strip("\0")
        return self._stream(f"{number}{EIGHT_BIT}", folder).decode("cp1252", "replace")

    def content(self, number: str, folder: str = "") -> bytes:
        """Give bytes, none where there are none."""
        return self._stream(f"{number}{BINARY}", folder)

    def sent(self) -> str | None:
        """Give when the message was sent."""
        properties = self._named(PROPERTIES)[HEAD:]
        for at in range(0, len(properties) - PROPERTY + 1, PROPERTY):
            if int.from_bytes(properties[at : at + 4], "little") == SENT:
                ticks = int.from_bytes(properties[at + 8 : at + PROPERTY], "little")
                return (EPOCH + timedelta(microseconds=ticks // 10)).isoformat()
        return None

    def attached(self) -> list[str]:
        """Give the folders of what is attached."""
        return sorted({path[0] for path in self._file.listdir() if path[0].startswith(FOLDER)})

    def _stream(self, number: str, folder: str) -> bytes:
        name = f"__substg1.0_{number}"
        return self._named(f"{folder}/{name}" if folder else name)

    def _named(self, name: str) -> bytes:
        if not self._file.exists(name) or self._file.get_size(name) > self._most:
            return b""
        content: bytes = self._file.openstream(name).read()
        return content


def _read(message: Outlook, opening: Opening) -> Transcript:
    subject = message.text(SUBJECT)
    fields = _fields(message)
    html = message.content(HTML) or message.text(HTML).encode()
    marked = b"<!doctype html>" + html if html else b""
    body = tuple(written(message.text(BODY), marked, opening))
    attached = tuple(_attached(message, opening))
    sender = fields["From"]
    return Transcript(
        facts=Facts(
            title=subject or None, authors=(sender,) if sender else (), published=message.sent()
        ),
        blocks=(*heads(fields, opening), *body, *attached),
        reasons=opening.reasons,
    )


def _fields(message: Outlook) -> dict[str, str]:
    """Give sender and recipients as the message's own head has them, else as Outlook does."""
    own: Message = HeaderParser(policy=default).parsestr(message.text(HEADERS))
    name, address = message.text(SENDER), message.text(ADDRESS)
    sender = f"{name} <{address}>" if name and address else name or address
    known = {
        "From": sender,
        "To": message.text(RECIPIENTS),
        "Cc": message.text(COPIES),
        "Subject": message.text(SUBJECT),
        "Date": "",
    }
    return {name: field(own, name) or " ".join(given.split()) for name, given in known.items()}


def _attached(message: Outlook, opening: Opening) -> Iterator[AnyBlock]:
    for number, folder in enumerate(message.attached(), 1):
        named = message.text(NAME, folder) or message.text(SHORT_NAME, folder)
        name = (named or f"attachment {number}")[:LONGEST_NAME]
        if content := message.content(DATA, folder):
            yield from opening.part(name, content, ATTACHED)
        else:
            opening.leave_out(name, UnreadableReason.UNSUPPORTED, "not kept as a file")
