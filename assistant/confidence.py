"""How sure Alinéa is that its quotes answer: a probability learnt from signals that generalise."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answer_types import satisfaction
from assistant.linear import LinearModel, load_figure, load_weights, sigmoid
from assistant.probe import Probe, load_probe, silent_probe
from assistant.quoting import ScoredSentences
from assistant.rarity import term_rarity
from assistant.retriever import Ranking
from assistant.roots import root, roots
from assistant.understanding.model import Understanding
from corpus import Corpus, Document
from embeddings import builtin_model
from embeddings.analyser import stop_words, words
from embeddings.encoder import Encoder, FloatArray
from embeddings.index import SearchIndex
from embeddings.views import ViewKind

CONFIDENCE_FEATURES = (
    "top_probability",
    "entropy",
    "top_score",
    "margin",
    "cosine_text",
    "cosine_context",
    "cosine_question",
    "cosine_question_mean",
    "cosine_question_wide",
    "agreement",
    "coverage",
    "coverage_with_questions",
    "rarest_uncovered",
    "unknown_names",
    "absent_figures",
    "n_terms",
    "sentence_probability",
    "sentence_score",
    "late_text",
    "late_sentence",
    "expected_held",
    "outside",
    "probe",
)
FOLLOW_UP_FEATURES = ("log_odds", "unknown_words")
NAME = re.compile(r"(?<!^)(?<![.?!«]\s)\b[A-ZÉÈ][\w-]{2,}")
FIGURE = re.compile(r"\d+")
NEAREST = 10
CYBER = "cyber"  # what all of the texts are about: it tells nothing of a question


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """The probe (a reading of the query vector), the model over all the signals, and that over follow-ups.

    A follow-up is searched with the words that it carries on from, which the corpus answers whatever comes next:
    its own words weigh more.
    """

    probe: Probe
    signals: LinearModel
    follow_ups: LinearModel
    threshold: float  # under which Alinéa does not answer: the corpus is then likelier to be silent than not


def load_confidence(encoder: Encoder) -> ConfidenceModel:
    """Return the shipped model; the probe reads the built-in encoder's vectors only, and says nothing of others."""
    probe = load_probe() if encoder.name == builtin_model.NAME else silent_probe(encoder.dim)
    signals = load_weights("confidence", CONFIDENCE_FEATURES)
    follow_ups = load_weights("follow_up_confidence", FOLLOW_UP_FEATURES)
    return ConfidenceModel(probe, signals, follow_ups, load_figure("confidence", "threshold"))


class ConfidenceFeatures:
    """Computes the signals of confidence from what a search found."""

    def __init__(self, corpus: Corpus, index: SearchIndex) -> None:
        self._corpus = corpus
        self._terms = [frozenset(roots(paragraph.text)) for paragraph in corpus.paragraphs]
        self._rarity = term_rarity(self._terms)
        self._named = {document.symbol: frozenset(roots(_names(document))) for document in corpus.documents}
        self._rarest = float(np.log(len(self._terms) + 1))
        rows = {paragraph.paragraph_id: row for row, paragraph in enumerate(corpus.paragraphs)}
        self._owner = np.array([rows[view.paragraph_id] for view in index.views], np.int64)
        kinds = np.array([view.kind.value for view in index.views])
        self._of_kind = {kind: np.flatnonzero(kinds == kind.value) for kind in ViewKind}
        self._asked_terms = {
            int(row): frozenset(roots(index.views[row].text)) for row in self._of_kind[ViewKind.QUESTION]
        }
        self._known = frozenset(self._rarity).union(*self._asked_terms.values())

    def compute(
        self,
        ranking: Ranking,
        sentences: ScoredSentences,
        understanding: Understanding,
        probe: float,
        *,
        hidden: NDArray[np.bool_] | None = None,
    ) -> FloatArray:
        """Return the signals, shape (n_features,), in the order of `CONFIDENCE_FEATURES`."""
        top = int(ranking.order[0])
        asked = self._of_kind[ViewKind.QUESTION]
        if hidden is not None:
            asked = asked[~hidden[asked]]
        values = {
            **_ranking_signals(ranking),
            "cosine_text": self._cosine(ranking, ViewKind.TEXT, top),
            "cosine_context": self._cosine(ranking, ViewKind.CONTEXT, top),
            **self._late_signals(ranking, top),
            **self._question_signals(ranking, asked, top),
            **self._lexical_signals(ranking.question, top, asked),
            **self._answer_signals(ranking.question, sentences, understanding),
            "outside": float(self._is_elsewhere(understanding, top)),
            "probe": probe,
        }
        return np.array([values[name] for name in CONFIDENCE_FEATURES], np.float32)

    def unknown_words(self, text: str) -> int:
        """Return how many words of `text` neither the corpus nor any anticipated question holds."""
        return len(set(self._sought(text)) - self._known)

    def _is_elsewhere(self, understanding: Understanding, row: int) -> bool:
        """Whether the question is about a text that is not held, of which the best paragraph does not speak either."""
        mentioned = {each for outside in understanding.outside for each in outside.mentioned_in}
        return bool(understanding.outside) and self._corpus.paragraphs[row].paragraph_id not in mentioned

    def _late_signals(self, ranking: Ranking, row: int) -> dict[str, float]:
        """Late interaction of the best paragraph, and of its best sentence."""
        kinds = {"late_text": ViewKind.TEXT, "late_sentence": ViewKind.SENTENCE}
        own = {name: self._of_kind[kind][self._owner[self._of_kind[kind]] == row] for name, kind in kinds.items()}
        return {name: float(np.nan_to_num(ranking.views.late[rows]).max()) for name, rows in own.items()}

    def _cosine(self, ranking: Ranking, kind: ViewKind, row: int) -> float:
        rows = self._of_kind[kind]
        return float(ranking.views.dense[rows[self._owner[rows] == row]].max())

    def _question_signals(self, ranking: Ranking, asked: NDArray[np.int64], top: int) -> dict[str, float]:
        if not len(asked):
            return dict.fromkeys(("cosine_question", "cosine_question_mean", "cosine_question_wide", "agreement"), 0.0)
        cosines = ranking.views.dense[asked]
        nearest = np.argsort(-cosines)[:NEAREST]
        return {
            "cosine_question": float(cosines[nearest[0]]),
            "cosine_question_mean": float(cosines[nearest[:3]].mean()),
            "cosine_question_wide": float(cosines[nearest].mean()),
            "agreement": float((self._owner[asked[nearest]] == top).mean()),
        }

    def _lexical_signals(self, question: str, top: int, asked: NDArray[np.int64]) -> dict[str, float]:
        sought = self._sought(question)
        held = self._terms[top] | self._named[self._corpus.paragraphs[top].symbol]
        with_questions = held.union(*(self._asked_terms[int(row)] for row in asked[self._owner[asked] == top]))
        total = sum(self._rare(term) for term in sought) or 1.0
        names = NAME.findall(question)
        return {
            "coverage": sum(self._rare(term) for term in sought if term in held) / total,
            "coverage_with_questions": sum(self._rare(term) for term in sought if term in with_questions) / total,
            "rarest_uncovered": max((self._rare(term) for term in sought if term not in with_questions), default=0.0),
            "unknown_names": float(sum(not any(term in self._rarity for term in roots(name)) for name in names)),
            "n_terms": float(len(sought)),
        }

    def _answer_signals(
        self, question: str, sentences: ScoredSentences, understanding: Understanding
    ) -> dict[str, float]:
        best = np.argsort(-sentences.scores)[:2].tolist()
        chosen = [sentences.candidates[place] for place in best]
        quoted = " ".join(self._corpus.paragraphs[c.row].text[c.start : c.end] for c in chosen)
        whole = quoted + " ".join(
            self._corpus.paragraphs[c.row].text + _place_names(self._corpus, c.row) for c in chosen
        )
        return {
            "absent_figures": float(sum(figure not in whole for figure in FIGURE.findall(question))),
            "sentence_probability": float(sentences.probabilities[best[0]]),
            "sentence_score": float(sentences.scores[best[0]]),
            "expected_held": satisfaction(quoted, understanding.expected),
        }

    def _sought(self, question: str) -> list[str]:
        """Return the terms of a question, each once; « cyberattaque », in no text, is sought as « attaque » is."""
        sought = (word for word in words(question) if word not in stop_words() and word != CYBER)
        plain = (word if root(word) in self._rarity else word.removeprefix(CYBER) for word in sought)
        return list(dict.fromkeys(map(root, plain)))

    def _rare(self, term: str) -> float:
        return self._rarity.get(term, self._rarest)


def _place_names(corpus: Corpus, row: int) -> str:
    """Return what names a paragraph: the names of its document, and its label."""
    paragraph = corpus.paragraphs[row]
    return f" {_names(corpus.document(paragraph.symbol))} {paragraph.label} "


def _names(document: Document) -> str:
    return f"{document.symbol} {document.short_name} {document.date.year}"


def probability(model: ConfidenceModel, signals: FloatArray, unknown_words: int | None = None) -> float:
    """Return the probability that the quotes answer; `unknown_words` counts those of a follow-up, None elsewhere."""
    odds = float(model.signals.score(signals[None, :])[0])
    if unknown_words is not None:
        odds = float(model.follow_ups.score(np.array([[odds, unknown_words]], np.float32))[0])
    return sigmoid(odds)


def _ranking_signals(ranking: Ranking) -> dict[str, float]:
    scores, chances = ranking.scores[ranking.order], ranking.probabilities[ranking.order]
    return {
        "top_probability": float(chances[0]),
        "entropy": float(-(chances * np.log(chances + 1e-9)).sum()),
        "top_score": float(scores[0]),
        "margin": float(scores[0] - scores[1]) if len(scores) > 1 else 0.0,
    }
