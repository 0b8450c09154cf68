"""Certificates good and bad, and the TLS that serves them."""

import ssl
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """Who signs certificates, and is trusted or not."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def trusted(self) -> ssl.SSLContext:
        """Give the TLS of a client that trusts this authority and nobody else."""
        pem = self.certificate.public_bytes(serialization.Encoding.PEM)
        return ssl.create_default_context(cadata=pem.decode())

    def serving(
        self, hosts: Sequence[str], *, since: timedelta = -DAY, until: timedelta = DAY
    ) -> ssl.SSLContext:
        """Give the TLS of a server with a certificate for the hosts, valid from and until then."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        builder = _named(hosts[0], since, until).public_key(key.public_key())
        builder = builder.issuer_name(self.certificate.subject).add_extension(names, critical=False)
        return _serving(key, builder.sign(self.key, hashes.SHA256()))


def authority(name: str = "Test Authority") -> Authority:
    """Make a new authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _named(name, -DAY, DAY).issuer_name(_name(name)).public_key(key.public_key())
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return Authority(builder.sign(key, hashes.SHA256()), key)


def self_signed(host: str) -> ssl.SSLContext:
    """Give the TLS of a server that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([x509.DNSName(host)])
    builder = _named(host, -DAY, DAY).issuer_name(_name(host)).public_key(key.public_key())
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    return _serving(key, certificate)


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _named(name: str, since: timedelta, until: timedelta) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + since)
        .not_valid_after(now + until)
    )


def _serving(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> ssl.SSLContext:
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "server.pem")
        path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
        context.load_cert_chain(path)
    return context
