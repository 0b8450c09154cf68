"""Which licences that a page shows are its own, and not those of a picture, a song or a map."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.standing import Standing
from aurora.infrastructure.extraction.traces import COMMONS, LICENSED

TOLD = 'a[rel~="license"], link[rel~="license"]'
BARE = 'a[href*="creativecommons.org/licenses/"], a[href*="creativecommons.org/publicdomain/"]'
# in English, Portuguese, Spanish, French, German, Italian, Dutch and Polish
SAYS_SO = re.compile(
    r"licen[csç]|lizen[zs]|licenz|otherwise noted|(?:some|alguns|algunos|certains) (?:rights|dir)"
    r"|creative commons (?:attribution|namensnennung)",
    re.IGNORECASE,
)
WORK = r"""
    photos?|fotos?|photograph\w*|fotograf\w*|fotograaf|images?|imagen\w*|imagem|imagens|immagin\w+
    |bild(?:er|nachweis|quelle)?|titelbild|beitragsbild|afbeelding\w*|zdj[eę]ci\w+|pictures?
    |credits?|music|musik|m[uú]sica|musique|muzyk\w*|songs?|sounds?|jingle|intro|icons?
    |illustration\w*|grafik\w*|maps?|karten?|mapa\w*|tiles|videos?
"""
OTHERS = re.compile(
    rf"(?<!\w)(?:{''.join(WORK.split())})(?:\sdata)?\s*"
    r"(?:$|[:(©|“”\"„»–-]|(?:credits?|by|von|vom|via|aus|from|por|par|de|di|da|door|is|are|ist)\b)",
    re.IGNORECASE,
)
TEXT = re.compile(
    r"\b(?:te(?:x|ks)t|testo|content|inhalt|contenid|conteúd|contenu|treś[ćc]|arti[ck][eo]l)",
    re.IGNORECASE,
)
CAPTIONS = re.compile(
    r"caption|bildnachweis|bildquelle|bildunterschrift|legenda?(?![a-z])|(?<![a-z])credit(?![a-z])"
    r"|(?:photo|foto|image|img|bild|media|picture)[-_]?"
    r"(?:credits?|source|quelle|copyright|info|licen[cs]e)",
    re.IGNORECASE,
)
BOTTOM = re.compile(
    r"foot|colophon|copyright|(?<![a-z])cc(?![a-z])|licen[cs]|lizenz", re.IGNORECASE
)
# addresses of the pictures that stand for a licence
BADGE = re.compile(r"creativecommons|licensebuttons|88x31", re.IGNORECASE)
ENDED = re.compile(r"(?<=\w\w\w)[.!?]\s|\s[|·•]\s|\n")
INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "small", "font", "u", "cite", "-text"})
UNSEEN = frozenset({"script", "style", "noscript", "template", "-comment"})
MOST, AROUND, NEAR, ENOUGH = 50, 5, 200, 20


def licences(page: ParsedPage) -> Iterator[str | None]:
    """Give the addresses of licences that are likely those of the page."""
    if not page.may_have(LICENSED, COMMONS):
        return
    told = {node.mem_id for node in page.tree.css(TOLD)}
    for node in page.tree.css(f"{TOLD}, {BARE}")[:MOST]:
        if _is_of_page(node, page.standings.of(node), told=node.mem_id in told):
            yield node.attributes.get("href")


def _is_of_page(node: LexborNode, place: Standing, *, told: bool) -> bool:
    """Tell what names the licence of the page: a link that is told to do so, or one with words of a
    licence around it or at the foot of the page.
    """
    around = [*_around(node)]
    before, after = _line(node)
    if place.figure or place.comment or _is_of_other(before) or any(map(_is_caption, around)):
        return False
    if told:
        return True
    licensed = SAYS_SO.search(before) or SAYS_SO.search(after) or any(map(_is_bottom, around))
    return bool(licensed) or any(BADGE.search(one.html or "") for one in node.css("img"))


def _is_of_other(before: str) -> bool:
    """Tell whether a licence is of something that the words before it name, and of no text."""
    return OTHERS.search(before) is not None and not TEXT.search(before)


def _around(node: LexborNode) -> Iterator[LexborNode]:
    """Give the nearest elements around one, and itself first."""
    one: LexborNode | None = node
    for _ in range(AROUND):
        if one is None or one.tag in ("body", "article", "main"):
            return
        yield one
        one = one.parent


def _is_caption(node: LexborNode) -> bool:
    return CAPTIONS.search(node.attributes.get("class") or "") is not None


def _is_bottom(node: LexborNode) -> bool:
    given = node.attributes
    return node.tag == "footer" or bool(BOTTOM.search(f"{given.get('class')} {given.get('id')}"))


def _line(node: LexborNode) -> tuple[str, str]:
    """Give what stands before a link from the last sentence on, and what it says itself and after
    it; where it stands alone, what stands around that.
    """
    pictures = [one.attributes.get("alt") or "" for one in node.css("img")]
    before, after = "", " ".join((node.text_lexbor(), *pictures))
    alone = len(after)
    for one in _around(node):
        before = _beside(one, back=True) + before
        after += _beside(one, back=False)
        parted = one.parent is None or one.parent.tag not in INLINE
        if parted and len(before) + len(after) - alone > ENOUGH:
            break
    return ENDED.split(before[-NEAR:].rstrip())[-1], after[:NEAR]


def _beside(node: LexborNode, *, back: bool) -> str:
    """Give the text of what stands beside a node, with line ends around what is no part of one."""
    told = ""
    one = node.prev if back else node.next
    while one is not None and len(told) < NEAR:
        text = "" if one.tag in UNSEEN else one.text_lexbor()
        text = text if one.tag in INLINE else f"\n{text}\n"
        told = text + told if back else told + text
        one = one.prev if back else one.next
    return told if told.strip() else ""
