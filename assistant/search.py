"""One search, from a question to ranked paragraphs, scored sentences and a confidence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from assistant.confidence import ConfidenceFeatures, ConfidenceModel, load_confidence, probability
from assistant.linear import load_weights
from assistant.quoting import ScoredSentences, score_sentences
from assistant.retriever import Ranking, Retriever
from assistant.scope import Scope
from assistant.sentence_features import SENTENCE_FEATURES, SentenceFeatures
from assistant.tuning import TUNED, Tuning
from assistant.understanding import Intent, Understanding
from corpus import Corpus
from embeddings.analyser import analyse
from embeddings.encoder import Encoder, FloatArray
from embeddings.index import SearchIndex

LOOKED_AT = 8  # paragraphs whose sentences are looked at
REACH = 20  # paragraphs among which more is looked for once the best have been shown


@dataclass(frozen=True, slots=True)
class Findings:
    """What one search found."""

    ranking: Ranking
    sentences: ScoredSentences
    confidence: float


class Searcher:
    """Searches the corpus and reads the best paragraphs sentence by sentence."""

    def __init__(self, corpus: Corpus, index: SearchIndex, encoder: Encoder, tuning: Tuning = TUNED) -> None:
        self.retriever = Retriever(corpus, index, encoder)
        self.confidence: ConfidenceModel = load_confidence(encoder)
        self._corpus = corpus
        self._tuning = tuning
        self._quoting = load_weights("quoting", SENTENCE_FEATURES)
        self._sentences = SentenceFeatures(corpus, index)
        self._signals = ConfidenceFeatures(corpus, index)
        self._row = {paragraph.paragraph_id: row for row, paragraph in enumerate(corpus.paragraphs)}

    def find(
        self, text: str, understanding: Understanding, scope: Scope, left_out: Collection[str] = ()
    ) -> Findings | None:
        """Search for `text` as `understanding` says, within `scope`; None where the scope holds nothing.

        Where paragraphs are `left_out`, only the others of the best `REACH` are looked at; None where none is left.
        """
        ranking = self._rank(text, understanding, scope)
        if left_out:
            kept = [
                row
                for row in ranking.order[:REACH].tolist()
                if self._corpus.paragraphs[row].paragraph_id not in left_out
            ]
            ranking = replace(ranking, order=np.array(kept, np.int64))
        return self._read(ranking, understanding)

    def find_part(self, part: str, whole: str, understanding: Understanding, scope: Scope) -> Findings | None:
        """Search for one of the questions that the sentence `whole` joins, within `scope`."""
        return self._read(self.retriever.rank_follow_up(whole, part, (), scope), understanding)

    def _read(self, ranking: Ranking, understanding: Understanding) -> Findings | None:
        """Score the sentences of the best paragraphs, and how sure it is that they answer."""
        if not len(ranking.order):
            return None
        rows = ranking.order[:LOOKED_AT].tolist()
        candidates, features = self._sentences.compute(ranking, rows, understanding.expected)
        sentences = score_sentences(candidates, self._quoting.score(features))
        probe = float(self.confidence.probe.score(ranking.query_vector[None, :])[0])
        signals = self._signals.compute(ranking, sentences, understanding, probe)
        return Findings(ranking, sentences, probability(self.confidence, signals, self.unknown_words(understanding)))

    def unknown_words(self, understanding: Understanding) -> int | None:
        """Return how many of a French follow-up's own words nothing knows; None elsewhere, and where it compares."""
        french = understanding.language == "fr"  # the words of another language are all unknown
        if not (understanding.follows and french) or understanding.intent is Intent.COMPARISON:
            return None
        own = understanding.search_core or understanding.question
        return self._signals.unknown_words(self.retriever.mended(own))

    def _rank(self, text: str, understanding: Understanding, scope: Scope) -> Ranking:
        if understanding.follows:
            core = understanding.search_core or understanding.question
            if understanding.carried and not _has_words(core):  # « et celui de 2013 ? » asks the same, elsewhere
                core = text = understanding.carried
            return self.retriever.rank_follow_up(text, core, understanding.context_ids, scope)
        return self.retriever.rank(text, scope, boosts=self._boosts(understanding))

    def _boosts(self, understanding: Understanding) -> FloatArray:
        boosts = np.zeros(len(self._corpus.paragraphs), np.float32)
        for paragraph_id in understanding.context_ids:
            boosts[self._row[paragraph_id]] = self._tuning.context_boost
        for row, paragraph in enumerate(self._corpus.paragraphs):
            if paragraph.symbol in understanding.mentions:
                boosts[row] += self._tuning.mention_boost
        return boosts


def _has_words(text: str) -> bool:
    """Whether `text` has a word to search for, besides years and other figures."""
    return any(not term[0].isdigit() for term in analyse(text))
