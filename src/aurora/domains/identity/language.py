"""The language that somebody is written to in."""

import re

from aurora.domains.errors import Invalid

DEFAULT = "en"
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")


def known_tag(language: str) -> str:
    """Give a well-formed BCP 47 tag with its language in lower case; raises Invalid."""
    if not TAG.fullmatch(language):
        raise Invalid("this is not a language tag like en or pt-BR (BCP 47)", "language")
    primary, *rest = language.split("-")
    return "-".join((primary.lower(), *rest))


def primary(language: str) -> str:
    """Give the language of a tag, without region or script."""
    return language.partition("-")[0].lower()
