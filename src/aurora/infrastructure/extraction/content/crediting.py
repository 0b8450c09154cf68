"""Whose words a quotation is, and what of a block are these words."""

import re

from aurora.infrastructure.extraction.content.visible import Block

# in English, Portuguese, Spanish, French, German, Italian, Dutch and Polish
QUOTE = "quote|cita[çc][ãa]o|citar|cita|citation|zitat|citazione|citaat|cytat"
BY = r"""
    originally\ posted\ by | (?:postado|publicado|enviado)\ originalmente\ por
    | mensagem\ original\ de | (?:iniciado|publicado|escrito)(?:\ originalmente)?\ por
    | envoyé\ par | originariamente\ inviato\ da | oorspronkelijk\ geplaatst\ door
    | zamieszczone\ przez
    """
SAID = r"""
    wrote | said | posted | disse | escreveu | dijo | escribió | a\ (?:écrit|dit) | schrieb | sagte
    | ha\ (?:scritto|detto) | schreef | zei | napisał(?:a|\(a\))?
    """
HEADED = re.compile(
    rf"(?:{QUOTE}):?|(?:{BY}|(?:{QUOTE})\ (?:from|de|von|di|van|z):?)\ .{{1,80}}"
    rf"|.{{1,80}}\ (?:{SAID})(?!\w).{{0,3}}",
    re.VERBOSE | re.IGNORECASE,
)


def heads(block: Block) -> bool:
    """Tell whether a block says nothing but whose words follow."""
    return HEADED.fullmatch(block.text) is not None


def longest(block: Block) -> str:
    """Give the longest piece of a block: what is said, where whose words it is stands before it."""
    return " ".join(max(block.pieces, key=len, default="").split())
