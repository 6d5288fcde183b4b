"""Learns the linear models that follow the ranking: quoting on its rankings, then confidence on both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from assistant.confidence import CONFIDENCE_FEATURES, ConfidenceFeatures
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
from eval.learning.fitting import Choice, Logistic, fit_listwise, fit_logistic
from eval.learning.held_out import HeldOutQuestion

PRIOR = 0.75  # share of the questions that people ask which the corpus answers


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


class Lesson(NamedTuple):
    """A question to learn the confidence from: whether the corpus answers it, and how much it counts."""

    case: Case
    answerable: bool
    weight: float = 1.0


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
    return _linear(SENTENCE_FEATURES, fit_listwise([*choices, *asked], penalty=1e-3))


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


def learn_confidence(
    workshop: Workshop, lessons: Sequence[Lesson], *, folds: int = 5, seed: int = 7
) -> tuple[LinearModel, LinearModel]:
    """Learn the probe of the query vector, and the model over all signals; the probe's own signal is out of fold."""
    answers = np.array([lesson.answerable for lesson in lessons])
    weights = np.array([lesson.weight for lesson in lessons])
    vectors = np.stack([lesson.case.vector for lesson in lessons])
    fold = np.random.default_rng(seed).integers(0, folds, len(lessons))
    probes = np.zeros(len(lessons))
    for held in range(folds):
        inside = fold != held
        probes[~inside] = _probe(vectors[inside], answers[inside], weights[inside]).decide(vectors[~inside])
    signals = np.stack(
        [confidence_signals(workshop, each.case, float(probe)) for each, probe in zip(lessons, probes, strict=True)]
    )
    model = fit_logistic(signals, answers, inverse_penalty=0.01, prior=PRIOR, weights=weights)
    probe = _probe(vectors, answers, weights)
    names = tuple(f"v{place}" for place in range(vectors.shape[1]))
    return _linear(names, probe.weights, probe.bias), _linear(CONFIDENCE_FEATURES, model.weights, model.bias)


def confidence_signals(workshop: Workshop, case: Case, probe: float) -> FloatArray:
    """Return the signals of confidence of a case."""
    return workshop.confidence.compute(case.ranking, case.sentences, case.understanding, probe, hidden=case.hidden)


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


def _probe(vectors: FloatArray, answers: NDArray[np.bool_], weights: NDArray[np.float64]) -> Logistic:
    return fit_logistic(vectors, answers, inverse_penalty=3.0, prior=0.5, standardised=False, weights=weights)


def _answers(candidate: Candidate, question: HeldOutQuestion) -> bool:
    return candidate.row == question.row and candidate.start < question.end and question.start < candidate.end


def _linear(features: tuple[str, ...], weights: NDArray[np.float64], bias: float = 0.0) -> LinearModel:
    return LinearModel(features, weights.astype(np.float32), bias)
