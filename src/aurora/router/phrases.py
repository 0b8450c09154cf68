"""What the router says, in English and in Portuguese."""

from collections.abc import Mapping, Sequence

from aurora.domains.routing.types import Candidate, Capability, Missing
from aurora.router.choice import Choice

NAMES_SHOWN = 5
OFFERS: Mapping[str, Mapping[Capability, str]] = {
    "en": {
        Capability.SEARCH: "search for passages about it",
        Capability.ANSWER: "answer it as a question",
        Capability.PERCEIVE: "read a page or site of the web",
        Capability.REMEMBER: "remember this text",
    },
    "pt": {
        Capability.SEARCH: "procurar passagens sobre isso",
        Capability.ANSWER: "responder como a uma pergunta",
        Capability.PERCEIVE: "ler uma página ou um site da web",
        Capability.REMEMBER: "lembrar este texto",
    },
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "rule": "the rule {rule} recognises it",
        "examples": "it is most like the example “{example}”",
        "unsure": "nothing that I can do stands out clearly enough to do it",
        "or": " or ",
        Missing.INTENT: "What should I do: {offers}?",
        Missing.URL: "Which address should I read? Give its URL.",
        Missing.TEXT: "What is it about? The text is missing.",
        Missing.COLLECTION: "Which collection should it go to: {names}?",
        "homeless": "You have no collection to write to. Which one should it go to?",
    },
    "pt": {
        "rule": "a regra {rule} o reconhece",
        "examples": "parece-se mais com o exemplo “{example}”",
        "unsure": "nada do que sei fazer se destaca o bastante para ser feito",
        "or": " ou ",
        Missing.INTENT: "O que devo fazer: {offers}?",
        Missing.URL: "Que endereço devo ler? Informe a URL.",
        Missing.TEXT: "Do que se trata? Falta o texto.",
        Missing.COLLECTION: "Para qual coleção deve ir: {names}?",
        "homeless": "Você não tem coleção em que possa escrever. Para qual deve ir?",
    },
}


def reason(choice: Choice, language: str) -> str:
    """Say why this was chosen, or why nothing was."""
    words = WORDS[language]
    if choice.rule:
        return words["rule"].format(rule=choice.rule)
    return words["examples" if choice.skill else "unsure"].format(example=choice.nearest_text)


def ask_back(
    missing: Missing, language: str, candidates: Sequence[Candidate], names: Sequence[str]
) -> str:
    """Ask for what is missing."""
    words = WORDS[language]
    if missing is Missing.COLLECTION and not names:
        return words["homeless"]
    offers = words["or"].join(OFFERS[language][one.capability] for one in candidates[:2])
    shown = ", ".join(names[:NAMES_SHOWN]) + (", …" if len(names) > NAMES_SHOWN else "")
    return words[missing].format(offers=offers, names=shown)
