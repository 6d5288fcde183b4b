"""The confidence without some of its signals or lessons, or learnt otherwise: what it tells of questions kept out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.answerer import Answerer
from assistant.confidence import CONFIDENCE_FEATURES
from assistant.features import PASSAGE_FEATURES
from assistant.linear import LinearModel, load_weights
from assistant.sentence_features import SENTENCE_FEATURES
from corpus import load_bank
from embeddings.encoder import FloatArray
from eval.labelled_sets import load_labelled_set
from eval.learning.asked import ASKED_WEIGHT
from eval.learning.confidence import (
    BANK,
    BROAD_WEIGHT,
    PRIOR,
    PROBE,
    SILENT,
    TOPIC,
    FitProbe,
    Lesson,
    Scorer,
    Taught,
    confidence_lessons,
    fit_probe,
    fit_signals,
    lessons_of,
    with_probe,
)
from eval.learning.fitting import balanced, fit_logistic
from eval.learning.held_out import held_out_questions
from eval.learning.models import open_workshop
from eval.measures.abstention import auroc
from eval.model import QuestionKind
from eval.remembering_encoder import RememberingEncoder

Odds: TypeAlias = Callable[[FloatArray], NDArray[np.floating]]
"""What is learnt: from the signals of questions (n, n_features) to their log-odds (n,)."""

ASKED, BROAD, DEVELOPMENT = "asked", "broad", "development"
SETS = (ASKED, BROAD, DEVELOPMENT)
REFUSED = 0.85  # of the questions that the corpus does not answer, where what others lose is told
RESAMPLES = 1000
TREES, LEAVES = 150, 8


def learn_linear(lessons: Sequence[Lesson], signals: FloatArray) -> Odds:
    """Learns what the product learns."""
    return fit_signals(lessons, signals).score


def learn_trees(lessons: Sequence[Lesson], signals: FloatArray) -> Odds:
    """Learns boosted trees, lessons counting as they do for the linear model."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    answers = np.array([lesson.answerable for lesson in lessons])
    weights = np.array([lesson.weight for lesson in lessons])
    trees = HistGradientBoostingClassifier(max_iter=TREES, max_leaf_nodes=LEAVES, random_state=0)
    trees.fit(signals, answers, sample_weight=balanced(answers, weights, PRIOR))
    return lambda each: np.asarray(trees.decision_function(each))


def fit_linear_probe(vectors: FloatArray, answers: NDArray[np.bool_], weights: NDArray[np.float64]) -> LinearModel:
    """Learns a direction of the vectors, in place of what known questions say of those near them."""
    fitted = fit_logistic(vectors, answers, inverse_penalty=3.0, prior=0.5, standardised=False, weights=weights)
    places = tuple(f"v{place}" for place in range(vectors.shape[1]))
    return LinearModel(places, fitted.weights.astype(np.float32), fitted.bias)


@dataclass(frozen=True, slots=True)
class ConfidenceVariant:
    """A way to learn the confidence: signals that it does not see, what each sort of lesson counts, and the model."""

    name: str
    without: tuple[str, ...] = ()
    asked: float = ASKED_WEIGHT
    topics: float = ASKED_WEIGHT
    broad: float = BROAD_WEIGHT
    probe: FitProbe[Scorer] = fit_probe
    learn: Callable[[Sequence[Lesson], FloatArray], Odds] = learn_linear

    def weight_of(self, lesson: Lesson) -> float:
        """Gives what a lesson counts."""
        return {BANK: 1.0, SILENT: 1.0, TOPIC: self.topics, DEVELOPMENT: 0.0}.get(
            lesson.origin, self.broad if lesson.origin.startswith(BROAD) else self.asked
        )

    def seen(self, signals: FloatArray) -> FloatArray:
        """Gives the signals with 0 for those that the variant does not see."""
        columns = [CONFIDENCE_FEATURES.index(name) for name in self.without]
        kept = signals.copy()
        kept[:, columns] = 0
        return kept


CONFIDENCE_VARIANTS = (
    ConfidenceVariant("everything"),
    ConfidenceVariant("without the reading of the question’s vector", ("probe",)),
    ConfidenceVariant("a linear reading of it", probe=fit_linear_probe),
    ConfidenceVariant("known questions reach farther (sharpness 1)", probe=partial(fit_probe, sharpness=1.0)),
    ConfidenceVariant("they reach less far (sharpness 4)", probe=partial(fit_probe, sharpness=4.0)),
    ConfidenceVariant("they are trusted more (penalty .1)", probe=partial(fit_probe, penalty=0.1)),
    ConfidenceVariant("they are trusted less (penalty 1)", probe=partial(fit_probe, penalty=1.0)),
    ConfidenceVariant("without the ranking’s scores", ("top_probability", "entropy", "top_score", "margin")),
    ConfidenceVariant(
        "without the nearness of paragraph and sentence",
        ("cosine_text", "cosine_context", "late_text", "late_sentence"),
    ),
    ConfidenceVariant(
        "without the nearness of anticipated questions",
        ("cosine_question", "cosine_question_mean", "cosine_question_wide", "agreement"),
    ),
    ConfidenceVariant(
        "without the words that are held or not",
        ("coverage", "coverage_with_questions", "rarest_uncovered", "unknown_names", "absent_figures", "n_terms"),
    ),
    ConfidenceVariant("without the sentences’ scores", ("sentence_probability", "sentence_score", "expected_held")),
    ConfidenceVariant("learnt without asked questions", asked=0.0),
    ConfidenceVariant("learnt without topics", topics=0.0),
    ConfidenceVariant("asked questions and topics count 1", asked=1.0, topics=1.0),
    ConfidenceVariant("they count 6", asked=6.0, topics=6.0),
    ConfidenceVariant("learnt without broad questions", broad=0.0),
    ConfidenceVariant("broad questions count 3", broad=3.0),
    ConfidenceVariant("boosted trees instead of a linear model", learn=learn_trees),
)


class Told(NamedTuple):
    """Log-odds of the questions of a set that the corpus answers, and of the others."""

    answerable: NDArray[np.floating]
    unanswerable: NDArray[np.floating]

    def area(self, seed: int) -> tuple[float, float, float]:
        """Gives the AUROC and its 95 % bootstrap interval, each side being drawn anew."""
        random = np.random.default_rng(seed)
        drawn = [auroc(*(random.choice(side, len(side)) for side in self)) for _ in range(RESAMPLES)]
        low, high = np.percentile(drawn, [2.5, 97.5]).tolist()
        return auroc(self.answerable, self.unanswerable), low, high

    def lost(self) -> float:
        """Gives the share of answerable questions refused by the threshold that refuses `REFUSED` of the others."""
        return float((self.answerable < np.quantile(self.unanswerable, REFUSED)).mean())


class ConfidenceTrials:
    """What the product finds for every question to learn the confidence from, and for those that judge it."""

    def __init__(self) -> None:
        loaded = Answerer.load()
        corpus, index, encoder = loaded.corpus, loaded.index, RememberingEncoder(loaded.encoder)
        workshop = open_workshop(corpus, index)
        models = load_weights("ranking", PASSAGE_FEATURES), load_weights("quoting", SENTENCE_FEATURES)
        anticipated = held_out_questions(corpus, index, encoder, load_bank(corpus), seed=3)
        self._lessons = confidence_lessons(workshop, models, encoder, anticipated)
        development = [
            Taught(q.written.text, q.answerable, DEVELOPMENT)
            for q in load_labelled_set("dev").questions
            if q.written.kind is not QuestionKind.REFERENCE
        ]
        self._lessons += lessons_of(workshop, models, encoder, development)
        self._probes: dict[tuple[object, ...], tuple[list[Lesson], Scorer, FloatArray]] = {}

    def told(self, variant: ConfidenceVariant) -> dict[str, Told]:
        """Judge a variant on each set; whoever wrote a question taught it nothing."""
        return {name: self._told(variant, name) for name in SETS}

    def _told(self, variant: ConfidenceVariant, name: str) -> Told:
        judged = [lesson for lesson in self._lessons if lesson.origin.startswith(name)]
        odds = np.zeros(len(judged))
        for author in dict.fromkeys(lesson.origin for lesson in judged):
            places = [place for place, lesson in enumerate(judged) if lesson.origin == author]
            odds[places] = self._odds(variant, author, [judged[place] for place in places])
        answerable = np.array([lesson.answerable for lesson in judged])
        return Told(odds[answerable], odds[~answerable])

    def _odds(self, variant: ConfidenceVariant, author: str, judged: Sequence[Lesson]) -> NDArray[np.floating]:
        lessons, probe, learnt_from = self._taught_without(variant, author)
        learnt = variant.learn(lessons, variant.seen(learnt_from))
        signals = np.stack([lesson.signals for lesson in judged])
        signals[:, PROBE] = probe.score(np.stack([lesson.vector for lesson in judged]))
        return learnt(variant.seen(signals))

    def _taught_without(self, variant: ConfidenceVariant, author: str) -> tuple[list[Lesson], Scorer, FloatArray]:
        """The lessons that an author did not write, the probe that they teach, and their signals; learnt once each."""
        weighted = [lesson._replace(weight=variant.weight_of(lesson)) for lesson in self._lessons]
        teaches = any(lesson.weight for lesson in weighted if lesson.origin == author)
        key = (variant.asked, variant.topics, variant.broad, variant.probe, author if teaches else "")
        if key not in self._probes:
            lessons = [lesson for lesson in weighted if lesson.weight and lesson.origin != author]
            self._probes[key] = lessons, *with_probe(lessons, variant.probe)
        return self._probes[key]
