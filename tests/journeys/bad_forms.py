"""Forms that strangers may send instead of one with a file."""

OPENING = b'--x\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n'
AS_FORM = {"Content-Type": "multipart/form-data; boundary=x"}
BAD_FORMS: list[tuple[int, bytes]] = [
    (400, b""),
    (400, b"{}"),
    (400, b"--x--\r\n"),
    (400, b"--x\r\n\r\nrivers\r\n--x--\r\n"),
    (400, OPENING % (b"title", b"Rivers") + b"--x--\r\n"),
    (400, OPENING % (b"file", b"Rivers") + b"--x--\r\n"),
    (400, OPENING % (b"title", b"\xff") + OPENING % (b"file", b"Rivers") + b"--x--\r\n"),
    (400, OPENING % (b"collection_id", b"x") + OPENING % (b"file", b"Rivers") + b"--x--\r\n"),
    (413, OPENING % (b"title", b"x" * 100_000)),
    (413, b"--x\r\n" + b"X-Header: x\r\n" * 1_000),
    (413, b"--x\r\nX-Header: " + b"x" * 100_000),
]
