"""Messages as Outlook keeps them: streams of a compound file, each a property by its number."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.parser import HeaderParser
from email.policy import default
from email.utils import format_datetime
from functools import partial
from io import BytesIO

from olefile import OleFileIO  # type: ignore[import-untyped]  # it has none

from aurora.domains.blocks import AnyBlock
from aurora.domains.media_types import RTF
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.containers.mail import (
    ATTACHED,
    LONGEST_NAME,
    TITLE,
    heads,
    written,
)
from aurora.infrastructure.documents.containers.mail_fields import field
from aurora.infrastructure.documents.containers.names import readable
from aurora.infrastructure.documents.containers.outlook_packing import unpacked
from aurora.infrastructure.documents.containers.outlook_page import made_of, page_within
from aurora.infrastructure.documents.office.old_facts import encoding_of
from aurora.infrastructure.documents.opening import Opening, lowered

SUBJECT, BODY, RICH, HTML, HEADERS = "0037", "1000", "1009", "1013", "007D"
SENDER, ADDRESS, RECIPIENTS, COPIES = "0C1A", "5D01", "0E04", "0E03"
NAME, SHORT_NAME, DATA = "3707", "3704", "3701"
UNICODE, EIGHT_BIT, BINARY, STORAGE = "001F", "001E", "0102", "000D"
FOLDER = "__attach_version1.0_"
STREAM, PROPERTIES = "__substg1.0_", "__properties_version1.0"
HEAD, HEAD_WITHIN, PROPERTY = 32, 24, 16  # bytes before the properties, of one, and of each
SENT, CODE_PAGES = 0x00390040, (0x3FFD0003, 0x3FDE0003)  # of the message, else of the internet
DOCTYPE = b"<!doctype html>"
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
    """The properties of a message and of what is attached to it: of the one that the file holds, or
    of one within it, in a folder of its own.
    """

    def __init__(self, file: OleFileIO, most: int, place: tuple[str, ...] = ()) -> None:
        self._file, self._most, self._place = file, most, place
        self._values = dict(self._fixed())
        page = next((self._values[one] for one in CODE_PAGES if self._values.get(one)), None)
        self._codec = encoding_of(page)

    def text(self, number: str, *folder: str) -> str:
        """Give a text, empty where there is none."""
        content, codec = self._stream(*folder, f"{STREAM}{number}{UNICODE}"), "utf-16-le"
        if not content:
            content, codec = self._stream(*folder, f"{STREAM}{number}{EIGHT_BIT}"), self._codec
        return content.decode(codec, "replace").strip("\0")

    def content(self, number: str, *folder: str) -> bytes:
        """Give bytes, none where there are none."""
        return self._stream(*folder, f"{STREAM}{number}{BINARY}")

    def rich(self) -> bytes:
        """Give the rich text, none where there is none that can be unpacked."""
        content = self.content(RICH)
        with suppress(ValueError):
            return unpacked(content, self._most) if content else b""
        return b""

    def sent(self) -> datetime | None:
        """Give when the message was sent."""
        ticks = self._values.get(SENT)
        with suppress(OverflowError):
            return EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        return None

    def attached(self) -> list[str]:
        """Give the folders of what is attached."""
        deep = len(self._place)
        within = (path for path in self._file.listdir() if tuple(path[:deep]) == self._place)
        return sorted({path[deep] for path in within if path[deep].startswith(FOLDER)})

    def inner(self, folder: str) -> "Outlook | None":
        """Give the message that is attached in a folder, if one is."""
        place = (*self._place, folder, f"{STREAM}{DATA}{STORAGE}")
        held = self._file.exists([*place, PROPERTIES])
        return Outlook(self._file, self._most, place) if held else None

    def _fixed(self) -> Iterator[tuple[int, int]]:
        """Give the properties that are no longer than eight bytes, as numbers."""
        properties = self._stream(PROPERTIES)[HEAD_WITHIN if self._place else HEAD :]
        for at in range(0, len(properties) - PROPERTY + 1, PROPERTY):
            number = int.from_bytes(properties[at : at + 4], "little")
            yield number, int.from_bytes(properties[at + 8 : at + PROPERTY], "little")

    def _stream(self, *path: str) -> bytes:
        place = [*self._place, *path]
        if not self._file.exists(place) or self._file.get_size(place) > self._most:
            return b""
        content: bytes = self._file.openstream(place).read()
        return content


def _read(message: Outlook, opening: Opening) -> Transcript:
    fields, sent = _fields(message), message.sent()
    body = tuple(_body(message, opening))
    attached = tuple(_attached(message, opening))
    sender = fields["From"]
    return Transcript(
        facts=Facts(
            title=message.text(SUBJECT) or None,
            authors=(sender,) if sender else (),
            published=sent.isoformat() if sent else None,
        ),
        blocks=(*heads(fields, opening), *body, *attached),
        reasons=opening.reasons,
    )


def _body(message: Outlook, opening: Opening) -> Iterator[AnyBlock]:
    """Give what was written: as a page, as rich text that was made of nothing else, or plainly."""
    page, plain, rich = _html(message), message.text(BODY), message.rich()
    made = made_of(rich)
    if made == "html1":
        page = page or _page(page_within(rich))
    elif made == "text":
        plain = plain or page_within(rich)
    elif rich and not page:
        with suppress(Unreadable):
            if blocks := opening.form(rich, RTF).blocks:
                return lowered(blocks, TITLE)
    return written(plain, page, opening)


def _html(message: Outlook) -> bytes:
    """Give the form with structure: bytes say themselves how they are encoded."""
    if content := message.content(HTML):
        return DOCTYPE + content
    return _page(message.text(HTML))


def _page(said: str) -> bytes:
    return BOM_UTF8 + DOCTYPE + said.encode() if said else b""


def _fields(message: Outlook) -> dict[str, str]:
    """Give sender and recipients as the message's own head has them, else as Outlook does."""
    own: Message = HeaderParser(policy=default).parsestr(message.text(HEADERS))
    name, address, sent = message.text(SENDER), message.text(ADDRESS), message.sent()
    sender = f"{name} <{address}>" if name and address else name or address
    known = {
        "From": sender,
        "To": message.text(RECIPIENTS),
        "Cc": message.text(COPIES),
        "Subject": message.text(SUBJECT),
        "Date": format_datetime(sent) if sent else "",
    }
    return {name: field(own, name) or " ".join(given.split()) for name, given in known.items()}


def _attached(message: Outlook, opening: Opening) -> Iterator[AnyBlock]:
    for number, folder in enumerate(message.attached(), 1):
        held = message.inner(folder)
        named = message.text(NAME, folder) or message.text(SHORT_NAME, folder)
        named = readable(named) or (held.text(SUBJECT) if held else "")
        name = (named or f"attachment {number}")[:LONGEST_NAME]
        if held:
            yield from opening.inner(name, 0, partial(_read, held, opening), ATTACHED)
        elif content := message.content(DATA, folder):
            yield from opening.part(name, content, ATTACHED)
        else:
            opening.leave_out(name, UnreadableReason.UNSUPPORTED, "not kept as a file")
