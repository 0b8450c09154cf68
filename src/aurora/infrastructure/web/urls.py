"""URLs read as browsers read them, by ada (https://www.ada-url.com)."""

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from ada_url import join_url, normalize_url
from publicsuffixlist import PublicSuffixList

from aurora.domains.errors import Invalid
from aurora.domains.perception.url import host_of
from aurora.infrastructure.web.addresses import literal

LENGTH_LIMIT = 2_000
WHITE_SPACE = " \t\n\r\f"
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
# what names a page of an application, rather than a place in a page or the whole of it
ROUTE = re.compile(r"(?:/|!/?)[^/!].*")

TRACKING = re.compile(
    r"""
    (utm|hsa)_.*
    | (mtm|pk|piwik|matomo)_(campaign|keyword|kwd|source|medium|content|cid|group|placement)
    | _ga | _gl | _hsenc | _hsmi | __hs(sc|tc|fp) | hsctatracking | _openstat
    | gclid | gclsrc | dclid | gbraid | wbraid | gad_source | gad_campaignid | srsltid
    | fbclid | fb_(action_ids|action_types|ref|source) | igsh | igshid
    | msclkid | yclid | ysclid | twclid | ttclid | sc_cid | epik | irclickid | li_fat_id
    | rb_clickid | mc_cid | mc_eid | mkt_tok | ml_subscriber(_hash)? | oly_(anon|enc)_id
    | s_cid | s_kwcid | vero_(conv|id) | wickedid
    """,
    re.VERBOSE | re.IGNORECASE,
)


class AdaUrls:
    """Reads, joins and normalises URLs by the WHATWG rules."""

    def canonical(self, url: str, base: str | None = None) -> str:
        """Give the absolute canonical form; raise Invalid for what Aurora never fetches."""
        text = url.strip(WHITE_SPACE)
        if CONTROL.search(text):
            raise _refused("holds control characters")
        href = _parse(text, base)
        if "@" in href.split("/", 3)[2]:
            raise Invalid("a URL may not carry a user name or password", "url")
        return _limited(_upper_case_escapes(_without_tracking(href.partition("#")[0])))

    def named(self, url: str) -> str:
        """Give the canonical form of what somebody named, with the fragment where that names a page
        of an application; raise Invalid for what Aurora never fetches.
        """
        bare = self.canonical(url)
        fragment = _parse(url.strip(WHITE_SPACE), None).partition("#")[2]
        if not ROUTE.fullmatch(fragment):
            return bare
        return _limited(f"{bare}#{_upper_case_escapes(fragment)}")

    def host(self, url: str) -> str:
        """Give `host[:port]` of a canonical URL."""
        return host_of(url)

    def domain(self, url: str) -> str:
        """Give the registrable domain by the public suffix list (https://publicsuffix.org)."""
        host = urlsplit(url).hostname or ""
        return str(_suffixes().privatesuffix(host) or host) if literal(host) is None else host


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)


def _parse(text: str, base: str | None) -> str:
    try:
        href: str = join_url(base, text) if base else normalize_url(text)
    except ValueError:
        raise _refused("cannot be read") from None
    if not href.startswith(("http://", "https://")):
        raise _refused("is neither http nor https")
    return href


def _without_tracking(href: str) -> str:
    address, mark, query = href.partition("?")
    if not mark:
        return href
    kept = "&".join(part for part in query.split("&") if not _tracks(part.partition("=")[0]))
    return f"{address}?{kept}" if kept else address


def _tracks(key: str) -> bool:
    return TRACKING.fullmatch(unquote(key) if "%" in key else key) is not None


def _upper_case_escapes(href: str) -> str:
    return ESCAPE.sub(lambda escape: escape[0].upper(), href) if "%" in href else href


def _limited(url: str) -> str:
    if len(url) > LENGTH_LIMIT:
        raise _refused(f"is longer than {LENGTH_LIMIT} characters")
    return url


def _refused(why: str) -> Invalid:
    """Say what is wrong without the URL: it may hold a secret, and is not ours to repeat."""
    return Invalid(f"the URL {why}", "url")
