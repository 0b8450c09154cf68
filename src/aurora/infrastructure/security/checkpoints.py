"""Checkpoints of the audit log, signed (RFC 7515), so that they can be kept outside of it.

Their type in the header is their own: neither passes as an access token nor the reverse.
"""

import re
from collections.abc import Iterable, Mapping

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from jwt.utils import base64url_decode

from aurora.domains.identity.audit_chain import Checkpoint
from aurora.infrastructure.security.signing_keys import SigningKey, thumbprint

ALGORITHM, TYPE = "EdDSA", "aurora-checkpoint+jwt"
EVENT = "audit checkpoint"
COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
IN_A_LOG = re.compile(r"eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


class Unsigned(Exception):
    """No key of this installation signed that."""


def sign(checkpoint: Checkpoint, key: SigningKey) -> str:
    """Give the checkpoint in compact form."""
    header = {"kid": key.kid, "typ": TYPE}
    return jwt.encode(msgspec.to_builtins(checkpoint), key.private, ALGORITHM, headers=header)


def read(signed: str, keys: Mapping[str, Ed25519PublicKey]) -> Checkpoint:
    """Give what one of the keys signed; raises Unsigned."""
    try:
        if not COMPACT.fullmatch(signed):
            raise jwt.InvalidTokenError("this is no compact form")
        header = jwt.get_unverified_header(signed)
        kid = str(header.get("kid"))
        if kid not in keys or header != {"alg": ALGORITHM, "typ": TYPE, "kid": kid}:
            raise jwt.InvalidTokenError("this is no header of ours")
        said = jwt.decode(signed, keys[kid], algorithms=[ALGORITHM])
        return msgspec.convert(said, Checkpoint)
    except (jwt.PyJWTError, msgspec.ValidationError) as error:
        raise Unsigned(str(error)) from error


def public_key(kid: str, x: str) -> Ed25519PublicKey:
    """Give the key that a JSON Web Key describes; raises Unsigned where the name is not its own."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64url_decode(x))
    except ValueError as error:
        raise Unsigned(f"the key {kid} is none") from error
    if thumbprint(key) != kid:
        raise Unsigned(f"the key {kid} is another one")
    return key


def found_in(log: Iterable[str]) -> list[str]:
    """Give the signed checkpoints in the lines of a log, whatever a collector put around them."""
    lines = (line for line in log if EVENT in line)
    return [found[0] for line in lines if (found := IN_A_LOG.search(line))]
