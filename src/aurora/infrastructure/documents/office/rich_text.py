"""What an RTF document says about itself."""

import re

from aurora.domains.transcript import Facts

WITHIN = 65_536
INFO = re.compile(rb"\\info\b")
FIELD = r"{{\s*\\{}\s+((?:[^{{}}\\]|\\.)*)}}"
UNICODE = re.compile(r"\\u(-?\d+) ?(?:\\'[0-9a-f]{2}|\?)?|\\'([0-9a-fA-F]{2})|\\([{}\\])")
MOMENT = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")


def rich_text_facts(content: bytes) -> Facts:
    """Give title, author, subject and day."""
    found = INFO.search(content[:WITHIN])
    if not found:
        return Facts()
    info = content[found.start() : found.start() + WITHIN].decode("latin-1")
    author, created = _field(info, "author"), MOMENT.search(info)
    return Facts(
        title=_field(info, "title"),
        authors=(author,) if author else (),
        description=_field(info, "subject"),
        published=f"{created[1]}-{created[2]:0>2}-{created[3]:0>2}" if created else None,
    )


def _field(info: str, name: str) -> str | None:
    found = re.search(FIELD.format(name), info)
    return _whole(UNICODE.sub(_character, found[1])).strip() or None if found else None


def _whole(text: str) -> str:
    """Join the halves in which characters beyond the first 65,536 are written."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1]) % 0x10000)
    return bytes.fromhex(found[2]).decode("cp1252", "replace") if found[2] else found[3]
