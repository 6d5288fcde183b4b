"""Learns the confidence: a probe of the question's vector, and a linear model over all signals of the search."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from rich.progress import track
from scipy.linalg import solve

from assistant.confidence import CONFIDENCE_FEATURES
from assistant.linear import LinearModel
from assistant.probe import Probe, kernel
from assistant.understanding import understand
from corpus import Corpus
from embeddings.encoder import Encoder, FloatArray
from eval.broad_questions import TEACHING, read_broad
from eval.learning.asked import ASKED_WEIGHT, asked_questions, author_of
from eval.learning.fitting import fit_logistic
from eval.learning.held_out import HeldOutQuestion
from eval.learning.models import Case, Workshop, make_case

PRIOR = 0.75  # share of the questions that people ask which the corpus answers
UNANSWERABLE = ("unanswerable.jsonl", "unanswerable_more.jsonl")
TOPICS = "topics.jsonl"  # a few words each, half of them of the corpus
BROAD_WEIGHT = 1.0  # of a first question, broad and brief
BANK, SILENT, TOPIC = "bank", "unanswerable", "topics"  # where lessons are from, beside the authors who asked
PROBE = CONFIDENCE_FEATURES.index("probe")
SHARPNESS, PENALTY = 2.0, 0.3  # of the probe; others near them are level (`alinea eval confidence`)


class Scorer(Protocol):
    """What is learnt of the vectors of questions."""

    def score(self, matrix: FloatArray, /) -> FloatArray:
        """Return what is said of each row of `matrix` (n, dim), shape (n,)."""
        ...


ScorerT = TypeVar("ScorerT", bound=Scorer)
FitProbe: TypeAlias = Callable[[FloatArray, NDArray[np.bool_], NDArray[np.float64]], ScorerT]
"""From vectors (n, dim), answers (n,) and weights (n,) to what reads other vectors."""


class Taught(NamedTuple):
    """A question to learn from: whether the corpus answers it, where it is from, and how much it counts."""

    text: str
    answerable: bool
    origin: str
    weight: float = 1.0


class Lesson(NamedTuple):
    """A question as the confidence sees it: its vector, and its signals, that of the probe still 0."""

    vector: FloatArray
    signals: FloatArray
    answerable: bool
    origin: str
    weight: float = 1.0


def confidence_lessons(
    workshop: Workshop,
    models: tuple[LinearModel, LinearModel],
    encoder: Encoder,
    anticipated: Iterable[HeldOutQuestion],
) -> list[Lesson]:
    """Return what the ranking and quoting `models` find for the questions `anticipated`, and for all that are asked."""
    bank = (make_case(workshop, models, each.question, each.encoded, each.hidden) for each in anticipated)
    asked = (lessons_of(workshop, models, encoder, questions) for questions in _taught(workshop.corpus))
    return [*(_lesson(workshop, case, True, BANK) for case in bank), *(each for lessons in asked for each in lessons)]


def lessons_of(
    workshop: Workshop, models: tuple[LinearModel, LinearModel], encoder: Encoder, questions: Sequence[Taught]
) -> list[Lesson]:
    """Return what `models` find for `questions`, searched without their frames as the product searches them."""
    searched = [understand(each.text, workshop.corpus).search_text or each.text for each in questions]
    encoded = encoder.read_query(searched)
    told = track(zip(questions, searched, encoded, strict=True), description="confidence", total=len(questions))
    return [
        _lesson(workshop, make_case(workshop, models, text, vectors), each.answerable, each.origin, each.weight)
        for each, text, vectors in told
    ]


def learn_confidence(lessons: Sequence[Lesson]) -> tuple[Probe, LinearModel]:
    """Learn the probe, and the model over all signals; the probe's own signal is out of fold."""
    probe, signals = with_probe(lessons, fit_probe)
    return probe, fit_signals(lessons, signals)


def with_probe(
    lessons: Sequence[Lesson], fit: FitProbe[ScorerT], *, folds: int = 5, seed: int = 7
) -> tuple[ScorerT, FloatArray]:
    """Learn the probe; return it and the signals (n_lessons, n_features), what it says of a lesson out of fold."""
    answers = np.array([lesson.answerable for lesson in lessons])
    weights = np.array([lesson.weight for lesson in lessons])
    vectors = np.stack([lesson.vector for lesson in lessons])
    signals = np.stack([lesson.signals for lesson in lessons])
    fold = np.random.default_rng(seed).integers(0, folds, len(lessons))
    for held in range(folds):
        inside = fold != held
        signals[~inside, PROBE] = fit(vectors[inside], answers[inside], weights[inside]).score(vectors[~inside])
    return fit(vectors, answers, weights), signals


def fit_probe(
    vectors: FloatArray,
    answers: NDArray[np.bool_],
    weights: NDArray[np.float64],
    *,
    sharpness: float = SHARPNESS,
    penalty: float = PENALTY,
) -> Probe:
    """Return the probe f that makes Σ w (f(x) - y)² + `penalty` mean(w) |f|² least, y being 1 or -1.

    `vectors` are of shape (n, dim), `answers` and `weights` of shape (n,).
    """
    kept = vectors.astype(np.float16).astype(np.float32)  # as they will be read
    ridge = penalty * np.diag(weights.mean() / weights)
    alphas = solve(kernel(kept, kept, sharpness) + ridge, np.where(answers, 1.0, -1.0), assume_a="pos")
    return Probe(kept, alphas.astype(np.float32), sharpness)


def fit_signals(lessons: Sequence[Lesson], signals: FloatArray) -> LinearModel:
    """Learn which of `signals` (n_lessons, n_features) tell that the corpus answers."""
    answers = np.array([lesson.answerable for lesson in lessons])
    weights = np.array([lesson.weight for lesson in lessons])
    fitted = fit_logistic(signals, answers, inverse_penalty=0.01, prior=PRIOR, weights=weights)
    return LinearModel(CONFIDENCE_FEATURES, fitted.weights.astype(np.float32), fitted.bias)


def _taught(corpus: Corpus) -> Iterator[list[Taught]]:
    """The questions to learn from beside those of the bank."""
    yield [Taught(entry["question"], False, SILENT) for name in UNANSWERABLE for entry in _entries(name)]
    for answerable in (True, False):
        topics = [entry["question"] for entry in _entries(TOPICS) if entry["answerable"] is answerable]
        yield [Taught(topic, answerable, TOPIC, ASKED_WEIGHT) for topic in topics]
    yield [Taught(q.written.text, q.answerable, author_of(q.query_id), ASKED_WEIGHT) for q in asked_questions()]
    for path in TEACHING:
        yield [Taught(q.text, q.answerable, path.stem, BROAD_WEIGHT) for q in read_broad(path, corpus)]


def _entries(name: str) -> list[dict[str, Any]]:
    lines = files("eval").joinpath("questions", name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _lesson(workshop: Workshop, case: Case, answerable: bool, origin: str, weight: float = 1.0) -> Lesson:
    signals = workshop.confidence.compute(case.ranking, case.sentences, case.understanding, 0.0, hidden=case.hidden)
    return Lesson(case.vector, signals, answerable, origin, weight)
