"""The search alone, asked the questions of each author under weights learnt from the bank and the other authors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.linear import LinearModel
from corpus import Corpus
from eval.ablation.measured import Measured, of_run
from eval.ablation.variants import Prepared
from eval.learning.asked import author_of
from eval.learning.fitting import Choice
from eval.model import Question

TOP_K = 20


def asked_apart(prepared: Prepared, questions: Sequence[Question], corpus: Corpus) -> Measured:
    """Rank for the asked `questions`, all of which are lessons of `prepared`."""
    run: dict[str, dict[str, float]] = {}
    authors = (author_of(lesson.query_id) for lesson in prepared.lessons)
    for author in dict.fromkeys(filter(None, authors)):
        model = prepared.fusion(without=author)
        for lesson, choice in zip(prepared.lessons, prepared.choices, strict=True):
            if author_of(lesson.query_id) == author:
                run[lesson.query_id] = _ranked(model, choice, corpus)
    return of_run(prepared.variant.name, questions, run)


def _ranked(model: LinearModel, choice: Choice, corpus: Corpus) -> dict[str, float]:
    scores = model.score(choice.features)
    best = np.argsort(-scores, kind="stable")[:TOP_K].tolist()
    return {corpus.paragraphs[row].paragraph_id: float(-place) for place, row in enumerate(best)}
