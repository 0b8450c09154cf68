"""A wish as the router reads it."""

import re
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

POLITE = re.compile(
    r"""
    \A
    (?: (?:please|hey|hi|hello|ok(?:ay)?|so|now|aurora|por\s+favor|olá|oi|ei|então|agora
        |quando\s+(?:puder|der)|when\s+you\s+can)(?:\s*[,!.:]\s*|\s+)
      | (?:can|could|would|will)\s+you\s+(?:please\s+|kindly\s+)?
      | (?:i(?:'d|’d|\s+would)\s+like|i\s+want|i\s+need)\s+(?:you\s+)?to\s+
      | (?:você\s+)?(?:pode(?:ria)?|consegue|dá\s+pra)\s+(?:me\s+|por\s+favor\s+)?
      | (?:eu\s+)?(?:quero|queria|gostaria|preciso)\s+(?:que\s+você\s+|de\s+)?
    )*
    """,
    re.IGNORECASE | re.VERBOSE,
)
URL = re.compile(r"https?://[^\s<>\"“”»]+", re.IGNORECASE)
HOST = re.compile(
    r"(?<![@\w/.-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|app|info|edu|gov|br|pt|uk|eu)\b(?:/[^\s<>\"]*)?",
    re.IGNORECASE,
)
TRAILING = ".,;:!?)]}'’"
NEGATION = re.compile(
    r"(?:do\s+not|don['’]t|never|stop|no\s+need|não(?!\s+(?:se\s+)?esque)|nunca|pare|deixe?\s+de)\b",
    re.IGNORECASE,
)
FORGET_NOT = re.compile(r"(?:do\s+not|don['’]t|never)\s+forget\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is wanted: the text, the language to speak in (`en` or `pt`), and the collection."""

    text: str
    language: str
    collection_id: UUID | None = None

    @cached_property
    def plain(self) -> str:
        """The text without words of courtesy before it."""
        return POLITE.sub("", self.text, count=1).strip()

    @cached_property
    def urls(self) -> tuple[str, ...]:
        """The http(s) URLs in the text, in order, without punctuation behind them."""
        return _distinct(URL, self.text)

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """The URLs, or else the names of hosts as https URLs."""
        return self.urls or tuple(f"https://{host}" for host in _distinct(HOST, self.text))

    @property
    def asks(self) -> bool:
        """Whether it ends as a question."""
        return self.text.endswith("?")

    @property
    def negated(self) -> bool:
        """Whether it says what is not to be done."""
        return bool(NEGATION.match(self.plain)) and not FORGET_NOT.match(self.plain)


def _distinct(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found[0].rstrip(TRAILING) for found in pattern.finditer(text)))
