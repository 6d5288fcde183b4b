"""Whether a question depends on the conversation, and what it takes from it.

The decision adds up explicit signs (see `follow_up_signs`), each with its weight; a question follows when they reach
`THRESHOLD`. The weights were set on the training dialogues.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.follow_up_signs import SIGNS, Sign
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
    found = {sign.name: sign.weight for sign in SIGNS if count <= sign.words and _shows(text, sign)}
    found["few words"] = {0: 3, 1: 2, 2: 1}.get(count, 0)
    found["many words"] = -(count >= 5) - (count >= 7)
    found["names a document"] = -(3 if count >= 2 else 1) * names_document
    found["cites"] = -4 * cites
    return {sign: weight for sign, weight in found.items() if weight}


def _shows(text: str, sign: Sign) -> bool:
    match = sign.pattern.search(text)
    return match is not None and (sign.before >= 99 or len(content_words(text[: match.start()])) <= sign.before)


def carried_words(standalone: str, topic_words: Sequence[str]) -> tuple[str, ...]:
    """List the content words of the last question that the present one lacks."""
    present = {fold(word) for word in topic_words}
    lacking = (word for word in content_words(standalone) if fold(word) not in present and not word.isdigit())
    return tuple(lacking)[:_CARRIED]
