"""Questions of the bank as a person would ask them: unseen by the adapter, their own views hidden."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus import AnticipatedQuestion, Corpus
from embeddings.encoder import EncodedQuery, Encoder
from embeddings.index import SearchIndex
from embeddings.training.adapter import teaches_adapter
from embeddings.views import ViewKind

FOLDS = 5
MASKED_SHARE = 0.2  # of the questions see one document without its anticipated questions


@dataclass(frozen=True, slots=True)
class HeldOutQuestion:
    """A question, its vectors, the views hidden from it, and the piece of text that answers it."""

    question: str
    encoded: EncodedQuery
    hidden: NDArray[np.bool_]
    row: int  # of its paragraph
    start: int
    end: int


def held_out_questions(
    corpus: Corpus,
    index: SearchIndex,
    encoder: Encoder,
    questions: tuple[AnticipatedQuestion, ...],
    *,
    seed: int,
    share: float = 1.0,
) -> list[HeldOutQuestion]:
    """Return a `share` of the questions that the adapter never saw; the piece that answers each is known.

    Each sees the index without the fold of the questions by sentence that it belongs to; a few see it without any
    question of one document, so that the models learn what to do of a document that nobody anticipated.
    """
    rng = np.random.default_rng(seed)
    view_rows = np.array([row for row, view in enumerate(index.views) if view.kind is ViewKind.QUESTION])
    by_sentence = np.array([question.start is not None for question in questions])
    unseen = np.array([question.teaches and not teaches_adapter(question) for question in questions])
    folds = rng.integers(0, FOLDS, len(questions))
    symbols = np.array([corpus.by_id[view.paragraph_id].symbol for view in index.views])
    rows = {paragraph.paragraph_id: row for row, paragraph in enumerate(corpus.paragraphs)}
    places = np.flatnonzero(unseen & (rng.random(len(questions)) < share)).tolist()
    encoded = encoder.read_query([questions[place].question for place in places], progress=True)
    chosen = []
    for place, vectors in zip(places, encoded, strict=True):
        question = questions[place]
        hidden = np.zeros(len(index.views), bool)
        hidden[view_rows[by_sentence & (folds == folds[place])]] = True
        if rng.random() < MASKED_SHARE:
            own = corpus.by_id[question.paragraph_id].symbol
            document = own if rng.random() < 0.5 else rng.choice(np.unique(symbols))
            hidden[view_rows[symbols[view_rows] == document]] = True
        start, end = question.start or 0, question.end or 0
        row = rows[question.paragraph_id]
        chosen.append(HeldOutQuestion(question.question, vectors, hidden, row, start, end))
    return chosen
