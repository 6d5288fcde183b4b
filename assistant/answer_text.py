"""An answer as plain text, for the terminal and for copying."""

from __future__ import annotations

from assistant import phrases
from assistant.citation import reference
from assistant.model import Answer, Quote


def answer_text(answer: Answer) -> str:
    """Return the answer as it prints: framing, then each quote with its references, then what to see also."""
    parts = [phrases.understood(answer.understood_as)] if answer.understood_as else []
    if answer.filters:
        parts.append(phrases.limited_to(answer.filters))
    parts.append(answer.framing)
    parts.extend(_quote_lines(answer))
    if answer.abstained and answer.hits:
        parts.append(phrases.NEAREST + "\u00a0:")
        parts.extend(f"- {reference(hit.paragraph)}" for hit in answer.hits[:3])
    if answer.also_see:
        seen = ", ".join(reference(paragraph) for paragraph in answer.also_see)
        parts.append(f"{phrases.ALSO_SEE}\u00a0: {seen}.")
    return "\n\n".join(part for part in parts if part)


def _quote_lines(answer: Answer) -> list[str]:
    lines = []
    for quote in answer.quotes:
        if quote.same_as is None:
            lines.append(phrases.quoted(quote.text, "\u202f; ".join(_references(quote, answer.quotes))))
    return lines


def _references(quote: Quote, quotes: tuple[Quote, ...]) -> list[str]:
    """The reference of a quote, then those of the near-identical passages it stands for."""
    twins = [other for other in quotes if other.same_as == quote.paragraph.paragraph_id]
    return list(dict.fromkeys(reference(each.paragraph) for each in (quote, *twins)))
