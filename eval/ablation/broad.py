"""The first questions that people type, broad and brief: which are answered, and from which paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.answerer import Answerer
from eval.broad_questions import BroadQuestion


class BroadAnswers(NamedTuple):
    """Shares of questions, as one value (0 or 1) for each that counts."""

    answered: list[float]  # of those that the corpus speaks to
    refused: list[float]  # of the others
    listed: list[float]  # of those that it speaks to and that are answered: a listed paragraph is quoted


def ask_broad(answerer: Answerer, questions: Sequence[BroadQuestion]) -> BroadAnswers:
    """Ask each question alone of a product that withholds what it is not sure of."""
    found = BroadAnswers([], [], [])
    for question in questions:
        answer = answerer.ask(question.text).answer
        if not question.answerable:
            found.refused.append(float(answer.abstained))
            continue
        found.answered.append(float(not answer.abstained))
        if not answer.abstained:
            found.listed.append(float(question.is_answered_by(answer.quotes)))
    return found
