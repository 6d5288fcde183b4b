"""Makes the training set of the query adapter from the corpus, its bank and general questions."""

from __future__ import annotations

from importlib.resources import files

import numpy as np

from corpus import AnticipatedQuestion, Corpus
from embeddings.training.recipe import TrainingSet
from embeddings.views import View, ViewKind, make_views


def training_set(
    corpus: Corpus, questions: tuple[AnticipatedQuestion, ...], *, held_out: frozenset[str] = frozenset()
) -> TrainingSet:
    """Return the training set of `questions`, as if the documents whose symbols are `held_out` did not exist.

    Their passages go with their questions: as passages that are never right, they would be learnt to be wrong.
    """
    kept = tuple(q for q in questions if corpus.by_id[q.paragraph_id].symbol not in held_out)
    views = [view for view in make_views(corpus, ()) if corpus.by_id[view.paragraph_id].symbol not in held_out]
    texts = [view for view in views if view.kind is ViewKind.TEXT]
    sentences = [view for view in views if view.kind is ViewKind.SENTENCE]
    row_of = {view.paragraph_id: row for row, view in enumerate(texts)}
    return TrainingSet(
        questions=tuple(question.question for question in kept),
        positives=np.array([row_of[question.paragraph_id] for question in kept], np.int64),
        sentence_positives=tuple(_answering(question, sentences) for question in kept),
        passages=tuple(view.text for view in texts),
        contexts=tuple(view.text for view in views if view.kind is ViewKind.CONTEXT),
        sentences=tuple(view.text for view in sentences),
        general=general_questions(),
    )


def general_questions() -> tuple[str, ...]:
    """Return the general French questions that the adapter must leave where they are, one a line of the file."""
    lines = files("embeddings.training").joinpath("general_questions.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _answering(question: AnticipatedQuestion, sentences: list[View]) -> tuple[int, ...]:
    """Rows of the sentences that hold a part of the question's evidence; none where it is not known."""
    if question.start is None or question.end is None:
        return ()
    return tuple(
        row
        for row, view in enumerate(sentences)
        if view.paragraph_id == question.paragraph_id and view.start < question.end and question.start < view.end
    )
