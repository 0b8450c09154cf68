"""What a page says of itself in microdata, in the form of JSON-LD
(https://html.spec.whatwg.org/multipage/microdata.html).
"""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.infrastructure.extraction.linked_data import Thing, Told

PROPERTY_LIMIT, ANCESTORS = 2_000, 200
TEXT_LIMIT = 5_000
# written out: lexbor finds nothing for `:is(a, b) c` but children
BESIDE = ", ".join(f"{one} [itemscope], {one}[itemscope]" for one in ("aside", "nav", "footer"))
VALUES = {
    "a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src",
    "source": "src", "iframe": "src", "embed": "src", "object": "data", "time": "datetime",
    "data": "value", "meter": "value",
}  # fmt: skip
TEXTS = frozenset(
    """
    name headline alternativeHeadline alternateName description author creator publisher brand
    manufacturer seller givenName familyName sku mpn gtin gtin8 gtin12 gtin13 gtin14 isbn
    """.split()  # noqa: SIM905  a list of words reads best as text
)
ENTITIES = frozenset({"mainEntity", "blogPost"})


def microdata(tree: LexborHTMLParser) -> Told:
    """Give the things that are no property of another, and what pages are said to be about."""
    scopes = {node.mem_id: _thing(node) for node in tree.css("[itemscope]")[:PROPERTY_LIMIT]}
    if not scopes:
        return Told()
    inner: set[int] = set()
    for node in tree.css("[itemprop]")[:PROPERTY_LIMIT]:
        owner = _owner(node, scopes)
        if owner is not None:
            _add(owner, node, scopes)
            if ENTITIES.isdisjoint(_properties(node)):
                inner.add(node.mem_id)
    found = {id: one for id, one in scopes.items() if id not in inner and "@type" in one}
    beside = {node.mem_id for node in tree.css(BESIDE)}
    own = (one for id, one in found.items() if id not in beside)
    return Told(tuple(found.values()), tuple(own))


def _thing(node: LexborNode) -> Thing:
    types = (node.attributes.get("itemtype") or "").split()
    return {"@type": types} if types else {}


def _owner(node: LexborNode, scopes: dict[int, Thing]) -> Thing | None:
    above = node.parent
    for _ in range(ANCESTORS):
        if above is None:
            return None
        if above.mem_id in scopes:
            return scopes[above.mem_id]
        above = above.parent
    return None


def _add(owner: Thing, node: LexborNode, scopes: dict[int, Thing]) -> None:
    thing = scopes.get(node.mem_id)
    said = _value(node) if thing is None else thing
    worded = (thing is None and _worded(node)) or said
    for name in _properties(node):
        value = worded if name in TEXTS else said
        before = owner.get(name)
        if before is None:
            owner[name] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            owner[name] = [before, value]


def _properties(node: LexborNode) -> list[str]:
    return (node.attributes.get("itemprop") or "").split()[:10]


def _value(node: LexborNode) -> str:
    given = node.attributes
    if content := given.get("content"):
        return content
    if named := given.get(VALUES.get(node.tag or "", "")):
        return named
    return _text(node)


def _worded(node: LexborNode) -> str | None:
    """Give the words of a link: where a property is made of words most people who write a link mean
    these, and not the address that the standard takes.
    """
    linked = node.tag == "a" and not node.attributes.get("content")
    return _text(node) if linked else None


def _text(node: LexborNode) -> str:
    return " ".join(node.text_lexbor()[:TEXT_LIMIT].split())
