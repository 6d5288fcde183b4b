"""The experiments: the product with parts left out, questions typed badly, documents that nobody anticipated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

import numpy as np

from assistant.answerer import Answerer
from assistant.features import PassageFeatures
from assistant.retriever import Retriever
from assistant.wording import Wording, load_wording
from corpus import Corpus, load_bank
from embeddings.encoder import Encoder, load_encoder
from embeddings.index import SearchIndex
from embeddings.views import ViewKind
from eval.ablation.broad import BroadAnswers, ask_broad
from eval.ablation.disturbed import bare, mistyped
from eval.ablation.framed import Framed, framed_topics, load_topics
from eval.ablation.masked_index import Mask, masked, with_other_questions
from eval.ablation.measured import Measured, about, ask_product, search_only
from eval.ablation.variants import VARIANTS, Variant, learn, mask_of
from eval.broad_questions import HELD_OUT, read_broad
from eval.full_system import answer_always
from eval.labelled_sets import load_labelled_set
from eval.learning.ranking import RankingLesson, ranking_lessons
from eval.model import Question
from eval.remembering_encoder import RememberingEncoder

Advance = Callable[[int], object]
Row = TypeVar("Row", Measured, Framed, BroadAnswers)
LEARNT_FROM = 0.6  # share of the questions that the adapter never saw


class Reworded(Retriever):
    """A retriever that mends words in another way."""

    def __init__(
        self, corpus: Corpus, index: SearchIndex, encoder: Encoder, change: Callable[[Wording], Wording]
    ) -> None:
        super().__init__(corpus, index, encoder)
        self._wording = change(self._wording)


def without_lexicon(wording: Wording) -> Wording:
    """The same, without the reviewed lexicon of people's words."""
    return replace(wording, short={}, terms={})


def without_words(_wording: Wording) -> Wording:
    """One that knows no word, and so mends no typo."""
    return load_wording((), ())


class Experiments:
    """The product, loaded once, and the answerable questions of the development set; nothing is withheld."""

    def __init__(self, seed: int) -> None:
        loaded = Answerer.load()
        self._seed = seed
        self._corpus, self._index = loaded.corpus, loaded.index
        self._encoder = RememberingEncoder(loaded.encoder)
        self._bank = load_bank(loaded.corpus)
        self._features = PassageFeatures(loaded.index, [p.paragraph_id for p in loaded.corpus.paragraphs])
        self._learnt_from = self._held_out(loaded.index, self._encoder)
        self.product = self._answerer(loaded.index, self._encoder)
        self.questions = tuple(q for q in load_labelled_set("dev").questions if q.answerable)

    def parts(self, advance: Advance) -> list[Measured]:
        """The whole product, then without each of its parts, then the search without understanding."""
        rows = [self._told(advance, ask_product("everything", self.product, self.questions))]
        rows += [self._told(advance, self.variant(variant)) for variant in VARIANTS]
        name = "search alone: no reference, document or list understood"
        return [*rows, self._told(advance, search_only(name, self.product.searcher.retriever, self.questions))]

    def typing(self, advance: Advance) -> list[Measured]:
        """The product asked as written, without accents and capitals, and with letters swapped, mended or not."""
        random = Random(self._seed)
        asked = [question.written.text for question in self.questions]
        swapped = [mistyped(text, random) for text in asked]
        unmended = self._reworded(without_words)
        rows = (
            ("as written", self.product, asked),
            ("the same, without the lexicon", self._reworded(without_lexicon), asked),
            ("without accents, capitals and final punctuation", self.product, [bare(text) for text in asked]),
            ("letters swapped in a third of the long words", self.product, swapped),
            ("letters swapped, typos not mended", unmended, swapped),
        )
        return [
            self._told(advance, ask_product(name, answerer, self.questions, texts)) for name, answerer, texts in rows
        ]

    def topics(self, advance: Advance) -> list[Framed]:
        """Topics in everyday frames, asked of a product that withholds what it is not sure of."""
        answerer = Answerer(self._corpus, self._index, self._encoder)
        return [self._told(advance, row) for row in framed_topics(answerer, load_topics())]

    def broad(self, advance: Advance) -> BroadAnswers:
        """The first questions that people type, asked of a product that withholds what it is not sure of."""
        answerer = Answerer(self._corpus, self._index, self._encoder)
        return self._told(advance, ask_broad(answerer, read_broad(HELD_OUT, self._corpus)))

    def without_questions_on(self, symbol: str, advance: Advance) -> list[Measured]:
        """The questions on one document, asked with and without those anticipated on it, then without adapter too.

        The adapter has learnt from questions on that document: an adapter that has not would stand between.
        """
        questions = about(self.questions, symbol)
        within = {p.paragraph_id for p in self._corpus.paragraphs if p.symbol == symbol}
        views = self._index.views
        gone = np.array([view.kind is ViewKind.QUESTION and view.paragraph_id in within for view in views])
        nothing = np.zeros(len(views), bool)
        masked_answerer = self._answerer(masked(self._index, Mask(nothing, nothing, nothing, gone)), self._encoder)
        bare_name = "without those, nor the query adapter"
        unadapted = Variant(bare_name, without_bank=lambda question: question.paragraph_id in within, adapter=False)
        return [
            self._told(advance, ask_product("with all anticipated questions", self.product, questions)),
            self._told(advance, ask_product("without those anticipated on it", masked_answerer, questions)),
            self._told(advance, self.variant(unadapted, questions)),
        ]

    def variant(self, variant: Variant, questions: Sequence[Question] | None = None) -> Measured:
        """Learns a variant's fusion and asks it the questions, all where none are given."""
        index, learnt_from, encoder = self._index, self._learnt_from, self._encoder
        if not variant.adapter:
            encoder = RememberingEncoder(load_encoder(adapter=None))
            index = with_other_questions(index, encoder)
            learnt_from = self._held_out(index, encoder)
        mask = mask_of(variant, index, self._bank)
        model = learn(variant, index, mask, learnt_from, self._features)
        answerer = self._answerer(masked(index, mask), encoder)
        answerer.searcher.retriever = Retriever(self._corpus, answerer.index, encoder, model)
        return ask_product(variant.name, answerer, questions or self.questions)

    def _reworded(self, change: Callable[[Wording], Wording]) -> Answerer:
        answerer = self._answerer(self._index, self._encoder)
        answerer.searcher.retriever = Reworded(self._corpus, self._index, self._encoder, change)
        return answerer

    def _answerer(self, index: SearchIndex, encoder: Encoder) -> Answerer:
        answerer = Answerer(self._corpus, index, encoder)
        answer_always(answerer)
        return answerer

    def _held_out(self, index: SearchIndex, encoder: Encoder) -> list[RankingLesson]:
        return ranking_lessons(self._corpus, index, encoder, self._bank, share=LEARNT_FROM, seed=1)

    @staticmethod
    def _told(advance: Advance, measured: Row) -> Row:
        advance(1)
        return measured
