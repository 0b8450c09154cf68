"""The parts of an e-mail: what was written, and what is attached to it (RFC 2046, RFC 2387)."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from email.message import Message
from typing import NamedTuple

from aurora.domains.media_types import PKCS7, PKCS7_WITHIN, SIGNED_DATA
from aurora.infrastructure.documents.containers.mail_fields import field

DEEPEST = 20  # multiparts in one another
LOCKED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})
CALENDAR = "text/calendar"
ARMOUR = b"-----BEGIN PGP MESSAGE-----"
SILENT = re.compile(
    rb"<(style|script|title)\b.*?(?:</\1[^<>]*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>|&nbsp;|&#160;",
    re.DOTALL | re.IGNORECASE,
)
FOOTER = re.compile(r"\n(?=[ \t]*(?:--|__))")  # of a list: no base64 holds such
# what became of an e-mail (RFC 3464, RFC 8098), as fields
REPORTS = frozenset({"message/delivery-status", "message/disposition-notification"})
# the one with structure first
WRITTEN = {"text/html": 2, "text/plain": 1, **dict.fromkeys(REPORTS, 1)}


class Parts(NamedTuple):
    """Texts in their order, and everything else."""

    written: tuple[Message, ...]
    attached: tuple[Message, ...]


def parts_of(message: Message) -> Parts:
    """Give the parts; of alternatives the one with most structure, and what it may leave to a
    calendar; without signatures.
    """
    found = list(_leaves(message, DEEPEST))
    return Parts(
        tuple(part for part in found if _is_written(part)),
        tuple(part for part in found if not _is_written(part)),
    )


def is_locked(part: Message) -> bool:
    """Tell whether only a key opens the part; what is only signed is open."""
    if part.get_content_type() == "text/plain":
        return content_of(part).lstrip().startswith(ARMOUR)
    if part.get_content_type() not in LOCKED:
        return False
    stated = part.get_param("smime-type") == "signed-data"
    return not stated and PKCS7 + SIGNED_DATA not in content_of(part)[:PKCS7_WITHIN]


def _leaves(part: Message, deep: int) -> Iterator[Message]:
    inner = _inner(part)
    if not inner or is_locked(part):
        yield part
    elif deep:
        for one in _chosen(part, inner):
            yield from _leaves(one, deep - 1)


def _inner(part: Message) -> Sequence[Message]:
    held = part.get_payload() if part.get_content_maintype() == "multipart" else None
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def _chosen(part: Message, inner: Sequence[Message]) -> Sequence[Message]:
    match part.get_content_subtype():
        case "alternative":
            best = max(reversed(inner), key=_structure)
            return [one for one in inner if one is best or one.get_content_type() == CALENDAR]
        case "signed":
            return inner[:1]
        case _:
            return inner


def _structure(part: Message) -> int:
    """Tell how much structure the words of a part may have."""
    return max(
        (WRITTEN[one.get_content_type()] for one in part.walk() if _is_written(one)), default=0
    )


def _is_written(part: Message) -> bool:
    named = part.get_filename() or part.get_content_disposition() == "attachment"
    if named or part.get_content_type() not in WRITTEN or is_locked(part):
        return False
    content = content_of(part)
    shown = SILENT.sub(b"", content) if part.get_content_subtype() == "html" else content
    return bool(shown.strip())


def content_of(part: Message) -> bytes:
    """Give what a part holds, of a report its fields; also where a mailing list put words behind
    what is packed.
    """
    if part.get_content_type() in REPORTS:
        return _report(part).encode()
    packed = part.get_payload() if _is_packed_text(part) else None
    if isinstance(packed, str) and (footer := FOOTER.search(packed)):
        with suppress(binascii.Error):
            said = b64decode(packed[: footer.start()] + "==")
            return said + packed[footer.start() :].encode("utf-8", "surrogateescape")
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _report(part: Message) -> str:
    """Give the fields of a report, those of each recipient apart."""
    held = part.get_payload()
    groups = [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []
    told = ([f"{name}: {field(group, name)}" for name in group] for group in groups)
    return "\n\n".join("\n".join(fields) for fields in told)


def _is_packed_text(part: Message) -> bool:
    coded = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    return part.get_content_maintype() == "text" and coded == "base64"
