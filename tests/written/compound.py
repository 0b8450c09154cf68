"""Compound files, as Outlook writes its messages: streams in folders, cut into sectors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from struct import pack

SECTOR, MINI, SMALL = 512, 64, 4_096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
FOLDER, STREAM, ROOT = 1, 2, 5
MAIL_FIELDS = {
    "subject": "0037", "body": "1000", "sender": "0C1A", "address": "5D01", "to": "0E04",
    "headers": "007D", "html": "1013",
}  # fmt: skip
PROPERTIES, SENT = "__properties_version1.0", 0x00390040

NOTHING: Mapping[str, bytes] = {}


@dataclass
class Node:
    """An entry of the directory."""

    name: str
    kind: int
    content: bytes = b""
    inside: dict[str, "Node"] = field(default_factory=dict)
    start: int = END


class Compound:
    """Sectors in the making."""

    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.chain: list[int] = []

    def add(self, content: bytes) -> int:
        """Append a chain of sectors, and give its first."""
        if not content:
            return END
        first = len(self.sectors)
        for at in range(0, len(content), SECTOR):
            self.sectors.append(content[at : at + SECTOR].ljust(SECTOR, b"\0"))
            self.chain.append(len(self.sectors))
        self.chain[-1] = END
        return first


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Write a compound file of streams by their paths."""
    root = _tree(streams)
    nodes = _listed(root)
    made = Compound()
    mini, mini_chain = _small(nodes)
    for node in nodes:
        if node.kind == STREAM and len(node.content) >= SMALL:
            node.start = made.add(node.content)
    root.start, root.content = made.add(mini), mini
    mini_fat = made.add(pack(f"<{len(mini_chain)}I", *mini_chain))
    directory = made.add(_directory(nodes))
    fats = 1
    while fats * SECTOR // 4 < len(made.sectors) + fats:
        fats += 1
    places = list(range(len(made.sectors), len(made.sectors) + fats))
    table = [*made.chain, *[FAT] * fats]
    table += [FREE] * (fats * SECTOR // 4 - len(table))
    head = pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, fats, directory, 0, SMALL, mini_fat, 1 if mini_chain else 0, END, 0, places[0],
    )  # fmt: skip
    rest = [*places[1:], *[FREE] * (109 - len(places))]
    packed = pack(f"<{len(table)}I", *table)
    return head + pack(f"<{len(rest)}I", *rest) + b"".join(made.sectors) + packed


def message(
    attached: Mapping[str, bytes] = NOTHING,
    html: bytes = b"",
    within: Sequence[Mapping[str, bytes]] = (),
    sent: int | None = None,
    rich: bytes = b"",
    **fields: str,
) -> bytes:
    """Write a message of Outlook's, with others that are attached to it as their streams."""
    streams = {PROPERTIES: bytes(32)}
    if sent is not None:
        streams[PROPERTIES] += pack("<IIQ", SENT, 6, sent)
    streams |= said("001F", "utf-16-le", **fields)
    if rich:
        streams["__substg1.0_10090102"] = rich
    if html:
        streams["__substg1.0_10130102"] = html
    for number, (name, content) in enumerate(attached.items()):
        folder = f"__attach_version1.0_#{number:08X}"
        streams[f"{folder}/__substg1.0_3707001F"] = name.encode("utf-16-le")
        streams[f"{folder}/__substg1.0_37010102"] = content
    for number, inner in enumerate(within, len(attached)):
        folder = f"__attach_version1.0_#{number:08X}/__substg1.0_3701000D"
        streams[f"{folder}/{PROPERTIES}"] = bytes(24)
        streams |= {f"{folder}/{name}": content for name, content in inner.items()}
    return compound(streams)


def said(kind: str, codec: str, **fields: str) -> dict[str, bytes]:
    """Give what a message says as its streams: texts of that kind in a codec."""
    return {
        f"__substg1.0_{MAIL_FIELDS[name]}{kind}": text.encode(codec)
        for name, text in fields.items()
    }


def eight_bit(codec: str, page: int, which: int, **fields: str) -> bytes:
    """Write a message whose texts are in the codec of a code page, and end as those of C do."""
    texts = {name: f"{text}\0" for name, text in fields.items()}
    properties = bytes(32) + pack("<IIQ", which, 6, page)
    return compound({PROPERTIES: properties, **said("001E", codec, **texts)})


def _tree(streams: Mapping[str, bytes]) -> Node:
    root = Node("Root Entry", ROOT)
    for path, content in streams.items():
        *folders, name = path.split("/")
        node = root
        for folder in folders:
            node = node.inside.setdefault(folder, Node(folder, FOLDER))
        node.inside[name] = Node(name, STREAM, content)
    return root


def _listed(node: Node) -> list[Node]:
    return [node, *(one for inner in node.inside.values() for one in _listed(inner))]


def _small(nodes: list[Node]) -> tuple[bytes, list[int]]:
    """Give the stream of small streams, and its chain of pieces."""
    mini, chain = b"", list[int]()
    for node in nodes:
        if node.kind == STREAM and 0 < len(node.content) < SMALL:
            node.start = len(mini) // MINI
            padded = node.content.ljust(-(-len(node.content) // MINI) * MINI, b"\0")
            pieces = len(padded) // MINI
            chain += [*range(node.start + 1, node.start + pieces), END]
            mini += padded
    return mini, chain


def _directory(nodes: list[Node]) -> bytes:
    numbers = {id(node): number for number, node in enumerate(nodes)}
    after: dict[int, int] = {}
    for node in nodes:
        inner = [numbers[id(one)] for one in node.inside.values()]
        after |= dict(zip(inner, [*inner[1:], FREE], strict=False))
    return b"".join(_entry(number, node, numbers, after) for number, node in enumerate(nodes))


def _entry(number: int, node: Node, numbers: dict[int, int], after: dict[int, int]) -> bytes:
    child = next((numbers[id(one)] for one in node.inside.values()), FREE)
    name = node.name.encode("utf-16-le") + b"\0\0"
    return pack(
        "<64sHBBIII16xI16xIQ",
        name, len(name), node.kind, 1, FREE, after.get(number, FREE), child, 0, node.start,
        len(node.content),
    )  # fmt: skip
