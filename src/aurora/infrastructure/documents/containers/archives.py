"""Archives: every entry is read as a document under its path; nothing is written to disk."""

import re
import tarfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from stat import S_IFLNK, S_IFMT
from zipfile import BadZipFile, ZipFile, ZipInfo

from aurora.domains.blocks import AnyBlock
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.containers.names import readable
from aurora.infrastructure.documents.containers.unpacking import bounded
from aurora.infrastructure.documents.opening import MOST_PARTS, Opening
from aurora.infrastructure.documents.parts import LOCKED

BY_SYSTEM = re.compile(r"(?:.*/)?(?:__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)")
UTF8 = 0x800  # of a ZIP entry's flags: so is its name; else Python takes it for one of a first PC
FIRST, OEM = "cp437", "cp850"  # Western Windows writes the second
NO_FILE = "a link or device, which is not followed"


def read_zip(content: bytes, opening: Opening) -> Transcript:
    """Read a ZIP archive; raises Unreadable."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _archive(_zip_entries(archive, opening), opening)
    except (BadZipFile, EOFError, ValueError, OSError) as error:
        raise Unreadable(UnreadableReason.DAMAGED, "the archive is damaged") from error


def read_tar(content: bytes, opening: Opening) -> Transcript:
    """Read a tar archive; raises Unreadable."""
    try:
        with tarfile.open(fileobj=BytesIO(content), mode="r:") as archive:
            return _archive(_tar_entries(archive, opening), opening)
    except (tarfile.TarError, EOFError, ValueError, OSError) as error:
        raise Unreadable(UnreadableReason.DAMAGED, "the archive is damaged") from error


def _archive(blocks: Iterator[AnyBlock], opening: Opening) -> Transcript:
    read = tuple(blocks)
    if not read:
        raise opening.nothing("archive")
    return Transcript(facts=Facts(), blocks=read, reasons=opening.reasons)


def _zip_entries(archive: ZipFile, opening: Opening) -> Iterator[AnyBlock]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    for entry in entries[:MOST_PARTS]:
        if not BY_SYSTEM.fullmatch(entry.filename):
            yield from _zip_entry(archive, entry, opening)
    _tell_of_rest(len(entries), opening)


def _zip_entry(archive: ZipFile, entry: ZipInfo, opening: Opening) -> Iterator[AnyBlock]:
    name = _shown(_zip_name(entry))
    if entry.flag_bits & LOCKED:
        opening.leave_out(name, UnreadableReason.ENCRYPTED, "locked by a password")
    elif S_IFMT(entry.external_attr >> 16) == S_IFLNK:
        opening.leave_out(name, UnreadableReason.UNSUPPORTED, NO_FILE)
    else:
        held = None
        try:
            with archive.open(entry) as stream:
                held = bounded(stream, max(entry.compress_size, 1), opening.most)
        except Unreadable as refusal:
            opening.leave_out(name, refusal.reason, str(refusal))
        except NotImplementedError:  # zipfile's word for a way of packing that it does not know
            opening.leave_out(name, UnreadableReason.UNSUPPORTED, "packed in a way of its own")
        except (BadZipFile, EOFError, ValueError, OSError, RuntimeError, zlib.error):
            opening.leave_out(name, UnreadableReason.DAMAGED, "damaged")
        if held:
            yield from opening.part(name, held)


def _tar_entries(archive: tarfile.TarFile, opening: Opening) -> Iterator[AnyBlock]:
    count = 0
    try:
        for entry in archive:
            if entry.isdir() or BY_SYSTEM.fullmatch(entry.name):
                continue
            count += 1
            if count > MOST_PARTS:
                break
            yield from _tar_entry(archive, entry, opening)
    except (tarfile.TarError, EOFError):  # what stands before it is read
        opening.leave_out("further entries", UnreadableReason.DAMAGED, "the archive is damaged")
    _tell_of_rest(count, opening)


def _tar_entry(
    archive: tarfile.TarFile, entry: tarfile.TarInfo, opening: Opening
) -> Iterator[AnyBlock]:
    name = _shown(entry.name)
    stream = archive.extractfile(entry) if entry.isreg() else None
    if stream is None:
        opening.leave_out(name, UnreadableReason.UNSUPPORTED, NO_FILE)
    elif entry.size > opening.most:
        detail = f"it has more than {opening.most:,} bytes"
        opening.leave_out(name, UnreadableReason.TOO_LARGE, detail)
    else:
        if held := stream.read():
            yield from opening.part(name, held)


def _tell_of_rest(count: int, opening: Opening) -> None:
    if count > MOST_PARTS:
        detail = f"only the first {MOST_PARTS:,} entries are read"
        opening.leave_out("further entries", UnreadableReason.TOO_LARGE, detail)


def _zip_name(entry: ZipInfo) -> str:
    """Give the name of an entry; many programs write UTF-8 without saying so."""
    if entry.flag_bits & UTF8:
        return entry.filename
    kept = entry.filename.encode(FIRST)
    try:
        return kept.decode()
    except UnicodeDecodeError:
        return kept.decode(OEM)


def _shown(name: str) -> str:
    return readable(_lettered(name)) or "unnamed"


def _lettered(name: str) -> str:
    """Give a name whose bytes are no UTF-8, as tar then keeps them, in letters."""
    kept = name.encode("utf-8", "surrogateescape")
    try:
        return kept.decode()
    except UnicodeDecodeError:
        return kept.decode("cp1252", "replace")
