"""Of which kind a text is, told by its first lines; where these do not tell, by its name."""

import re

import msgspec

SAMPLE = 65_536
MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
STRAY = 0.01
# whatever cannot match fails at once: comments are never taken apart anew
HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|p|div|h1|table|ul|article|main|section)\b",
    re.IGNORECASE | re.DOTALL,
)
XML = re.compile(r"\s*<\?xml\b")
SVG = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->|<!DOCTYPE[^>]*+>)\s*+)*+<svg\b", re.DOTALL
)
MAILBOX = re.compile(r"From \S+.* \d{4}\r?\n(?=[A-Za-z-]+:)")
FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?\S?")
OF_MAIL = frozenset(
    [
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "message-id",
        "received",
        "return-path",
        "mime-version",
        "content-type",
        "delivered-to",
        "dkim-signature",
        "reply-to",
    ]
)
MAIL_FIELDS = 2
ATX = re.compile(r"^#{1,6} \S", re.MULTILINE)
MARKDOWN = re.compile(
    r"^(?:```|~~~)|^\|.*\|\s*\n\|[\s:|-]+\|\s*$|\[[^\[\]\n]{1,300}\]\([^()\n]{1,1000}\)|^[-*+] \S"
    r"|^> \S|\*\*\S|^\d{1,3}\. \S",
    re.MULTILINE,
)
DELIMITERS = ",;\t|"
ROWS, FEWEST_ROWS = 20, 2
QUOTED = re.compile(r'"(?:[^"]|"")*"')
BY_NAME = {
    "md": "text/markdown",
    "markdown": "text/markdown",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "tab": "text/tab-separated-values",
    "txt": "text/plain",
    "log": "text/plain",
    "eml": "message/rfc822",
    "mbox": "application/mbox",
    "html": "text/html",
    "htm": "text/html",
    "xhtml": "text/html",
    "xml": "application/xml",
    "jsonl": "application/jsonl",
    "ndjson": "application/jsonl",
    "json": "application/json",
}


def text_type(content: bytes, name: str = "") -> str | None:
    """Give the media type of a text, None of what is none."""
    text = _text(content[:SAMPLE])
    if text is None:
        return None
    cut = len(content) > SAMPLE
    return _marked_up(text) or _json(text, cut=cut) or _mail(text) or _by_look(text, name)


def _text(sample: bytes) -> str | None:
    codec = next((codec for mark, codec in MARKS if sample.startswith(mark)), None)
    text = sample.decode(codec or "utf-8", "replace").removeprefix("\ufeff")
    stray = len(CONTROL.findall(text))
    return None if "\0" in text or stray > STRAY * len(text) else text


def _marked_up(text: str) -> str | None:
    if HTML.match(text):
        return "text/html"
    if SVG.match(text):
        return "image/svg+xml"
    return "application/xml" if XML.match(text) else None


def _json(text: str, *, cut: bool) -> str | None:
    if not text.lstrip().startswith(("{", "[")):
        return None
    lines = text.strip().split("\n")
    if len(lines) > 1 and all(
        map(_is_json, (lines[0], lines[1] if len(lines) > 2 or not cut else "{}"))
    ):
        return "application/jsonl"
    begins = re.match(r'\s*(?:\{\s*"(?:[^"\\]|\\.)*"\s*:|\[\s*(?:[\[{"\d-]|true|false|null))', text)
    return "application/json" if (begins if cut else _is_json(text)) else None


def _is_json(text: str) -> bool:
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return False
    return text.strip()[:1] in ("{", "[")


def _mail(text: str) -> str | None:
    if MAILBOX.match(text):
        return "application/mbox"
    known: set[str] = set()
    for line in text.split("\n", 100)[:100]:
        if not line.strip():
            break
        if field := FIELD.match(line):
            known.add(field["name"].lower())
        elif not line.startswith((" ", "\t")):
            return None
    return "message/rfc822" if len(known & OF_MAIL) >= MAIL_FIELDS else None


def _by_look(text: str, name: str) -> str:
    named = BY_NAME.get(name.rpartition(".")[2].lower()) if "." in name else None
    if named and named not in ("application/json", "application/jsonl"):
        return named
    if delimiter := delimiter_of(text):
        return "text/tab-separated-values" if delimiter == "\t" else "text/csv"
    marks = len(MARKDOWN.findall(text))
    return (
        "text/markdown"
        if ATX.search(text) and (marks or len(ATX.findall(text)) > 1)
        else "text/plain"
    )


def delimiter_of(text: str) -> str | None:
    """Give what divides the columns of a text that is a table, None of one that is none."""
    lines = [QUOTED.sub("", line) for line in text.split("\n")[:ROWS] if line.strip()]
    if len(lines) < FEWEST_ROWS:
        return None
    even = {mark: lines[0].count(mark) for mark in DELIMITERS if _divides(mark, lines)}
    return max(even, key=lambda mark: even[mark]) if even else None


def _divides(mark: str, lines: list[str]) -> bool:
    """Tell whether all lines hold the mark as often, and seldom with a space behind as sentences
    have it.
    """
    counts = [line.count(mark) for line in lines]
    loose = sum(line.count(f"{mark} ") for line in lines)
    return counts[0] > 0 and len({*counts}) == 1 and 2 * loose <= sum(counts)
