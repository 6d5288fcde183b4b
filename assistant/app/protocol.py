"""What the application needs of an answerer: a corpus, and answers that follow one another."""

from __future__ import annotations

from typing import Any, Protocol

from assistant.model import Answer
from assistant.scope import Scope
from corpus import Corpus


class AnsweredTurn(Protocol):
    """An answer, and the (opaque) state of the conversation after it."""

    @property
    def answer(self) -> Answer:
        """What is shown."""
        ...

    @property
    def state(self) -> Any:
        """What the next question of the same conversation needs."""
        ...


class Answering(Protocol):
    """Anything that answers questions over a corpus."""

    @property
    def corpus(self) -> Corpus:
        """The texts that answers quote."""
        ...

    def ask(self, question: str, state: Any = None, scope: Scope = ...) -> AnsweredTurn:
        """Answer `question`, asked after what made `state`, within `scope`."""
        ...
