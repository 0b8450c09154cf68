"""What nobody should send: no JSON, no ids, no URLs, no credentials, and what else there is."""

from typing import Any
from uuid import UUID

NOBODY = "00000000-0000-7000-8000-000000000009"
NOT_JSON = [
    b"",
    b"{",
    b'{"name": "a"',
    b"{} {}",
    b"name=a",
    b"NaN",
    b"\0",
    b"\xff\xfe{\0}\0",
    b'{"name": "\xff"}',
    b'{"name": "\xed\xa0\x80"}',
    b'{"name": "\\ud800"}',
    b"[" * 100_000,
    b'{"name": ' * 100_000,
    b'{"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b"9" * 100_000,
]
NO_OBJECT = [b"[]", b"[{}]", b'"text"', b"1", b"1e400", b"null", b"true"]
OTHER_TYPES = ["", "text/plain", "application/x-www-form-urlencoded", "application/x-msgpack"]
KINDS: list[Any] = [None, True, 1, -1, 1.5, 10**40, "x", "3", "true", ""]
KINDS += [[], {}, [None], ["x"], {"a": 1}]
QUERIES: dict[type, list[str]] = {
    int: ["0", "-1", "1000", "x", "", "1.5", "9" * 5_000, "%00", "٣"],
    UUID: ["x", "", "%00", NOBODY[:-1], "٣" * 36],
    str: ["", "%20", "%00", "a" * 2_001],
}
NO_IDS = ["x", "0", "-", "%00", "..%2f..", NOBODY[:-1], NOBODY + "0", "a" * 5_000, "%ff"]
NO_WEB = [
    "",
    "rivers",
    "ftp://example.org/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,<p>x",
    "gopher://example.org/",
    "http://",
    "http://ana:secret@example.org/",
    "http://example.org/ \0",
    "http://example.org/" + "a" * 100_000,
]
PRIVATE = [
    "http://10.0.0.1/",
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://localhost/",
    "http://172.16.0.1:8000/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[fd00:ec2::254]/",
    "http://0/",
]
BINARY = b"\x89PNG\r\n\x1a\n" + bytes(range(1, 256)) * 20
BAD_DOCUMENTS: list[tuple[str, dict[str, Any]]] = [
    ("content", {"content": ""}),
    ("content", {"content": " \n\t\u3000"}),
    ("content", {"content": BINARY.decode("latin-1")}),
    ("content", {"content": BINARY.decode("utf-8", "replace")}),
    (
        "content",
        {"content": "<html><body><script>x</script></body></html>", "media_type": "text/html"},
    ),
    ("content", {"content": "<p> </p>", "media_type": "text/html"}),
    ("content", {"media_type": "application/pdf"}),
    ("content", {"media_type": "image/png"}),
    ("media_type", {"media_type": "text/plain; \0"}),
    ("media_type", {"media_type": "text"}),
    *[("source_url", {"source_url": url}) for url in NO_WEB],
]
BAD_CREDENTIALS: list[str | bytes] = [
    "",
    "Basic YW5hOmFuYQ==",
    "Bearer",
    "Bearer x y",
    "Bearer a.b.c",
    "Bearer " + "a" * 50_000,
    "Bearer aur_local_" + "0" * 22 + "_" + "0" * 43 + "_000000",
    b"Bearer \xe9",
    "Bearer eyJhbGciOiJub25lIn0.e30.",
]
BAD_POSITIONS: list[str | bytes] = [
    "x",
    "1",
    "1.2.3",
    "-1.2",
    "1.1e3",
    "9" * 50 + ".1",
    b"\xb2.\xb2",
]
BAD_KEYS: list[str | bytes] = ["", "a" * 201, "a\tb", b"a\xa0b"]
UNKNOWN_PATHS = [
    "/nothing",
    "/v1",
    "/v1/nothing",
    "/v1/collections/x/y",
    "/v2/collections",
    "/v1/%00",
    "/%ff",
    "/docs/nothing",
    "/docs/%00",
    "/docs/..%2f..%2fetc/passwd",
    "/docs/" + "a" * 5_000,
    "/api/assets/%00",
]
