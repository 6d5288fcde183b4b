"""What the index says of the sentences of the best paragraphs, for choosing what to quote."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answer_types import satisfaction
from assistant.features import standardise
from assistant.rarity import term_rarity
from assistant.retriever import Ranking
from assistant.understanding.model import Expected
from corpus import Corpus, Paragraph, ParagraphKind
from embeddings.analyser import analyse
from embeddings.encoder import FloatArray
from embeddings.index import SearchIndex
from embeddings.views import ViewKind

SENTENCE_FEATURES = (
    "passage",
    "dense_sentence",
    "bm25_sentence",
    "dense_question",
    "bm25_question",
    "coverage",
    "expected",
    "first",
    "last",
    "alone",
    "length",
    "norm",
    "footnote",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, `paragraph.text[start:end]`, of the paragraph at `row` of the corpus."""

    row: int
    start: int
    end: int


class SentenceFeatures:
    """Computes the matrix of features (n_candidates, n_features) of the sentences of the best paragraphs."""

    def __init__(self, corpus: Corpus, index: SearchIndex) -> None:
        self._corpus = corpus
        rows = {paragraph.paragraph_id: row for row, paragraph in enumerate(corpus.paragraphs)}
        self._sentences: dict[int, list[tuple[int, Candidate]]] = {}
        self._questions: dict[int, list[tuple[int, int, int]]] = {}
        for view_row, view in enumerate(index.views):
            row = rows[view.paragraph_id]
            if view.kind is _quotable(corpus.paragraphs[row]):
                self._sentences.setdefault(row, []).append((view_row, Candidate(row, view.start, view.end)))
            elif view.kind is ViewKind.QUESTION:
                self._questions.setdefault(row, []).append((view_row, view.start, view.end))
        self._rarity = term_rarity([frozenset(analyse(paragraph.text)) for paragraph in corpus.paragraphs])
        self._terms: dict[Candidate, frozenset[str]] = {}  # filled as sentences are looked at

    def compute(
        self,
        ranking: Ranking,
        rows: list[int],
        expected: frozenset[Expected],
        *,
        hidden: NDArray[np.bool_] | None = None,
    ) -> tuple[list[Candidate], FloatArray]:
        """Return the sentences of the paragraphs at `rows` and their features, columns as in `SENTENCE_FEATURES`.

        `hidden` marks views (rows of the index) to leave out, as in `PassageFeatures.compute`.
        """
        sought = [term for term in analyse(ranking.question) if term in self._rarity]
        dense, bm25 = standardise(ranking.views.dense), standardise(ranking.views.bm25)
        candidates, matrix = [], []
        for row in rows:
            sentences = self._sentences[row]
            for place, (view_row, candidate) in enumerate(sentences):
                text = self._corpus.paragraphs[row].text[candidate.start : candidate.end]
                asked = [r for r in self._asked(row, candidate) if hidden is None or not hidden[r]]
                candidates.append(candidate)
                matrix.append(
                    (
                        float(ranking.scores[row]),
                        float(dense[view_row]),
                        float(bm25[view_row]),
                        max((float(dense[r]) for r in asked), default=float(dense[view_row])),
                        max((float(bm25[r]) for r in asked), default=float(bm25[view_row])),
                        self._coverage(sought, candidate, text),
                        satisfaction(text, expected),
                        float(place == 0),
                        float(place == len(sentences) - 1),
                        float(len(sentences) == 1),
                        float(np.log1p(len(text)) - 5.0),
                        float(self._corpus.paragraphs[row].kind == "norm"),
                        float(self._corpus.paragraphs[row].kind == "footnote"),
                    )
                )
        return candidates, np.array(matrix, np.float32).reshape(-1, len(SENTENCE_FEATURES))

    def _asked(self, row: int, candidate: Candidate) -> list[int]:
        """View rows of the anticipated questions that this sentence answers (those keyed to all of it included)."""
        return [
            view_row
            for view_row, start, end in self._questions.get(row, ())
            if start < candidate.end and candidate.start < end
        ]

    def _coverage(self, sought: list[str], candidate: Candidate, text: str) -> float:
        """Share of the question's rarity that the words of a sentence, whose text is `text`, cover."""
        total = sum(self._rarity[term] for term in sought)
        if not total:
            return 0.0
        if candidate not in self._terms:
            self._terms[candidate] = frozenset(analyse(text))
        found = self._terms[candidate]
        return sum(self._rarity[term] for term in sought if term in found) / total


def _quotable(paragraph: Paragraph) -> ViewKind:
    """What is quoted of a paragraph: its sentences, or all of it where it is made of lines, such as a list of names."""
    lines = paragraph.kind in (ParagraphKind.ANNEX, ParagraphKind.TITLE)
    return ViewKind.TEXT if lines else ViewKind.SENTENCE
