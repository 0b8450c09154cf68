"""What a page or its headers ask of robots: noindex and nofollow."""

from collections.abc import Iterable, Iterator

import msgspec
from selectolax.lexbor import LexborNode

VALUED = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})


class Directives(msgspec.Struct, frozen=True):
    """Whether a page may be kept and its links followed."""

    index: bool = True
    follow: bool = True

    def __and__(self, other: "Directives") -> "Directives":
        return Directives(self.index and other.index, self.follow and other.follow)


def header_directives(value: str, agent: str) -> Directives:
    """Read X-Robots-Tag; rules addressed to other robots than `agent` do not count."""
    return _directives(_addressed(value.lower(), agent.lower()))


def said_to_robots(nodes: Iterable[LexborNode], agent: str) -> Iterator[str]:
    """Give the contents of those `meta` elements that are named robots or as `agent` is."""
    names = ("robots", agent.lower())
    for node in nodes:
        if (node.attributes.get("name") or "").strip().lower() in names:
            yield node.attributes.get("content") or ""


def meta_directives(contents: Iterable[str]) -> Directives:
    """Read the contents of meta elements named robots or as we are."""
    return _directives(word for content in contents for word in content.lower().split(","))


def _directives(words: Iterable[str]) -> Directives:
    found = {word.strip() for word in words}
    nothing = "none" in found
    return Directives(
        index=not nothing and "noindex" not in found,
        follow=not nothing and "nofollow" not in found,
    )


def _addressed(value: str, ours: str) -> Iterable[str]:
    agent = "*"
    for word in value.split(","):
        name, colon, rest = word.partition(":")
        if colon and name.strip() not in VALUED:
            agent, word = name.strip(), rest
        if agent in ("*", ours):
            yield word
