"""The words of one paragraph of Markdown."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from markdown_it.tree import SyntaxTreeNode

from aurora.domains.blocks import Image, Runs, said
from aurora.infrastructure.extraction.formulas import AMID, tex_runs
from aurora.infrastructure.extraction.markdown_formulas import AMONG_WORDS
from aurora.infrastructure.extraction.words import Words

Resolve: TypeAlias = Callable[[str], str | None]

LOOKS = {"strong": "b", "em": "i", "s": "s"}
LEAVES = frozenset({"text", "softbreak", "hardbreak", "code_inline", "html_inline", AMONG_WORDS})
BREAK = re.compile(r"<br\b", re.IGNORECASE)


class Said(NamedTuple):
    """Runs, and the pictures that stood among them."""

    runs: Runs
    images: tuple[Image, ...]


@dataclass
class _Gathering:
    resolve: Resolve
    with_images: bool
    words: Words = field(default_factory=Words)
    images: list[Image] = field(default_factory=list)

    def take(self, node: SyntaxTreeNode, style: str = "", link: str | None = None) -> None:
        """Take what stands in a node."""
        for child in node.children:
            if child.type in LEAVES:
                self._leaf(child, style, link)
            elif child.type == "image":
                self._picture(child, style, link)
            elif child.type == "link":
                self.take(child, style, self.resolve(str(child.attrs.get("href", ""))))
            else:
                self.take(child, _with(style, LOOKS.get(child.type, "")), link)

    def _leaf(self, node: SyntaxTreeNode, style: str, link: str | None) -> None:
        match node.type:
            case "softbreak":
                self.words.add(" ", style, link)
            case "hardbreak":
                self.words.add("\n", style, link)
            case "code_inline":
                self.words.add(node.content, _with(style, "c"), link)
            case "html_inline":
                self.words.add("\n" if BREAK.match(node.content) else "", style, link)
            case "formula_inline":
                for run in tex_runs(node.content, AMID, link):
                    self.words.add(run.text, _with(style, run.style), link)
            case _:
                self.words.add(node.content, style, link)

    def _picture(self, node: SyntaxTreeNode, style: str, link: str | None) -> None:
        alt = "".join(child.content for child in node.walk() if child.type == "text")
        if self.with_images:
            self.words.add(alt, style, link)
        else:
            source = self.resolve(str(node.attrs.get("src", "")))
            self.images.append(Image(alt=alt, source=source))


def said_in(inline: SyntaxTreeNode, resolve: Resolve, *, with_images: bool = False) -> Said:
    """Give the words of running text, and its pictures; or with the descriptions of these where
    they stand.
    """
    gathering = _Gathering(resolve, with_images)
    gathering.take(inline)
    return Said(gathering.words.take(), tuple(gathering.images))


def images_alone(words: Said) -> bool:
    """Tell whether there are pictures and no words."""
    return bool(words.images) and not said(words.runs).strip()


def _with(style: str, letter: str) -> str:
    return style if letter in style else "".join(sorted(style + letter))
