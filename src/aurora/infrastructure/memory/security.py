"""Secrets in memory: passwords hashed at no cost, tokens that are only known by heart."""

from collections.abc import Sequence
from datetime import datetime

from aurora.domains.clock import Clock
from aurora.domains.identity.access_token import Claims, KeySet
from aurora.domains.identity.code_app import AppCard
from aurora.domains.identity.keyring import MintedKey
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.strength import Strength


class MemoryPasswordHasher:
    """Hashes that hide nothing; it counts what it was asked."""

    def __init__(self) -> None:
        self.hashed = 0
        self.verified = 0
        self.renewed = 0

    async def hash(self, password: str) -> str:
        """Give a hash that is another one each time."""
        self.hashed += 1
        return f"memory${self.hashed}${password}"

    async def verify(self, password: str, hash: str | None) -> bool:
        """Tell whether the password is the hashed one."""
        self.verified += 1
        return hash is not None and hash.split("$", 2)[2] == password

    def outdated(self, hash: str) -> bool:
        """Tell whether the hash was made before the day of the newest parameters."""
        return int(hash.split("$", 2)[1]) <= self.renewed


class MemoryPasswordMeter:
    """Finds a password the harder, the more different characters it has."""

    async def measure(self, password: str, about: Sequence[str]) -> Strength:
        """Give a point for every three characters."""
        known = any(word in password for word in about)
        variety = len(set(password))
        return Strength(score=0 if known else min(4, variety // 3), guesses_log10=float(variety))


class MemorySigner:
    """Tokens that mean something only to the signer that gave them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._given: dict[str, Claims] = {}

    async def sign(self, claims: Claims) -> str:
        """Give a token that says this."""
        token = f"memory.{claims.sub}.{claims.jti}"
        self._given[token] = claims
        return token

    async def verify(self, token: str) -> Claims:
        """Give what a token of this moment says."""
        claims = self._given.get(token)
        if claims is None or not claims.live(self._clock.now().timestamp()):
            raise NotRecognised
        return claims

    async def jwks(self) -> KeySet:
        """Give no keys: nobody else can verify."""
        return KeySet(keys=())


class MemorySecrets:
    """Bytes that count upwards."""

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> bytes:
        """Give the next 32 bytes."""
        self._last += 1
        return self._last.to_bytes(32)


class MemoryTokenSealer:
    """Seals that hide nothing, and still open for the parent alone."""

    def seal(self, child: str, parent: str) -> bytes:
        """Give the child, to be read with the parent alone."""
        return f"{parent} {child}".encode()

    def open(self, sealed: bytes, parent: str) -> str | None:
        """Give the child back, None where the parent is another one or the seal is broken."""
        kept, _, child = sealed.decode(errors="replace").partition(" ")
        return child if child and kept == parent else None


class MemoryCodeApp:
    """An app whose code is the number of the time step, counted on from its secret."""

    async def card(self, secret: bytes, account: str) -> AppCard:
        """Give the secret in the clear."""
        return AppCard(secret=secret.hex(), uri=f"otpauth://{account}", qr_svg="<svg/>")

    def step(self, secret: bytes, code: str, at: datetime) -> int | None:
        """Give the step whose code this is, of the present one and those beside it."""
        now = self.now(at)
        steps = (now, now - 1, now + 1)
        return next((step for step in steps if self.shown(secret, step) == code), None)

    def shown(self, secret: bytes, step: int) -> str:
        """Give the code of a step."""
        return f"{(int.from_bytes(secret) + step) % 1_000_000:06}"

    def now(self, at: datetime) -> int:
        """Give the number of the step of that moment."""
        return int(at.timestamp()) // 30


class MemorySigningKeyMint:
    """Keys that are numbered and sign nothing."""

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> MintedKey:
        """Give the next one."""
        self._last += 1
        return MintedKey(kid=f"key-{self._last}", x=f"x-{self._last}", private=f"pem-{self._last}")
