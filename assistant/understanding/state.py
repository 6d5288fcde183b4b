"""What a conversation remembers: explicit, small, and never changed in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.understanding.model import Intent, Understanding


@dataclass(frozen=True, slots=True)
class State:
    """The last exchange. A conversation begins with `State()`; to undo a turn, keep the state before it."""

    question: str = ""  # the last question, as written
    standalone: str = ""  # the same, with what it took from the conversation
    paragraph_ids: tuple[str, ...] = ()  # last shown, in the order shown
    documents: tuple[str, ...] = ()  # symbols that the last answer was limited to
    intent: Intent = Intent.SEARCH
    length: int = 0  # questions asked so far
    search: Understanding | None = None  # the last search, of which more can be asked
    seen: tuple[str, ...] = ()  # every paragraph that it has shown, « encore » included


def advance(state: State, understanding: Understanding, answer_paragraph_ids: Iterable[str]) -> State:
    """Give the state after an answer that showed `answer_paragraph_ids`; small talk leaves the topic as it was."""
    if understanding.intent in (Intent.SMALL_TALK, Intent.UNREADABLE):
        return replace(state, length=state.length + 1)
    shown = tuple(dict.fromkeys(answer_paragraph_ids))
    if understanding.continued:
        paragraph_ids, seen = shown or state.paragraph_ids, (*state.seen, *shown)
        return replace(state, paragraph_ids=paragraph_ids, seen=seen, length=state.length + 1)
    if understanding.follows and understanding.intent in (Intent.OUTSIDE_CORPUS, Intent.MISSING_REFERENCE):
        return replace(state, length=state.length + 1)
    kept = state.paragraph_ids if understanding.follows else ()
    searched = understanding.intent in (Intent.SEARCH, Intent.COMPARISON) and bool(shown)
    return State(
        question=understanding.question,
        standalone=understanding.search_text,
        paragraph_ids=shown or understanding.paragraph_ids or kept,
        documents=understanding.filters or tuple(dict.fromkeys(item.symbol for item in understanding.missing)),
        intent=understanding.intent,
        length=state.length + 1,
        search=understanding if searched else None,
        seen=shown if searched else (),
    )
