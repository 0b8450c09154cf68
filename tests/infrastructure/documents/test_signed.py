"""What is signed is read within its signature, and what a key locks is refused."""

from base64 import b64encode, encodebytes
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.mime.text import MIMEText

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import (
    PKCS7EnvelopeBuilder,
    PKCS7Options,
    PKCS7SignatureBuilder,
)
from cryptography.x509.oid import NameOID
from tests.infrastructure.documents.test_containers import MAIL, heads, read, refusal, text
from tests.written import bundles, pdfs

from aurora.domains.media_types import SIGNED, media_type_of
from aurora.domains.unreadable import UnreadableReason

NOW = datetime(2026, 1, 1, tzinfo=UTC)
KEY = rsa.generate_private_key(65_537, 2_048)
NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "João")])
CERTIFICATE = (
    x509.CertificateBuilder()
    .subject_name(NAME)
    .issuer_name(NAME)
    .public_key(KEY.public_key())
    .serial_number(1)
    .not_valid_before(NOW)
    .not_valid_after(NOW + timedelta(days=9))
    .sign(KEY, SHA256())
)


def signed(content: bytes, *options: PKCS7Options) -> bytes:
    builder = PKCS7SignatureBuilder().set_data(content).add_signer(CERTIFICATE, KEY, SHA256())
    return builder.sign(Encoding.DER, [PKCS7Options.Binary, *options])


def locked(content: bytes) -> bytes:
    builder = PKCS7EnvelopeBuilder().set_data(content).add_recipient(CERTIFICATE)
    return builder.encrypt(Encoding.DER, [PKCS7Options.Binary])


def endless(content: bytes) -> bytes:
    """Write what is signed in pieces, without saying how long it is, as programs do that sign what
    they have not seen the end of.
    """
    pieces = [content[at : at + 100] for at in range(0, len(content), 100)]
    octets = b"".join(bytes((4, len(one))) + one for one in pieces)
    name = bytes.fromhex("06092a864886f70d0107")
    octets = b"\x30\x80" + name + b"\x01\xa0\x80\x24\x80" + octets + bytes(6)
    return b"\x30\x80" + name + b"\x02\xa0\x80\x30\x80\x02\x01\x01\x31\x00" + octets + bytes(6)


@pytest.mark.parametrize("how", [signed, endless])
def test_a_document_is_read_within_its_signature(how: Callable[[bytes], bytes]) -> None:
    report = pdfs.report()
    content = how(report)
    assert media_type_of(content) == SIGNED
    assert read(content) == read(report)
    assert (1, "contrato.pdf.p7m") in heads(read(bundles.zipped([("contrato.pdf.p7m", content)])))


def in_base64(content: bytes) -> bytes:
    return encodebytes(signed(content))


def in_one_line(content: bytes) -> bytes:
    return b64encode(signed(content))


def armoured(content: bytes) -> bytes:
    return b"-----BEGIN PKCS7-----\n" + in_base64(content) + b"-----END PKCS7-----\n"


@pytest.mark.parametrize("how", [in_base64, in_one_line, armoured])
def test_a_signature_in_base64_is_one_too(how: Callable[[bytes], bytes]) -> None:
    report = pdfs.report()
    assert media_type_of(how(report)) == SIGNED
    assert read(how(report)) == read(report)


@pytest.mark.parametrize("stated", ["", "; smime-type=signed-data"])
def test_what_an_email_says_is_read_within_its_signature(stated: str) -> None:
    said = b64encode(signed(MIMEText("A maré sobe às dez.").as_bytes())).decode()
    head = f"Subject: Maré\nFrom: a@b.c\nContent-Type: application/pkcs7-mime{stated}\n"
    content = f"{head}Content-Transfer-Encoding: base64\n\n{said}\n"
    assert "A maré sobe às dez." in text(read(content.encode(), MAIL))


REFUSED: dict[str, tuple[Callable[[], bytes], UnreadableReason]] = {
    "locked": (lambda: locked(b"Words."), UnreadableReason.ENCRYPTED),
    "alone": (lambda: signed(b"W", PKCS7Options.DetachedSignature), UnreadableReason.EMPTY),
    "cut": (lambda: signed(b"Words." * 99)[:300], UnreadableReason.DAMAGED),
    "cut in base64": (lambda: in_one_line(b"Words." * 99)[:301], UnreadableReason.DAMAGED),
    "locked in base64": (lambda: b64encode(locked(b"Words.")), UnreadableReason.ENCRYPTED),
    "cut in pieces": (lambda: endless(b"Words." * 99)[:300], UnreadableReason.DAMAGED),
    "deep": (lambda: signed(b"W")[:15] + b"\x30\x80" * 9_000, UnreadableReason.DAMAGED),
}


@pytest.mark.parametrize(("made", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_locked_or_cut_says_so(made: Callable[[], bytes], reason: UnreadableReason) -> None:
    assert refusal(made()) is reason
