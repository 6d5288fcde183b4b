"""Whether a question depends on the conversation, and what it takes from it.

The decision adds up explicit signs, each with its weight; a question follows when they reach
`THRESHOLD`. The weights were set on the training dialogues.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.reading import fold
from assistant.understanding.words import content_words

THRESHOLD = 3
_CARRIED = 10  # at most this many words are taken from the last question

_SWITCH = re.compile(
    r"^\s*(?:(?:bon|ok|merci|bien|super|et|ah|oh|tiens|d'accord)[ ,.!]+)*"
    r"(?:autre (?:chose|sujet|question|point|theme)|(?:ca n'a |cela n'a |c'est )?rien a voir(?: avec (?:ca|cela))?"
    r"|(?:on |je )?chang\w+ de (?:sujet|theme)|(?:passons|passe|passer) a (?:autre chose|un autre sujet)"
    r"|sinon|au fait|a part ca"
    r"|par ailleurs|nouvelle question|nouveau sujet|question suivante|dans un autre registre|hors sujet"
    r"|une autre question|un autre sujet|pour changer|tout autre chose|j'ai une autre question|d'ailleurs)"
    r"(?:[\s,:;.!-]+(?:mais|et|alors)?\b[\s,:]*|\s*$)"
)
_OPENING = re.compile(
    r"^\s*(?:et\b|mais\b|du coup|alors\b|donc\b|ensuite\b|puis\b|meme (?:chose|question)|idem|pareil"
    r"|pareillement|encore\b|aussi\b"
    r"|ah\b|ok\b|dans ce cas|en ce cas|a ce propos|a ce sujet|quoi d'autre|comment ca|c'est[- ]a[- ]dire"
    r"|par exemple|et si\b|ou ca\b|partout)"
)
_POINTING = re.compile(
    r"\b(?:la-?dessus|la-?dedans|a ce (?:propos|sujet)|pour (?:ca|cela)|de (?:ca|cela)|ce (?:groupe"
    r"|rapport|texte|point|paragraphe|principe|pays|cas)"
    r"|cette (?:norme|liste|resolution|regle|idee|question|initiative|declaration|mesure|aide)"
    r"|ces (?!normes de|regles du cyber|technolog|outils)\w+|celle-ci|celle-la|celui-ci|celui-la|ceux-ci"
    r"|l'autre|les 2|d'autres|autres?\b"
    r"|le sien|la sienne|les siens|dont (?:il|elle|ils|elles) parl\w+|y (?:a-t-il|participe|etai\w+"
    r"|rejoindre|joindre|remedier|figure)|s'y"
    r"|en (?:parle\w*|dit|disent|dresse|pense|reparle\w*|profiter|attendant)|on en|qu'en|le faire"
    r"|meme chose|s'en|dedans|(?:des|un|d'autres) exemples?|(?:est|sont) aussi|aussi \?)"
)
_SUBJECT = re.compile(
    r"\b(?:ils|elles?|ca|cela|ce qu'(?:ils?|elles?)|lui|eux|leur|leurs|le leur)\b|\bil (?!y |existe|faut"
    r"|s'agit|est (?:possible|necessaire|interdit|permis))"
)
_OBJECT = re.compile(
    r"\b(?:de |qui |pour |a |peut |doit |doivent |peuvent |faut |on |ne |comment )(?:l[ae]s?|l'|y|en|lui"
    r"|leur) (?:[a-z]+(?:er|ir|re)\b|[a-z]+(?:e|t|s)\b(?= ?\?|$))|(?<!, )\b(?:ca|cela) ?\?*$"
)
_POSSESSIVE = re.compile(r"^\W*(?:[a-z']+ ){0,3}(?:son|sa|ses) \w+")
_ELLIPSIS = re.compile(
    r"^\W*(?:pourquoi|comment|ou|quand|combien|qui|lesquel\w*|laquelle|sur quoi|quoi|a qui|dans quel \w+"
    r"|quels? (?:autres? )?\w+|quelles? \w+|par qui)\s*\?*\s*$"
)
_WITHOUT_NOUN = re.compile(
    r"\b(?:l[ae] )(?:\d+e|avant-derniere?|derniere?|meme|suivante?|precedente?) (?:a|est|sera|doit|dit"
    r"|peut|\?)|\bl'avant-derniere?\b"
)
_DEFINITE = re.compile(
    r"\bl[ae]s? (?:groupes?|rapport|texte|resolution|declaration|signataires|participants)\b(?! d[eu']"
    r"| \d)"
)
_BARE_QUESTION = re.compile(
    r"^\W*(?:pourquoi|comment|ou|quand) (?:par|pour|en|dans|avec|de|a|si)\b|\b(?:quoi|qui|ou|quand) ?\?+$"
)
_DOCUMENT_AS_SUBJECT = re.compile(r"¤[ ,]+(?:elles?|ils?) .*\b(?:qu\w+|combien|comment|ou)\b")
_BRIEF = re.compile(r"^\W*(?:c'est|ce sont|y a|il y a|il existe|on|je|qu'est-ce qu|a quoi|en quoi)\b")


def switched_topic(text: str) -> int:
    """Give where a read question goes on after « autre chose : » and the like; 0 where it has none."""
    match = _SWITCH.match(text)
    return match.end() if match else 0


def depends(text: str, topic_words: Sequence[str], *, names_document: bool, cites: bool) -> bool:
    """Tell whether a read question depends on the conversation before it.

    In `text` the names of documents are hidden; `topic_words` are its content words without them.
    """
    return sum(weights(text, topic_words, names_document=names_document, cites=cites).values()) >= THRESHOLD


def weights(text: str, topic_words: Sequence[str], *, names_document: bool, cites: bool) -> dict[str, int]:
    """List the signs found, each with its weight."""
    count = len(topic_words)
    opening = bool(_OPENING.search(text))
    unlinked = _unlinked_pronoun(text)
    signs = {
        "opening": 3 * opening,
        "pointing": 3 * bool(_POINTING.search(text)),
        "pronoun": 3 * unlinked,
        "object": 3 * bool(_OBJECT.search(text)),
        "possessive": 2 * bool(_POSSESSIVE.search(text)),
        "ellipsis": 4 * bool(_ELLIPSIS.search(text)),
        "noun understood": 3 * bool(_WITHOUT_NOUN.search(text)),
        "few words": {0: 3, 1: 2, 2: 1}.get(count, 0),
        "brief": 2 * (bool(_BRIEF.search(text)) and count <= 2),
        "definite": 2 * (bool(_DEFINITE.search(text)) and count <= 2),
        "bare question word": 2 * bool(_BARE_QUESTION.search(text)),
        "document as subject": -4 * bool(_DOCUMENT_AS_SUBJECT.search(text)),
        "many words": -1 * (count >= 5) - (count >= 7),
        "names a document": -(3 if count >= 2 else 1) * names_document,
        "cites": -4 * cites,
    }
    return {sign: weight for sign, weight in signs.items() if weight}


def _unlinked_pronoun(text: str) -> bool:
    """Tell whether a personal pronoun comes before any noun that it could stand for."""
    match = _SUBJECT.search(text)
    return match is not None and not content_words(text[: match.start()])


def carried_words(standalone: str, topic_words: Sequence[str]) -> tuple[str, ...]:
    """List the content words of the last question that the present one lacks."""
    present = {fold(word) for word in topic_words}
    return tuple(word for word in content_words(standalone) if fold(word) not in present)[:_CARRIED]
