"""Signs of fonts that hold them where others hold letters, as the characters that they show."""

import re

OWN = re.compile("[\uf020-\uf0ff]")  # where fonts have signs of their own
LETTERS, SIGNS = 0x20, 0xA0  # where both parts of a table begin
UNKNOWN = "\0"  # of a table: no character is like it
# https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt
SYMBOL = {
    LETTERS: (
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?"
        "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
        "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
    ),
    SIGNS: (
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"
        "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
        "◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
    ),
}
# ticks, boxes, arrows and bullets (https://www.unicode.org/L2/L2012/12368-n4384-wingdings.pdf)
WINGDINGS = {
    0x4A: "☺😐☹", 0x6C: "●", 0x6E: "■☐", 0x78: "☒", 0xA7: "▪☐", 0xD8: "➢", 0xDF: "←→↑↓↖↗↙↘←→↑↓",
    0xEF: "⇦⇨⇧⇩⇔⇕", 0xFB: "✗✓☒☑",
}  # fmt: skip
WINGDINGS_2 = {0x4F: "✗✓☒☑☒☒", 0xA3: "☐"}
TABLES = {
    name: {begin + at: sign for begin, signs in table.items() for at, sign in enumerate(signs)}
    for name, table in (
        ("symbol", SYMBOL), ("wingdings", WINGDINGS), ("wingdings 2", WINGDINGS_2),
    )
}  # fmt: skip


def shown(text: str, font: str) -> str:
    """Give a text with the characters that a font shows for signs of its own."""
    return OWN.sub(lambda found: sign(font, ord(found[0])), text)


def is_of_signs(font: str) -> bool:
    """Tell whether a font is one of signs that are known."""
    return font.lower() in TABLES


def sign(font: str, code: int) -> str:
    """Give the character that a font shows for a code, nothing where none is known."""
    table = TABLES.get(font.lower())
    if table is not None:
        return table.get(code & 0xFF, "").strip(UNKNOWN)
    said = chr(code) if 0 < code < 0x11_0000 else ""
    return said if said.isprintable() else ""
