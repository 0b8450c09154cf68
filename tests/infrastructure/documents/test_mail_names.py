"""The names of what is attached to e-mails keep their letters, whatever charset they state."""

import pytest
from tests.infrastructure.documents.test_containers import MAIL, heads, read


@pytest.mark.parametrize(
    "parameter",
    [
        b'filename="=?utf-8?B?cmVsYXTDs3Jpby50eHQ=?="',
        b'filename="=?x-unknown?Q?relat=F3rio=2Etxt?="',
        b'filename="=?utf-8?Q?relat=F3rio=2Etxt?="',
        b"filename*=utf-8''relat%F3rio.txt",
        b"filename*=iso-8859-99'pt'relat%F3rio.txt",
        b"filename*0*=utf-8''relat%F3; filename*1*=rio.txt",
        b'filename="relat\xf3rio.txt"',
        b"filename=relat\xf3rio.txt; size=3",
        b'filename="relat\xc3\xb3rio.txt"',
    ],
)
@pytest.mark.parametrize("field", [b"Content-Disposition: attachment; ", b"Content-Type: a/b; "])
def test_names_of_attachments_keep_their_letters(parameter: bytes, field: bytes) -> None:
    if field.startswith(b"Content-Type"):
        parameter = parameter.replace(b"filename", b"name")
    head = b"From: a@example.org\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
    part = b"--B\r\n" + field + parameter + b"\r\n\r\nO cais.\r\n--B--\r\n"
    assert heads(read(head + part, MAIL)) == [(2, "relatório.txt")]
