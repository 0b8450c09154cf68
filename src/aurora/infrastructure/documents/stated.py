"""Titles that documents state about themselves, and those that only programs wrote there."""

import re

BY_PROGRAM = re.compile(r"^Microsoft (?:Office )?(?:Word|PowerPoint|Excel) - ", re.IGNORECASE)
NO_TITLE = re.compile(
    r"\(?(?:untitled|unbenannt|sem título|anonymous|unspecified|unknown|title|document\d*)\)?|"
    r"(?:untitled|new|microsoft word) (?:document|presentation|spreadsheet)|"
    r"(?:documento|apresentação|folha de cálculo|planilha) sem (?:título|nome)|"
    r"(?:documento|livro|pasta|dokument|mappe|book|apresentação|presentation)\d+|"
    r"(?:powerpoint|slide) presentation|apresentação (?:do )?powerpoint|powerpoint-präsentation|"
    r"présentation powerpoint|presentación de powerpoint|"
    r"presentazione (?:standard )?(?:di )?powerpoint|"
    r"[^ ].*\.(?:do[ct][xm]?|pdf|tex|indd|pp[st][xm]?|xls[xmb]?|od[tsp]|html?|rtf)",
    re.IGNORECASE,
)


def stated_title(text: str) -> str | None:
    """Give a title, nothing of one that a program made up or that is the name of a file."""
    title = BY_PROGRAM.sub("", text)
    return None if NO_TITLE.fullmatch(title) else title or None
