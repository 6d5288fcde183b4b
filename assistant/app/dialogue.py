"""Asking within a conversation that the browser keeps: the state is rebuilt, never stored.

The server holds no session. The state after n questions is that of asking them again, in order,
which is deterministic; a small cache spares the work, and a restart loses nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.app import texts
from assistant.app.answer_view import render_error, render_thread, render_turn
from assistant.app.protocol import AnsweredTurn, Answering
from assistant.app.records import (
    MAX_QUESTION,
    RecordError,
    ScopeRecord,
    TurnRecord,
    read_request,
    read_turns,
    record_of,
)
from assistant.recent import Recent
from corpus import Corpus

_log = logging.getLogger(__name__)

REPLAYED = 12  # a follow-up refers to what was just said
CACHED = 512

Asked = tuple[str, ScopeRecord]


class Dialogue:
    """Answers questions after the ones that came before them in the same conversation."""

    def __init__(self, answerer: Answering) -> None:
        self.answerer = answerer
        self._states: Recent[tuple[Asked, ...], Any] = Recent(CACHED)

    def ask(self, question: str, before: Sequence[Asked], scope: ScopeRecord) -> AnsweredTurn:
        """Answer `question` as the next one after `before`; raises RecordError on filters that cannot be read."""
        asked = tuple(before[-REPLAYED:])
        turn = self._ask(question, self._state(asked), scope)
        self._states.keep((*asked, (question, scope))[-REPLAYED:], turn.state)
        return turn

    def _state(self, asked: tuple[Asked, ...]) -> Any:
        if not asked:
            return None
        if (known := self._states.get(asked)) is not None:
            return known
        question, scope = asked[-1]
        state = self._ask(question, self._state(asked[:-1]), scope).state
        self._states.keep(asked, state)
        return state

    def _ask(self, question: str, state: Any, scope: ScopeRecord) -> AnsweredTurn:
        if state is None:
            return self.answerer.ask(question, scope=scope.to_scope())
        return self.answerer.ask(question, state, scope.to_scope())


def stream_thread(dialogue: Dialogue, question: str, payload: str, scope: ScopeRecord) -> Iterator[str]:
    """Yield the thread as HTML: the first quote, then the whole answer; the page itself shows the question at once.

    Where `payload` names a turn to ask again alone, that turn's answer is replaced and `question` left aside.
    """
    corpus = dialogue.answerer.corpus
    try:
        turns, again = read_request(payload)
    except RecordError:
        turns, again = (), None
    question = question.strip()
    if again is not None:
        turn = turns[again]
        asking = _turn_asked(dialogue, turn.question, None, turn.scope, again + 1)
        yield from _among(corpus, turns[:again], asking, turns[again + 1 :])
    elif question:
        yield from _among(corpus, turns, _turn_asked(dialogue, question, past(turns), scope, len(turns) + 1))
    else:
        yield render_thread(corpus, turns)


def past(turns: Sequence[TurnRecord]) -> list[Asked]:
    """List what a next question is asked after: the conversation since a question was last asked alone."""
    first = max((place for place, turn in enumerate(turns) if turn.alone), default=0)
    return [(turn.question, turn.scope) for turn in turns[first:]]


def _turn_asked(
    dialogue: Dialogue, question: str, before: Sequence[Asked] | None, scope: ScopeRecord, number: int
) -> Iterator[str]:
    """Yield one turn as it comes; `before` is None where the question is to be asked alone."""
    if len(question) > MAX_QUESTION:
        yield render_error(question[:200] + "…", texts.TOO_LONG.format(n=MAX_QUESTION), again=False)
        return
    try:
        answered = dialogue.ask(question, before or (), scope)
    except RecordError:
        yield render_error(question, texts.BAD_SCOPE)
        return
    except Exception:
        _log.exception("the question could not be answered")
        yield render_error(question, texts.ERROR)
        return
    record = record_of(answered.answer, scope, alone=before is None)
    for part in _parts(record):
        yield render_turn(dialogue.answerer.corpus, record, number, part)


def _among(
    corpus: Corpus, before: Sequence[TurnRecord], asking: Iterator[str], after: Sequence[TurnRecord] = ()
) -> Iterator[str]:
    """Yield the whole thread each time that the turn being asked changes."""
    head = "".join(render_turn(corpus, turn, number) for number, turn in enumerate(before, start=1))
    tail = "".join(render_turn(corpus, turn, number) for number, turn in enumerate(after, start=len(before) + 2))
    for html in asking:
        yield f'<div class="al-turns">{head}{html}{tail}</div>'


def restore_thread(dialogue: Dialogue, payload: str) -> str:
    """Render again a conversation kept by the browser, every quote proven again."""
    try:
        return render_thread(dialogue.answerer.corpus, read_turns(payload))
    except RecordError:
        return (
            render_thread(dialogue.answerer.corpus, ())
            + f'<p class="al-error" role="alert">{texts.BAD_CONVERSATION}</p>'
        )


def _parts(record: TurnRecord) -> Iterator[int | None]:
    """The first quote, so that reading begins; then the whole answer."""
    if sum(quote.same_as is None for quote in record.quotes) > 1:
        yield 1
    yield None
