"""The variants: which views each leaves out, and how it fuses those that are left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

import numpy as np

from assistant.features import PASSAGE_FEATURES, PassageFeatures, standardise
from assistant.linear import LinearModel
from corpus import AnticipatedQuestion
from embeddings.encoder import Encoder, FloatArray
from embeddings.index import SearchIndex
from embeddings.views import View, ViewKind
from eval.ablation.masked_index import Mask, Rows
from eval.ablation.trees import fit_trees
from eval.learning.asked import author_of
from eval.learning.fitting import Choice, fit_listwise
from eval.learning.ranking import PENALTY, RankingLesson, fit_ranking

Which: TypeAlias = Callable[[View], bool]
Fit: TypeAlias = Callable[[Sequence[Choice]], LinearModel]

DERIVED = ("dense_question_mean", "bm25_question_mean", "dense_best", "question_unknown")
VIEWS_FUSED = tuple(name for name in PASSAGE_FEATURES if name not in DERIVED)
COLUMNS = [PASSAGE_FEATURES.index(name) for name in VIEWS_FUSED]
RRF_K = 60


def none(_view: View) -> bool:
    """Leaves nothing out."""
    return False


def all_views(_view: View) -> bool:
    """Leaves every view out."""
    return True


def of_kind(kind: ViewKind) -> Which:
    """Leaves out the views of a kind."""
    return lambda view: view.kind is kind


def beyond(share: float) -> Callable[[AnticipatedQuestion], bool]:
    """Leaves out all but a random `share` of the anticipated questions; a larger share holds the smaller ones."""
    return lambda question: crc32(question.question_id.encode()) / 2**32 >= share


@dataclass(frozen=True, slots=True)
class ReciprocalRanks(LinearModel):
    """Scores by the sum over the best views of 1 / (60 + rank), standardised, times the first weight."""

    def score(self, matrix: FloatArray) -> FloatArray:
        """Return the score of each row of `matrix` (n, n_features), shape (n,)."""
        result: FloatArray = reciprocal_ranks(matrix) * self.weights[0]
        return result


def reciprocal_ranks(matrix: FloatArray) -> FloatArray:
    """Return the standardised sum of reciprocal ranks of each paragraph, shape (n,)."""
    ranks = np.argsort(np.argsort(-matrix[:, COLUMNS], axis=0, kind="stable"), axis=0) + 1
    return standardise((1 / (RRF_K + ranks)).sum(axis=1).astype(np.float32))


def fit_sum(choices: Sequence[Choice]) -> LinearModel:
    """Gives every view the same weight; only the scale of the scores is learnt."""
    sums = [Choice(each.features[:, COLUMNS].sum(axis=1, keepdims=True), each.right) for each in choices]
    weights = np.zeros(len(PASSAGE_FEATURES), np.float32)
    weights[COLUMNS] = fit_listwise(sums, penalty=PENALTY)[0]
    return LinearModel(PASSAGE_FEATURES, weights)


def fit_ranks(choices: Sequence[Choice]) -> LinearModel:
    """Fuses by reciprocal ranks; only the scale of the scores is learnt."""
    columns = [Choice(reciprocal_ranks(each.features)[:, None], each.right) for each in choices]
    scale = fit_listwise(columns, penalty=PENALTY)[0]
    return ReciprocalRanks(PASSAGE_FEATURES, np.full(len(PASSAGE_FEATURES), scale, np.float32))


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to search: the views that it leaves silent or out, and how it learns to fuse the others.

    `without_bank`: which anticipated questions are gone. `adapter`: whether queries go through it; `passages`: how
    much of it passages go through. `asked`: what the asked questions count, all together, to learn the fusion from;
    those of the bank count 1.
    """

    name: str
    cosine: Which = none
    bm25: Which = none
    late: Which = none
    without_bank: Callable[[AnticipatedQuestion], bool] | None = None
    fit: Fit = fit_ranking
    adapter: bool = True
    passages: float = 0.0
    asked: float = 1.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A variant ready to learn its fusion: what it searches with, and what it sees of each lesson."""

    variant: Variant
    index: SearchIndex
    encoder: Encoder
    lessons: Sequence[RankingLesson]
    choices: Sequence[Choice]

    def fusion(self, without: str = "") -> LinearModel:
        """Learn the fusion, from all lessons or from those that the author `without` did not write."""
        pairs = zip(self.lessons, self.choices, strict=True)
        return self.variant.fit([c for lesson, c in pairs if not without or author_of(lesson.query_id) != without])


AS_USED = Variant("everything")
VARIANTS = (
    Variant("without the query adapter", adapter=False),
    Variant("without the cosine of the text", cosine=of_kind(ViewKind.TEXT)),
    Variant("without the cosine of the text under its headings", cosine=of_kind(ViewKind.CONTEXT)),
    Variant("without the cosine of the sentences", cosine=of_kind(ViewKind.SENTENCE)),
    Variant("without late interaction", late=all_views),
    Variant("without BM25", bm25=all_views),
    Variant("without cosines (BM25 alone)", cosine=all_views, late=all_views),
    Variant("without the questions in other words", without_bank=lambda question: not question.teaches),
    Variant("without the questions anticipated by sentence", without_bank=lambda question: question.start is not None),
    Variant("with three quarters of the anticipated questions, at random", without_bank=beyond(0.75)),
    Variant("with half of them", without_bank=beyond(0.5)),
    Variant("with a quarter of them", without_bank=beyond(0.25)),
    Variant("without anticipated questions", without_bank=lambda _question: True),
    Variant("sum of the views instead of learnt weights", fit=fit_sum),
    Variant("reciprocal ranks instead of learnt weights", fit=fit_ranks),
    Variant("boosted trees over the best twenty instead of a linear model", fit=fit_trees),
    Variant("fusion learnt from the bank alone", asked=0.0),
    Variant("fusion learnt from the asked questions half as much", asked=0.5),
    Variant("fusion learnt from the asked questions twice as much", asked=2.0),
    Variant("passages through a quarter of the adapter, too", passages=0.25),
    Variant("passages through half of it", passages=0.5),
)


def mask_of(variant: Variant, index: SearchIndex, bank: Sequence[AnticipatedQuestion]) -> Mask:
    """Gives the rows of the index that the variant silences or leaves out."""
    gone = np.zeros(len(index.views), bool)
    if variant.without_bank:
        asked = [row for row, view in enumerate(index.views) if view.kind is ViewKind.QUESTION]
        gone[asked] = [variant.without_bank(question) for question in bank]
    return Mask(_rows(variant.cosine, index), _rows(variant.bm25, index), _rows(variant.late, index), gone)


def choices_of(
    variant: Variant, index: SearchIndex, mask: Mask, lessons: Sequence[RankingLesson], features: PassageFeatures
) -> list[Choice]:
    """Gives what the variant sees of each lesson, the views that it leaves out hidden: it learns its fusion of it."""
    choices = []
    for lesson in lessons:
        scores = mask.silence(index.scores(lesson.text, lesson.encoded))
        weight = lesson.weight * (variant.asked if lesson.query_id else 1)
        choices.append(Choice(features.compute(scores, hidden=lesson.hidden | mask.gone), lesson.right, weight))
    return choices


def _rows(which: Which, index: SearchIndex) -> Rows:
    return np.array([which(view) for view in index.views], bool)
