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
from eval.ablation.asked_apart import asked_apart
from eval.ablation.broad import BroadAnswers, ask_broad
from eval.ablation.disturbed import bare, mistyped
from eval.ablation.framed import Framed, framed_topics, load_topics
from eval.ablation.masked_index import Mask, masked, with_other_passages, with_other_questions
from eval.ablation.measured import Measured, about, ask_product, search_only
from eval.ablation.strength import passage_encoder
from eval.ablation.variants import AS_USED, VARIANTS, Prepared, Variant, choices_of, mask_of
from eval.broad_questions import HELD_OUT, read_broad
from eval.full_system import answer_always
from eval.labelled_sets import load_labelled_set
from eval.learning.asked import asked_questions
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
    """The product, loaded once, and the answerable questions, of the development set and asked; nothing is withheld."""

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
        self.asked = tuple(q for q in asked_questions() if q.answerable)

    def parts(self, advance: Advance) -> tuple[list[Measured], list[Measured]]:
        """The whole, then without each of its parts: the product asked the development set, and the search alone.

        The search is asked the questions of each author under weights that learnt from the others.
        """
        product = [self._told(advance, ask_product(AS_USED.name, self.product, self.questions))]
        search = [self._told(advance, asked_apart(self._prepared(AS_USED), self.asked, self._corpus))]
        for variant in VARIANTS:
            prepared = self._prepared(variant)
            product.append(self._told(advance, self._product(prepared, self.questions)))
            search.append(self._told(advance, asked_apart(prepared, self.asked, self._corpus)))
        name = "search alone: no reference, document or list understood"
        product.append(self._told(advance, search_only(name, self.product.searcher.retriever, self.questions)))
        return product, search

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
            self._told(advance, self._product(self._prepared(unadapted), questions)),
        ]

    def _prepared(self, variant: Variant) -> Prepared:
        index, lessons, encoder = self._index, self._learnt_from, self._encoder
        if not variant.adapter:
            encoder = RememberingEncoder(load_encoder(adapter=None))
            index = with_other_questions(index, encoder)
            lessons = self._held_out(index, encoder)
        if variant.passages:
            index = with_other_passages(index, passage_encoder(variant.passages))
        mask = mask_of(variant, index, self._bank)
        choices = choices_of(variant, index, mask, lessons, self._features)
        return Prepared(variant, masked(index, mask), encoder, lessons, choices)

    def _product(self, prepared: Prepared, questions: Sequence[Question]) -> Measured:
        """Asks the product that searches as a variant does."""
        answerer = self._answerer(prepared.index, prepared.encoder)
        answerer.searcher.retriever = Retriever(self._corpus, prepared.index, prepared.encoder, prepared.fusion())
        return ask_product(prepared.variant.name, answerer, questions)

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
