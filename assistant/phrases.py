"""Every fixed French sentence that frames an answer: what is not a quote is one of these."""

from __future__ import annotations

from collections.abc import Sequence

NBSP = "\u00a0"
FINE = "\u202f"

REFUSAL = "Le corpus ne répond pas à cette question."
UNSURE_REFUSAL = "Le corpus ne semble pas répondre à cette question."
FRENCH_TEXTS = "Les textes sont en français\u00a0: une question en français est mieux comprise."
NEAREST = "Paragraphes les plus proches (aucun n’a paru répondre à la question)"
ONE_QUOTE = f"Le corpus répond par ce passage{NBSP}:"
QUOTES = f"Le corpus répond par ces passages{NBSP}:"
MORE = f"Autres passages, du plus proche au moins proche{NBSP}:"
NOTHING_MORE = "Le corpus ne contient pas d’autre passage à citer sur ce sujet."
REFERENCE = f"Texte demandé{NBSP}:"
LIST = f"Liste demandée, dans l’ordre du texte{NBSP}:"
SAME_WORDS = "Même passage"
ALSO_SEE = "Voir aussi"
UNREADABLE = "Je n’ai pas pu lire de question. Posez-la en quelques mots, en français."
SMALL_TALK = {
    "greeting": f"Bonjour{FINE}! Posez une question sur le comportement des États dans le cyberespace{NBSP}:"
    " je réponds par des citations exactes des textes, avec leur référence.",
    "thanks": "Je vous en prie. Une autre question sur ces textes ?".replace(" ?", f"{FINE}?"),
    "goodbye": "Au revoir.",
    "identity": "Je suis Alinéa. Je réponds aux questions par des citations exactes de cinq textes diplomatiques"
    " sur le comportement des États dans le cyberespace, sans rien rédiger moi-même.",
    "texts": f"Les textes du corpus{NBSP}: {{texts}}. Nommez-en un («{NBSP}que dit le rapport de 2013{FINE}?{NBSP}»)"
    " ou posez une question.",
    "help": f"Posez une question en langage courant («{NBSP}un pays peut-il surveiller tout ce qui passe sur ses"
    f" réseaux{FINE}?{NBSP}»), demandez un paragraphe («{NBSP}par. 30 c) du rapport de 2021{NBSP}»), une liste"
    f" («{NBSP}les onze normes{NBSP}») ou une comparaison («{NBSP}2013 et 2021 sur les points de contact{NBSP}»).",
}


def refusal(*, sure: bool, in_french: bool) -> str:
    """Say that the corpus does not answer, or does not seem to; to another language, that its texts are in French."""
    silent = REFUSAL if sure else UNSURE_REFUSAL
    return silent if in_french else f"{silent} {FRENCH_TEXTS}"


def understood(question: str) -> str:
    """Say how a follow-up was understood."""
    return f"Compris{NBSP}: {question}"


def found(n_quotes: int) -> str:
    """Announce the quotes of a search."""
    return ONE_QUOTE if n_quotes == 1 else QUOTES


def missing(symbol: str, label: str, exists: str) -> str:
    """Say that a document has no such paragraph, and what it has."""
    place = label if not label[:1].isdigit() else f"par. {label}"
    return f"{symbol} ne contient pas «{NBSP}{place}{NBSP}». Le corpus en contient{NBSP}: {exists}."


def outside(name: str, mentioned_in: Sequence[str]) -> str:
    """Say that a document is not in the corpus, and where it is mentioned."""
    if not mentioned_in:
        return f"{name}{NBSP}: ce texte ne fait pas partie du corpus, où rien ne le mentionne."
    return (
        f"{name}{NBSP}: ce texte ne fait pas partie du corpus, qui le mentionne ici{NBSP}: {', '.join(mentioned_in)}."
    )


def absent(names: Sequence[str]) -> str:
    """Say that documents are not in the corpus, before what the corpus says of them."""
    one = len(names) == 1
    return f"{', '.join(names)}{NBSP}: {'ce texte ne fait' if one else 'ces textes ne font'} pas partie du corpus."


def out_of_scope(references: Sequence[str]) -> str:
    """Say that paragraphs asked for by their number are outside the active filter."""
    return f"Hors du filtre actif{NBSP}: {', '.join(references)}."


def nothing_in(symbols: Sequence[str]) -> str:
    """Say which of the compared documents have nothing to say."""
    return f"Rien trouvé à ce sujet dans{NBSP}: {', '.join(symbols)}."


def limited_to(symbols: Sequence[str]) -> str:
    """Say to which documents the search was limited."""
    return f"Recherche limitée à{NBSP}: {', '.join(symbols)}."


def quoted(text: str, reference: str) -> str:
    """Frame a quote as plain text: « … » (A/76/135, par. 53)."""
    return f"«{NBSP}{text}{NBSP}» ({reference})"
