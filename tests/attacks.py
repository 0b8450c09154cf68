"""Tokens that somebody made up, and a signer that must not believe one of them."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from aurora.domains.identity.access_token import LIFETIME
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.security.signer import EdDsaSigner
from aurora.infrastructure.security.signing_keys import SigningKey

KEY, ANOTHER = SigningKey.generate(), SigningKey.generate()
ISSUER, AUDIENCE = "https://aurora.test", "aurora"
CLOCK = MemoryClock()
NOW = int(CLOCK.now().timestamp())
HEADER = {"alg": "EdDSA", "typ": "at+jwt", "kid": KEY.kid}
PAYLOAD = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "sub": str(UUID(int=1)),
    "sid": str(UUID(int=2)),
    "jti": str(UUID(int=3)),
    "iat": NOW,
    "exp": NOW + LIFETIME,
    "scope": "search",
}
Json = dict[str, Any]


class Keyring:
    """Keys at hand."""

    async def load(self) -> Sequence[SigningKey]:
        return [KEY]


SIGNER = EdDsaSigner(Keyring(), CLOCK, issuer=ISSUER, audience=AUDIENCE)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def parts(header: Json, payload: Json) -> str:
    return f"{b64(json.dumps(header).encode())}.{b64(json.dumps(payload).encode())}"


def signed(header: Json, payload: Json, key: SigningKey = KEY) -> str:
    body = parts(header, payload)
    return f"{body}.{b64(key.private.sign(body.encode()))}"


def with_header(**changed: object) -> str:
    return signed({**HEADER, **changed}, PAYLOAD)


def with_claims(**changed: object) -> str:
    return signed(HEADER, {**PAYLOAD, **changed})


def without(claim: str) -> str:
    return signed(HEADER, {name: value for name, value in PAYLOAD.items() if name != claim})


def as_hmac_secret(secret: bytes, algorithm: str = "HS256") -> str:
    body = parts({**HEADER, "alg": algorithm}, PAYLOAD)
    return f"{body}.{b64(hmac.digest(secret, body.encode(), hashlib.sha256))}"


def public(encoding: Encoding, form: PublicFormat) -> bytes:
    return KEY.private.public_key().public_bytes(encoding, form)


def edited() -> str:
    header, _, signature = with_claims().split(".")
    payload = b64(json.dumps({**PAYLOAD, "sub": str(UUID(int=9))}).encode())
    return f"{header}.{payload}.{signature}"


def jwk(kid: str) -> Json:
    """Give the key that the attacker holds, under any name."""
    return {"kty": "OKP", "crv": "Ed25519", "x": ANOTHER.public.x, "kid": kid}


def referring(header: str, to: str, kid: str = ANOTHER.kid) -> str:
    """Give a token under the attacker's key that says where this key is to be had."""
    return signed({**HEADER, "kid": kid, header: to}, PAYLOAD, ANOTHER)


def referrals(to: str) -> dict[str, str]:
    """Give tokens that ask to be verified by what is to be had at a URL."""
    found = {
        f"{header} under {name} name": referring(header, f"{to}/{header}", kid)
        for header in ("jku", "x5u", "jwks_uri")
        for name, kid in (("its own", ANOTHER.kid), ("the known", KEY.kid))
    }
    return {**found, "jku of a good signature": with_header(jku=f"{to}/jku")}


ATTACKS: dict[str, Callable[[], str]] = {
    "alg none": lambda: parts({**HEADER, "alg": "none"}, PAYLOAD) + ".",
    "alg None with a signature": lambda: with_header(alg="None"),
    "alg NONE": lambda: parts({**HEADER, "alg": "NONE"}, PAYLOAD) + ".",
    "alg nOnE, unsigned": lambda: parts({**HEADER, "alg": "nOnE"}, PAYLOAD) + ".",
    "alg nOnE": lambda: with_header(alg="nOnE"),
    "alg empty": lambda: with_header(alg=""),
    "alg null": lambda: with_header(alg=None),
    "alg as a list": lambda: with_header(alg=["EdDSA"]),
    "alg in other letters": lambda: with_header(alg="eddsa"),
    "alg of another kind": lambda: with_header(alg="ES256"),
    "public PEM as HMAC secret": lambda: as_hmac_secret(
        public(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    ),
    "raw public key as HMAC secret": lambda: as_hmac_secret(public(Encoding.Raw, PublicFormat.Raw)),
    "HMAC under the right alg": lambda: as_hmac_secret(
        public(Encoding.Raw, PublicFormat.Raw), "EdDSA"
    ),
    "typ of an identity token": lambda: with_header(typ="JWT"),
    "typ of a refresh token": lambda: with_header(typ="rt+jwt"),
    "typ missing": lambda: signed({"alg": "EdDSA", "kid": KEY.kid}, PAYLOAD),
    "kid missing": lambda: signed({"alg": "EdDSA", "typ": "at+jwt"}, PAYLOAD),
    "kid as a path": lambda: with_header(kid="../../../dev/null"),
    "kid as SQL": lambda: with_header(kid="x' UNION SELECT 'y"),
    "kid of another key": lambda: with_header(kid=ANOTHER.kid),
    "kid as a URL": lambda: with_header(kid="http://127.0.0.1:9/key"),
    "kid with a NUL": lambda: with_header(kid=KEY.kid + "\0"),
    "kid as long as ours": lambda: with_header(kid="A" * 43),
    "kid as a list": lambda: with_header(kid=[KEY.kid]),
    "signed by another key": lambda: signed(HEADER, PAYLOAD, ANOTHER),
    "own key in jwk": lambda: signed({**HEADER, "jwk": jwk(ANOTHER.kid)}, PAYLOAD, ANOTHER),
    "own key in jwk, under the known name": lambda: signed(
        {**HEADER, "jwk": jwk(KEY.kid)}, PAYLOAD, ANOTHER
    ),
    "own certificate in x5c": lambda: signed({**HEADER, "x5c": ["MIIB"]}, PAYLOAD, ANOTHER),
    "x5t": lambda: with_header(x5t="AAAA"),
    "crit empty": lambda: with_header(crit=[]),
    "crit": lambda: with_header(crit=["exp"]),
    "b64 true": lambda: with_header(b64=True),
    "b64 false": lambda: with_header(b64=False, crit=["b64"]),
    "edited claims": edited,
    "signature missing": lambda: with_claims().rpartition(".")[0] + ".",
    "signature cut": lambda: with_claims()[:-4],
    "trailing =": lambda: with_claims() + "=",
    "trailing ==": lambda: with_claims() + "==",
    "trailing white space": lambda: with_claims() + "\n",
    "a fourth part": lambda: with_claims() + ".x",
    "payload is no object": lambda: signed(HEADER, [PAYLOAD]),  # type: ignore[arg-type]
    "issuer of somebody else": lambda: with_claims(iss="https://elsewhere.test"),
    "audience of somebody else": lambda: with_claims(aud="elsewhere"),
    "audience as a list": lambda: with_claims(aud=[AUDIENCE, "elsewhere"]),
    "subject is no id": lambda: with_claims(sub="administrator"),
    "expired": lambda: with_claims(exp=NOW),
    "expiry as text": lambda: with_claims(exp=str(NOW + 60)),
    "expiry as true": lambda: with_claims(exp=True),
    "from the future": lambda: with_claims(iat=NOW + 3_600, exp=NOW + 7_200),
    "scope as a list": lambda: with_claims(scope=["search"]),
    "no token at all": lambda: "[" * 4_000 + ".a.b",
    "header nested without end": lambda: b64(b"[" * 3_000) + ".a.b",
    "header with a number without end": lambda: b64(b'{"alg":' + b"9" * 3_000 + b"}") + ".a.b",
    **{name: lambda token=token: token for name, token in referrals("http://127.0.0.1:9").items()},  # type: ignore[misc]
    **{f"{claim} missing": lambda claim=claim: without(claim) for claim in PAYLOAD},  # type: ignore[misc]
}
