"""Finds the paragraphs that answer: the views' scores fused by a learnt linear model."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.continuity import CONTINUITY_FEATURES, continuity_features
from assistant.features import PASSAGE_FEATURES, PassageFeatures
from assistant.linear import LinearModel, load_weights, softmax
from assistant.model import PassageHit
from assistant.recent import Recent
from assistant.scope import Scope
from assistant.wording import load_wording
from corpus import Corpus
from embeddings.encoder import EncodedQuery, Encoder, FloatArray
from embeddings.index import SearchIndex, ViewScores
from embeddings.views import ViewKind

REMEMBERED = 128  # questions whose scores are kept


@dataclass(frozen=True, slots=True)
class Ranking:
    """What one search found: paragraphs, best first, with the scores that later steps look at again.

    `order` are the rows (of `Corpus.paragraphs`) within the scope, best first; `scores` and
    `probabilities` are by row, `probabilities` summing to 1 over the rows within the scope.
    """

    question: str
    order: NDArray[np.int64]
    scores: FloatArray
    probabilities: FloatArray
    features: FloatArray
    views: ViewScores
    query_vector: FloatArray


class Retriever:
    """Ranks the paragraphs of a corpus for a question."""

    def __init__(self, corpus: Corpus, index: SearchIndex, encoder: Encoder, model: LinearModel | None = None) -> None:
        self.corpus = corpus
        self.index = index
        self._encoder = encoder
        self._model = model or load_weights("ranking", PASSAGE_FEATURES)
        self._continuity = load_weights("continuity", CONTINUITY_FEATURES)
        asked = (view.text for view in index.views if view.kind is ViewKind.QUESTION)
        self._wording = load_wording((paragraph.text for paragraph in corpus.paragraphs), asked)
        self._features = PassageFeatures(index, [paragraph.paragraph_id for paragraph in corpus.paragraphs])
        self._recent: Recent[str, Ranking] = Recent(REMEMBERED)

    def prepare(self, *questions: str) -> None:
        """Score the questions together that are about to be ranked one by one: one batch takes less time than many."""
        self._scored(*map(self._wording.mended, questions))

    def mended(self, text: str) -> str:
        """Return `text` with its typos mended, as it is searched."""
        return self._wording.mended(text)

    def rank(self, question: str, scope: Scope | None = None, *, boosts: FloatArray | None = None) -> Ranking:
        """Rank every paragraph within `scope`; `boosts`, by row, are added to the scores."""
        (ranking,) = self._scored(self._wording.mended(question))
        return self._ordered(ranking, scope, ranking.scores if boosts is None else ranking.scores + boosts)

    def rank_follow_up(self, full: str, core: str, context_ids: tuple[str, ...], scope: Scope | None = None) -> Ranking:
        """Rank for a follow-up: `core` alone, `full` with what it carries on from, near the paragraphs last shown."""
        full, core = self._wording.mended(full), self._wording.mended(core)
        whole, alone = self._scored(full, core)
        features = continuity_features(self.corpus, context_ids, alone.scores, whole.scores)
        alone_weight, whole_weight = self._continuity.weights[:2]
        scale = alone_weight + whole_weight
        share = alone_weight / scale
        views = ViewScores(
            share * alone.views.dense + (1 - share) * whole.views.dense,
            share * alone.views.bm25 + (1 - share) * whole.views.bm25,
            share * alone.views.late + (1 - share) * whole.views.late,
        )
        blended = share * alone.features + (1 - share) * whole.features
        ranking = replace(whole, views=views, features=blended)
        return self._ordered(ranking, scope, self._continuity.score(features) / scale)

    def _scored(self, *questions: str) -> list[Ranking]:
        """Score every paragraph for each question: a comparison, or the parts of a question, ask the same again."""
        scored = {question: known for question in questions if (known := self._recent.get(question)) is not None}
        new = [question for question in dict.fromkeys(questions) if question not in scored]
        for question, encoded in zip(new, self._encoder.read_query(new), strict=True):
            scored[question] = self._score(question, encoded)
            self._recent.keep(question, scored[question])
        return [scored[question] for question in questions]

    def _score(self, question: str, encoded: EncodedQuery) -> Ranking:
        """Score every paragraph for `question`; order and probabilities are still to be made."""
        views = self.index.scores(question, encoded)
        features = self._features.compute(views)
        scores = self._model.score(features)
        return Ranking(question, np.zeros(0, np.int64), scores, scores, features, views, encoded.vector)

    def _ordered(self, ranking: Ranking, scope: Scope | None, scores: FloatArray) -> Ranking:
        admitted = self._admitted(scope)
        order = admitted[np.argsort(-scores[admitted], kind="stable")]
        probabilities = np.zeros_like(scores)
        probabilities[admitted] = softmax(scores[admitted])
        return replace(ranking, scores=scores, order=order, probabilities=probabilities)

    def hits(self, ranking: Ranking, top_k: int) -> tuple[PassageHit, ...]:
        """Return the first `top_k` paragraphs of `ranking`, with what made their scores."""
        return tuple(
            PassageHit(
                self.corpus.paragraphs[row],
                rank,
                float(ranking.scores[row]),
                self._model.contributions(ranking.features[row]),
            )
            for rank, row in enumerate(ranking.order[:top_k].tolist(), start=1)
        )

    def search(self, question: str, top_k: int = 10, scope: Scope | None = None) -> tuple[PassageHit, ...]:
        """Return the `top_k` best paragraphs for `question` within `scope`."""
        return self.hits(self.rank(question, scope), top_k)

    def _admitted(self, scope: Scope | None) -> NDArray[np.int64]:
        paragraphs = self.corpus.paragraphs
        if scope is None:
            return np.arange(len(paragraphs))
        return np.array([row for row, p in enumerate(paragraphs) if scope.admits(self.corpus, p)], np.int64)
