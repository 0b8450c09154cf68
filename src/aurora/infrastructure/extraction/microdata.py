"""What a page says of itself in microdata, in the form of JSON-LD
(https://html.spec.whatwg.org/multipage/microdata.html).
"""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.infrastructure.extraction.linked_data import Thing, Told

PROPERTY_LIMIT, ANCESTORS = 2_000, 200
TEXT_LIMIT = 5_000
BESIDE = ":is(aside, nav, footer) [itemscope], :is(aside, nav, footer)[itemscope]"
VALUES = {
    "a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src",
    "source": "src", "iframe": "src", "embed": "src", "object": "data", "time": "datetime",
    "data": "value", "meter": "value",
}  # fmt: skip


def microdata(tree: LexborHTMLParser) -> Told:
    """Give the things that are no property of another."""
    scopes = {node.mem_id: _thing(node) for node in tree.css("[itemscope]")[:PROPERTY_LIMIT]}
    if not scopes:
        return Told()
    inner: set[int] = set()
    for node in tree.css("[itemprop]")[:PROPERTY_LIMIT]:
        owner = _owner(node, scopes)
        if owner is not None:
            _add(owner, node, scopes)
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
    value = scopes.get(node.mem_id)
    said = value if value is not None else _value(node)
    for name in (node.attributes.get("itemprop") or "").split()[:10]:
        before = owner.get(name)
        if before is None:
            owner[name] = said
        elif isinstance(before, list):
            before.append(said)
        else:
            owner[name] = [before, said]


def _value(node: LexborNode) -> str:
    given = node.attributes
    if content := given.get("content"):
        return content
    if named := given.get(VALUES.get(node.tag or "", "")):
        return named
    return " ".join(node.text_lexbor()[:TEXT_LIMIT].split())
