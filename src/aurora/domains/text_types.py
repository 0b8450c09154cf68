"""Of which kind a text is, told by its first lines; where these do not tell, by its name."""

import re

import msgspec

from aurora.domains.source_names import ENDINGS

SAMPLE = 65_536
MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
WIDE = {"utf-16-le": 1, "utf-16-be": 0}  # without a mark, and where the high bytes then are
MOSTLY, SHORTEST = 0.7, 4
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
STRAY = 0.01
# whatever cannot match fails at once: comments are never taken apart anew
HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+"
    r"<(?:(?P<page>!doctype\s+html|html)"
    r"|head|body|meta|title|p|div|h1|table|ul|article|main|section)\b",
    re.IGNORECASE | re.DOTALL,
)
VERBATIM = re.compile(
    r"<(?P<tag>pre|script|style|textarea)\b.*?(?:</(?P=tag)\b|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
WRITTEN = re.compile(r"^(?:#{1,6} \S|```|~~~)", re.MULTILINE)
XML = re.compile(r"\s*<\?xml\b")
SVG = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->|<!DOCTYPE[^>]*+>)\s*+)*+<svg\b", re.DOTALL
)
JSON_LINES = "application/jsonl"
JSON = re.compile(r'\s*(?:\{\s*"(?:[^"\\]|\\.)*"\s*:|\[\s*(?:[\[{"\d-]|true|false|null))')
CALENDAR = re.compile(r"\s*BEGIN:VCALENDAR\s*$", re.IGNORECASE | re.MULTILINE)
MAILBOX = re.compile(r"From \S+.* \d{4}(?: [+-]\d{4})?\r?\n(?=[A-Za-z-]+:)")
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
DECIMAL, SURER = ",", frozenset(";\t")  # a comma divides numbers as well
ROWS, FEWEST_ROWS = 20, 2
QUOTED = re.compile(r'"(?:[^"]|"")*"')
SCRIPT = "#!"
# where what begins with `#` is no title, and what each line ends with divides no table
BY_NAME = dict.fromkeys(ENDINGS, "text/plain") | {
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
    "jsonl": JSON_LINES,
    "ndjson": JSON_LINES,
    "json": "application/json",
}


def text_type(content: bytes, name: str = "", stated: str | None = None) -> str | None:
    """Give the media type of a text, None of what is none; what was stated counts where it is
    Markdown, in which HTML may stand.
    """
    text = _text(content[:SAMPLE])
    if text is None:
        return None
    named = BY_NAME.get(name.rpartition(".")[2].lower()) if "." in name else None
    named = stated if stated == "text/markdown" else named
    found = _marked_up(text, named) or _json(text, named, cut=len(content) > SAMPLE)
    if CALENDAR.match(text):
        return "text/calendar"
    mail = None if named == "text/markdown" else _mail(text)
    return found or mail or _by_look(text, named)


def unmarked(content: bytes) -> str | None:
    """Give the codec of a UTF-16 text without a mark, most of whose characters are Latin."""
    sample = content[:SAMPLE]
    if b"\0" not in sample or len(sample) < SHORTEST:
        return None
    for codec, high in WIDE.items():
        few = sample[high::2].count(0) > MOSTLY * len(sample[high::2])
        if few and 0 not in sample[1 - high :: 2]:
            return codec
    return None


def _text(sample: bytes) -> str | None:
    codec = next((codec for mark, codec in MARKS if sample.startswith(mark)), unmarked(sample))
    text = sample.decode(codec or "utf-8", "replace").removeprefix("\ufeff")
    stray = len(CONTROL.findall(text))
    return None if "\0" in text or stray > STRAY * len(text) else text


def _marked_up(text: str, named: str | None) -> str | None:
    if begins := HTML.match(text):
        whole = begins["page"] or named == "text/html"
        return "text/html" if whole or not _is_written(text, named) else "text/markdown"
    if SVG.match(text):
        return "image/svg+xml"
    return "application/xml" if XML.match(text) else None


def _is_written(text: str, named: str | None) -> bool:
    """Tell whether a text that begins with an element goes on as Markdown."""
    return named == "text/markdown" or WRITTEN.search(VERBATIM.sub("", text)) is not None


def _json(text: str, named: str | None, *, cut: bool) -> str | None:
    if not text.lstrip().startswith(("{", "[")):
        return None
    begins = JSON.match(text)
    whole = begins is not None if cut else _is_json(text)
    named_so = named == JSON_LINES and begins and (cut or not whole)
    if named_so or _are_records(text, cut=cut):
        return JSON_LINES
    return "application/json" if whole else None


def _are_records(text: str, *, cut: bool) -> bool:
    """Tell whether the first of several lines is JSON, and so are most: some may be broken."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < FEWEST_ROWS:
        return False
    read = [_is_json(line) for line in lines[: -1 if cut else None][:ROWS]]
    return read[0] and 2 * sum(read) > len(read)


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
    for line in text.lstrip("\r\n").split("\n", 100)[:100]:
        if not line.strip():
            break
        if field := FIELD.match(line):
            known.add(field["name"].lower())
        elif not line.startswith((" ", "\t")):
            return None
    return "message/rfc822" if len(known & OF_MAIL) >= MAIL_FIELDS else None


def _by_look(text: str, named: str | None) -> str:
    if named and named not in ("application/json", JSON_LINES):
        return named
    if text.startswith(SCRIPT):
        return "text/plain"
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
    if even.keys() & SURER:
        even.pop(DECIMAL, None)
    return max(even, key=lambda mark: even[mark]) if even else None


def _divides(mark: str, lines: list[str]) -> bool:
    """Tell whether all lines hold the mark as often, and seldom with a space behind as sentences
    have it.
    """
    counts = [line.count(mark) for line in lines]
    loose = sum(line.count(f"{mark} ") for line in lines)
    return counts[0] > 0 and len({*counts}) == 1 and 2 * loose <= sum(counts)
