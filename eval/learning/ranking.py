"""Learns the ranking: from questions of the bank that the adapter never saw, and as much from those asked apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from assistant.features import PASSAGE_FEATURES, PassageFeatures
from assistant.linear import LinearModel
from assistant.understanding import understand
from corpus import AnticipatedQuestion, Corpus
from embeddings.encoder import EncodedQuery, Encoder
from embeddings.index import SearchIndex
from eval.learning.asked import asked_questions
from eval.learning.fitting import Choice, fit_listwise
from eval.learning.held_out import HeldOutQuestion, held_out_questions

Bank: TypeAlias = tuple[AnticipatedQuestion, ...]

PENALTY = 1e-3


@dataclass(frozen=True, slots=True)
class RankingLesson:
    """A question, the views that are hidden from it, and which paragraphs are right, by row.

    `query_id` is that of a question asked; it is empty for one of the bank.
    """

    text: str
    encoded: EncodedQuery
    hidden: NDArray[np.bool_]
    right: NDArray[np.bool_]
    weight: float = 1.0
    query_id: str = ""


def ranking_lessons(
    corpus: Corpus,
    index: SearchIndex,
    encoder: Encoder,
    bank: Bank,
    *,
    seed: int,
    share: float = 1.0,
    without: str | None = None,
) -> list[RankingLesson]:
    """Return a `share` of the held-out questions of the bank, and the asked ones, which count as much together.

    Questions that a paragraph of the document `without` answers, where given, are left out.
    """
    unseen = held_out_questions(corpus, index, encoder, bank, seed=seed, share=share)
    forbidden = np.array([paragraph.symbol == without for paragraph in corpus.paragraphs])
    of_bank, asked = (
        [lesson for lesson in lessons if not (lesson.right & forbidden).any()]
        for lessons in (_of_bank(corpus, unseen), _asked(corpus, index, encoder))
    )
    weight = len(of_bank) / max(1, len(asked))
    return [*of_bank, *(replace(lesson, weight=weight) for lesson in asked)]


def learn_ranking(index: SearchIndex, features: PassageFeatures, lessons: Sequence[RankingLesson]) -> LinearModel:
    """Learn to rank paragraphs: one that answers above all others."""
    choices = [
        Choice(features.compute(index.scores(each.text, each.encoded), hidden=each.hidden), each.right, each.weight)
        for each in track(lessons, description="ranking")
    ]
    return fit_ranking(choices)


def fit_ranking(choices: Sequence[Choice]) -> LinearModel:
    """Learn a weight a feature of paragraphs."""
    return LinearModel(PASSAGE_FEATURES, fit_listwise(choices, penalty=PENALTY).astype(np.float32))


def _of_bank(corpus: Corpus, questions: Sequence[HeldOutQuestion]) -> list[RankingLesson]:
    rows = np.arange(len(corpus.paragraphs))
    return [RankingLesson(each.question, each.encoded, each.hidden, rows == each.row) for each in questions]


def _asked(corpus: Corpus, index: SearchIndex, encoder: Encoder) -> list[RankingLesson]:
    """The asked questions that the corpus answers, searched without their frames; nothing is hidden from them."""
    questions = [question for question in asked_questions() if question.answerable]
    texts = [understand(q.written.text, corpus).search_text or q.written.text for q in questions]
    nothing = np.zeros(len(index.views), bool)
    return [
        RankingLesson(
            text,
            encoded,
            nothing,
            np.array([paragraph.paragraph_id in question.relevant_ids for paragraph in corpus.paragraphs]),
            query_id=question.query_id,
        )
        for question, text, encoded in zip(questions, texts, encoder.read_query(texts), strict=True)
    ]
