"""What a crawl shows to its own sites and to nobody else: headers, cookies, and what it types."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from aurora.domains.errors import Invalid
from aurora.domains.perception.headers import RESERVED
from aurora.domains.perception.rendering import Step, Write
from aurora.domains.perception.types import FetchError, FetchFailed

COUNT_LIMIT = 50
NAME_LIMIT = 100
VALUE_LIMIT = 4_096
SIZE_LIMIT = 16_384
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
# the visit decides these: cookies have a field of their own, and answers must be whole
DECIDED = frozenset(
    {
        "cookie",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "range",
    }
)


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """Headers and cookies for some sites, and the steps that are taken on each page. They are
    secrets: no message names a value.
    """

    headers: dict[str, str] = msgspec.field(default_factory=dict)
    cookies: dict[str, str] = msgspec.field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    start_urls: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Credentials(headers={list(self.headers)}, cookies={list(self.cookies)})"

    def __bool__(self) -> bool:
        return bool(self.headers or self.cookies or self.steps)

    def check(self) -> None:
        """Refuse what no request may carry; the field is named, the value is not."""
        self._check_size()
        names = [name.lower() for name in self.headers]
        for name, value in self.headers.items():
            _check_name(name, "headers")
            field = f"headers.{name}"
            if name.lower() in RESERVED | DECIDED:
                raise Invalid(f"the header {name} is not a crawl's to set", field)
            if names.count(name.lower()) > 1:
                raise Invalid(f"the header {name} is given twice", field)
            _check_value(value, field)
        for name, value in self.cookies.items():
            _check_name(name, "cookies")
            _check_value(value, f"cookies.{name}")
            if ";" in value:
                raise Invalid("a cookie's value has no semicolon", f"cookies.{name}")

    def headers_for(self, url: str) -> Mapping[str, str]:
        """Give what to send to a canonical URL: all to the hosts of the start URLs, with and
        without `www.`, but nothing by http to a host that was only named by https.
        """
        if not self or not self.meant_for(url):
            return {}
        if not self.cookies:
            return self.headers
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {**self.headers, "Cookie": cookies}

    def meant_for(self, url: str) -> bool:
        """Tell whether a canonical URL is at one of the hosts that may know them."""
        scheme, site = _place(url)
        return bool({(scheme, site), ("http", site)} & _places(self.start_urls))

    def steps_for(self, url: str) -> tuple[Step, ...]:
        """Give the steps to take at a canonical URL; raise FetchFailed where one would type what
        is not meant for its host.
        """
        if not self.meant_for(url) and any(isinstance(step, Write) for step in self.steps):
            said = f"nothing is typed at {_place(url)[1]}, which was not named"
            raise FetchFailed(FetchError.RENDERING, said)
        return self.steps

    def _check_size(self) -> None:
        fields: Sequence[tuple[str, dict[str, str]]] = (
            ("headers", self.headers),
            ("cookies", self.cookies),
        )
        for field, given in fields:
            size = sum(len(name) + len(value) for name, value in given.items())
            if len(given) > COUNT_LIMIT or size > SIZE_LIMIT:
                said = f"at most {COUNT_LIMIT} {field} of {SIZE_LIMIT:,} characters in all"
                raise Invalid(said, field)


def _check_name(name: str, field: str) -> None:
    if len(name) > NAME_LIMIT or not TOKEN.fullmatch(name):
        raise Invalid(f"a name in {field} is no token of at most {NAME_LIMIT} characters", field)


def _check_value(value: str, field: str) -> None:
    if len(value) > VALUE_LIMIT:
        raise Invalid(f"a value has at most {VALUE_LIMIT:,} characters", field)
    if not value.isascii() or not value.isprintable():
        raise Invalid("a value holds printable ASCII characters only", field)


@lru_cache(maxsize=64)
def _places(urls: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    return frozenset(map(_place, urls))


def _place(url: str) -> tuple[str, str]:
    scheme, _, rest = url.partition("://")
    return scheme, rest.partition("/")[0].removeprefix("www.")
