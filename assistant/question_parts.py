"""Several questions in one sentence: « que doit faire cet État, et cela le rend-il fautif ? »."""

from __future__ import annotations

import re

INTERROGATIVE = (
    r"(?:qu['’e]|quel\w*|qui\b|comment|pourquoi|où\b|combien|jusqu['’]où|en quoi|à quoi|dans quel\w*|est[- ]ce"
    r"|cela|peu(?:t|vent)-|doi(?:t|vent)-|faut-il|a-t-|ont-|y a-t-|sont-|est-(?:il|elle)|\w+ent-(?:ils|elles)"
    r"|l[ea]s? \w+-t-(?:il|elle)|l[ea]s? \w+-(?:il|elle|ils|elles)\b)"
)
BETWEEN = re.compile(rf"(?:\?|,? et|;|, mais)\s+(?={INTERROGATIVE})", re.IGNORECASE)


def question_parts(question: str) -> tuple[str, ...]:
    """Return the questions that `question` joins, in order; the question alone where it is one.

    The second and later parts often lean on the first: search them together with the whole.
    """
    parts = [part.strip(" ,;?") for part in BETWEEN.split(question)]
    kept = tuple(part for part in parts if part)
    return kept if len(kept) > 1 else (question,)
