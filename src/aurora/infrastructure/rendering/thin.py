"""Whether a page says little until its scripts have run, as far as the plain page tells."""

from collections.abc import Iterator

import re2

from aurora.domains.perception.types import Fetched
from aurora.domains.perception.url import route_of

HTML = ("text/html", "application/xhtml+xml")
LOOKED_AT = 1_000_000
LITTLE, SHELL, TOLD = 200, 600, 2_000  # characters of text
DATA = (b"json", b"text/template", b"text/x-template", b"text/html", b"speculationrules")
# elements whose text is not seen, or says nothing of the page
UNSEEN = frozenset(
    (b"footer", b"head", b"nav", b"noscript", b"script", b"select", b"style", b"svg", b"template",
     b"title")
)  # fmt: skip
COMMENTED = b"-->"
# boxes that ask for consent, in the names of their makers, and dialogs: no text of the page
BOXES = frozenset((b"aside", b"dialog", b"div", b"section"))
ASKING = re2.compile(
    rb"^dialog\b|\brole\s*=\s*[\"']?(alert)?dialog\b"
    rb"|\s(id|class)\s*=\s*([\"'][^\"']*|[^\"'\s]*)"
    rb"(cookie|consent|gdpr|ccpa|lgpd|rgpd|dsgvo|klaro|tarteaucitron|onetrust|didomi|usercentrics"
    rb"|iubenda|truste|cmplz|borlabs|axeptio|qc-cmp|sp_message|cc-window|cc-main|cc-banner)"
)
NOSCRIPT = re2.compile(rb"(?s)<noscript\b[^>]*>(.*?)</noscript\s*>")
# as sites say it in the languages that are met most
ASKS = re2.compile(r"(?i)java\s?-?script")
# where frameworks hang what their scripts make
ROOT = re2.compile(
    rb"(?s)<(div|main|section)\b[^>]*\b(id|class)\s*=\s*[\"']?"
    rb"(root|app|main-app|app-root|react-root|__next|__nuxt|___gatsby|svelte|ember-app|application)"
    rb"[\"'\s>][^>]*>?\s*</"
    rb"|<(app-root|my-app|ion-app|app-shell|vaadin-app)\b[^>]*>"
    rb"|\bng-app\b|\bdata-reactroot\b|\bng-version\b"
)


def is_thin(page: Fetched) -> bool:
    """Tell whether a browser would probably show more than the page itself says: little text and
    scripts, an empty shell of an application, a word that JavaScript is needed, or an address whose
    fragment only scripts can read. Works on bytes in linear time, whatever they are.
    """
    if page.media_type not in HTML or page.rendered or page.status >= 400:
        return False
    body = page.body[:LOOKED_AT].lower()
    if not _has_script(body):
        return False
    if route_of(page.url):
        return True
    length = _length(body, enough=TOLD)
    return _bare(body, length) or (length < TOLD and _asks_for_scripts(body))


def is_bare(html: bytes) -> bool:
    """Tell whether a page whose scripts run says little yet: little text, or the empty shell of an
    application.
    """
    body = html[:LOOKED_AT].lower()
    return _has_script(body) and _bare(body, _length(body, enough=SHELL))


def _bare(body: bytes, length: int) -> bool:
    return length < LITTLE or (length < SHELL and ROOT.search(body) is not None)


def _has_script(body: bytes) -> bool:
    """Tell whether there is a script that runs, and is not only data."""
    tags = (piece.partition(b">")[0] for piece in body.split(b"<script")[1:])
    return any(not any(kind in tag for kind in DATA) for tag in tags)


def _length(body: bytes, *, enough: int) -> int:
    """Count the characters that are seen and no box asks with, near enough, until there are
    enough.
    """
    length, box, depth = 0, b"", 0
    for tag, text in _seen(body):
        if depth:
            depth += (_name(tag) == box) - (tag[:1] == b"/" and _name(tag[1:]) == box)
        elif (name := _name(tag)) in BOXES and ASKING.search(tag):
            box, depth = name, 1
        if not depth:
            length += len(b" ".join(text.split()).decode("utf-8", "ignore"))
        if length >= enough:
            break
    return length


def _seen(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give each tag that is seen with the text after it."""
    until = b""
    for piece in body.split(b"<"):
        tag, text = b"", b""
        if until:
            if until not in piece[: None if until == COMMENTED else len(until)]:
                continue
            text, until = piece.partition(COMMENTED if until == COMMENTED else b">")[2], b""
        elif piece.startswith(b"!--"):
            text, until = piece.partition(COMMENTED)[2], b"" if COMMENTED in piece else COMMENTED
        else:
            tag, _, text = piece.partition(b">")
            if (name := _name(tag)) in UNSEEN:
                text, until = b"", b"/" + name
        yield tag, text


def _name(tag: bytes) -> bytes:
    return tag[:9].split(None, 1)[0].rstrip(b"/") if tag[:1].isalpha() else b""


def _asks_for_scripts(body: bytes) -> bool:
    return any(
        ASKS.search(one.group(1).decode("utf-8", "ignore")) for one in NOSCRIPT.finditer(body)
    )
