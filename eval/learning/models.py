"""What the models see of a question that is known; the quoting learns from it, on the rankings of the ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from assistant.confidence import ConfidenceFeatures
from assistant.features import PassageFeatures
from assistant.linear import LinearModel, softmax
from assistant.quoting import ScoredSentences, score_sentences
from assistant.retriever import Ranking
from assistant.search import LOOKED_AT
from assistant.sentence_features import SENTENCE_FEATURES, Candidate, SentenceFeatures
from assistant.understanding import Understanding, understand
from corpus import Corpus
from embeddings.encoder import EncodedQuery, FloatArray
from embeddings.index import SearchIndex
from eval.learning.fitting import Choice, fit_listwise
from eval.learning.held_out import HeldOutQuestion


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything that feature computation needs."""

    corpus: Corpus
    index: SearchIndex
    passages: PassageFeatures
    sentences: SentenceFeatures
    confidence: ConfidenceFeatures


class Case(NamedTuple):
    """One question as the models see it after ranking and sentence scoring."""

    vector: FloatArray
    ranking: Ranking
    sentences: ScoredSentences
    understanding: Understanding
    hidden: NDArray[np.bool_] | None


def open_workshop(corpus: Corpus, index: SearchIndex) -> Workshop:
    """Return the workshop over `index`."""
    passages = PassageFeatures(index, [paragraph.paragraph_id for paragraph in corpus.paragraphs])
    return Workshop(corpus, index, passages, SentenceFeatures(corpus, index), ConfidenceFeatures(corpus, index))


def learn_quoting(
    workshop: Workshop, ranking: LinearModel, questions: Sequence[HeldOutQuestion], asked: Sequence[Choice] = ()
) -> LinearModel:
    """Learn to choose sentences: those that hold a part of the answer above all others of the best paragraphs.

    `asked` are choices to learn from besides; see `eval.learning.asked`.
    """
    choices = []
    for question in track(questions, description="quoting"):
        ranked = rank_held_out(workshop, ranking, question)
        expected = understand(question.question, workshop.corpus).expected
        candidates, features = workshop.sentences.compute(
            ranked, ranked.order[:LOOKED_AT].tolist(), expected, hidden=question.hidden
        )
        choices.append(Choice(features, np.array([_answers(candidate, question) for candidate in candidates])))
    weights = fit_listwise([*choices, *asked], penalty=1e-3)
    return LinearModel(SENTENCE_FEATURES, weights.astype(np.float32))


def make_case(
    workshop: Workshop,
    models: tuple[LinearModel, LinearModel],
    question: str,
    encoded: EncodedQuery,
    hidden: NDArray[np.bool_] | None = None,
) -> Case:
    """Return what the ranking and quoting models find for `question`."""
    ranking, quoting = models
    ranked = rank_question(workshop, ranking, question, encoded, hidden)
    understanding = understand(question, workshop.corpus)
    rows = ranked.order[:LOOKED_AT].tolist()
    candidates, features = workshop.sentences.compute(ranked, rows, understanding.expected, hidden=hidden)
    return Case(encoded.vector, ranked, score_sentences(candidates, quoting.score(features)), understanding, hidden)


def rank_held_out(workshop: Workshop, model: LinearModel, question: HeldOutQuestion) -> Ranking:
    """Rank the paragraphs for a held-out question."""
    return rank_question(workshop, model, question.question, question.encoded, question.hidden)


def rank_question(
    workshop: Workshop, model: LinearModel, question: str, encoded: EncodedQuery, hidden: NDArray[np.bool_] | None
) -> Ranking:
    """Rank the paragraphs for a question whose vectors are known."""
    views = workshop.index.scores(question, encoded)
    features = workshop.passages.compute(views, hidden=hidden)
    scores = model.score(features)
    order = np.argsort(-scores, kind="stable")
    return Ranking(question, order, scores, softmax(scores), features, views, encoded.vector)


def _answers(candidate: Candidate, question: HeldOutQuestion) -> bool:
    return candidate.row == question.row and candidate.start < question.end and question.start < candidate.end
