"""Questions written apart from the bank (`eval/questions/README.md`): ranking, quoting and confidence learn from them.

Those of the bank were written on a paragraph, and are near it: alone, they teach to refuse what is asked otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from assistant.linear import LinearModel
from assistant.search import LOOKED_AT
from assistant.sentence_features import Candidate
from assistant.understanding import understand
from corpus import Corpus
from embeddings.encoder import Encoder
from eval.labelled_sets import load_labelled_set
from eval.learning.fitting import Choice
from eval.learning.models import Workshop, rank_question
from eval.model import Question

ASKED_WEIGHT = 3.0  # of a question asked, or of a topic, where one of the bank counts 1; see docs/retrieval.md


def asked_questions() -> tuple[Question, ...]:
    """Return the questions asked, author by author."""
    return load_labelled_set("asked").questions


def author_of(query_id: str) -> str:
    """Return who asked: « asked3-012 » is the twelfth question of the third author."""
    return query_id.partition("-")[0]


def asked_choices(
    workshop: Workshop, ranking: LinearModel, encoder: Encoder, questions: Sequence[Question]
) -> Iterator[Choice]:
    """Yield, for each question that the corpus answers, the sentences of its best paragraphs, those labelled right."""
    for question in questions:
        if not question.answerable:
            continue
        understanding = understand(question.written.text, workshop.corpus)
        text = understanding.search_text or question.written.text
        (encoded,) = encoder.read_query([text])
        ranked = rank_question(workshop, ranking, text, encoded, None)
        rows = ranked.order[:LOOKED_AT].tolist()
        candidates, features = workshop.sentences.compute(ranked, rows, understanding.expected)
        right = np.array([_answers(workshop.corpus, candidate, question) for candidate in candidates])
        yield Choice(features, right, ASKED_WEIGHT)


def _answers(corpus: Corpus, candidate: Candidate, question: Question) -> bool:
    """Whether a sentence holds a part of a labelled piece."""
    paragraph_id = corpus.paragraphs[candidate.row].paragraph_id
    return any(
        span.paragraph_id == paragraph_id and candidate.start < span.end and span.start < candidate.end
        for piece in question.pieces
        for span in piece.spans
    )
