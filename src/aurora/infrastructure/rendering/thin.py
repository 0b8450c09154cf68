"""Whether a page says little until its scripts have run, as far as the plain page tells."""

import re2

from aurora.domains.perception.types import Fetched

HTML = ("text/html", "application/xhtml+xml")
LOOKED_AT = 1_000_000
LITTLE, SHELL, TOLD = 200, 600, 2_000  # characters of text
SCRIPT = re2.compile(rb"(?is)<script\b[^>]*>")
DATA = re2.compile(rb"(?is)\btype\s*=\s*[\"']?(application/(ld\+)?json|text/(x-)?template)")
UNSEEN = re2.compile(
    rb"(?is)<!--.*?-->|<script\b.*?</script\s*>|<style\b.*?</style\s*>|<noscript\b.*?</noscript\s*>"
    rb"|<template\b.*?</template\s*>|<svg\b.*?</svg\s*>|<nav\b.*?</nav\s*>|<footer\b.*?</footer\s*>|<head\b.*?</head\s*>|<select\b.*?</select\s*>"
)
OPEN_ENDED = re2.compile(rb"(?is)<(script|style|noscript|template)\b.*")
TAG = re2.compile(rb"(?s)<[^>]*>")
ENTITY = re2.compile(rb"&(#?\w{1,32});")
SPACE = re2.compile(rb"\s+")
NOSCRIPT = re2.compile(rb"(?is)<noscript\b[^>]*>(.*?)</noscript\s*>")
# as sites say it in the languages that are met most
ASKS = re2.compile(r"(?i)java\s?-?script")
# where frameworks hang what their scripts make
ROOT = re2.compile(
    rb"(?is)<(div|main|section)\b[^>]*\b(id|class)\s*=\s*[\"']?"
    rb"(root|app|main-app|app-root|react-root|__next|__nuxt|___gatsby|svelte|ember-app|application)"
    rb"[\"'\s>][^>]*>?\s*</"
    rb"|<(app-root|my-app|ion-app|app-shell|vaadin-app)\b[^>]*>"
    rb"|\bng-app\b|\bdata-reactroot\b|\bng-version\b"
)


def is_thin(page: Fetched) -> bool:
    """Tell whether a browser would probably show more than the page itself says: little text and
    scripts, an empty shell of an application, or a word that JavaScript is needed. Works on bytes
    in linear time, whatever they are.
    """
    if page.media_type not in HTML or page.rendered or page.status >= 400:
        return False
    body = page.body[:LOOKED_AT]
    if not any(DATA.search(tag) is None for tag in _scripts(body)):
        return False
    length = _text_length(body)
    if length < LITTLE:
        return True
    if length < SHELL and ROOT.search(body):
        return True
    return length < TOLD and _asks_for_scripts(body)


def _scripts(body: bytes) -> list[bytes]:
    return [found.group() for found in SCRIPT.finditer(body)]


def _text_length(body: bytes) -> int:
    """Count the characters that are seen, near enough: of UTF-8 and of single bytes."""
    seen = OPEN_ENDED.sub(b" ", UNSEEN.sub(b" ", body))
    plain = SPACE.sub(b" ", ENTITY.sub(b"x", TAG.sub(b" ", seen)))
    return len(plain.strip().decode("utf-8", "ignore"))


def _asks_for_scripts(body: bytes) -> bool:
    return any(
        ASKS.search(one.group(1).decode("utf-8", "ignore")) for one in NOSCRIPT.finditer(body)
    )
