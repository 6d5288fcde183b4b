"""A document that nobody wrote questions for: out of the adapter's training, the index and the learning of weights."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.answerer import Answerer
from assistant.features import PassageFeatures
from assistant.linear import LinearModel
from assistant.retriever import Retriever
from corpus import AnticipatedQuestion, Corpus, load_bank
from embeddings.builtin_model import cache_directory
from embeddings.encoder import Encoder, load_encoder
from embeddings.index import SearchIndex
from embeddings.training.adapter import make_adapter
from embeddings.training.recipe import Recipe
from eval.ablation.masked_index import masked, with_other_questions
from eval.ablation.measured import Measured, about, ask_product, search_with
from eval.ablation.variants import Variant, choices_of, mask_of
from eval.baselines import dense, hybrid
from eval.full_system import answer_always
from eval.labelled_sets import load_labelled_set
from eval.learning.ranking import ranking_lessons
from eval.model import Question, QuestionKind
from eval.remembering_encoder import RememberingEncoder
from eval.systems import Passage


def searched_questions(symbol: str) -> tuple[Question, ...]:
    """Return the development questions that only this document answers, but for those that ask by reference."""
    answerable = (question for question in load_labelled_set("dev").questions if question.answerable)
    return about([q for q in answerable if q.written.kind is not QuestionKind.REFERENCE], symbol)


def unseen_document(loaded: Answerer, symbol: str) -> list[Measured]:
    """Return two plain baselines, the product that never saw a question on `symbol`, and the product as it is.

    An adapter is trained without those questions (minutes; kept in the user's cache), the weights of the
    ranking are learnt without them, and they are not in the index.
    """
    questions = searched_questions(symbol)
    passages = tuple(Passage(paragraph.paragraph_id, paragraph.text) for paragraph in loaded.corpus.paragraphs)
    unseen = _without_questions_on(symbol, loaded)
    return [
        search_with("BM25 and the bare encoder, reciprocal ranks", hybrid(passages), questions),
        search_with("the bare encoder", dense(passages), questions),
        ask_product("the product, no question on the document ever seen", unseen, questions),
        ask_product("the product as it is", _answerer(loaded.corpus, loaded.index, loaded.encoder), questions),
    ]


def _without_questions_on(symbol: str, loaded: Answerer) -> Answerer:
    """The product made again as if no question had been anticipated on `symbol`."""
    corpus, bank = loaded.corpus, load_bank(loaded.corpus)
    encoder = RememberingEncoder(load_encoder(adapter=_adapter_without(symbol, corpus, bank)))
    index = with_other_questions(loaded.index, encoder)
    variant = Variant(symbol, without_bank=lambda question: corpus.by_id[question.paragraph_id].symbol == symbol)
    mask = mask_of(variant, index, bank)
    learnt_from = ranking_lessons(corpus, index, encoder, bank, seed=1, without=symbol)
    features = PassageFeatures(index, [paragraph.paragraph_id for paragraph in corpus.paragraphs])
    ranking = variant.fit(choices_of(variant, index, mask, learnt_from, features))
    return _answerer(corpus, masked(index, mask), encoder, ranking)


def _adapter_without(symbol: str, corpus: Corpus, bank: tuple[AnticipatedQuestion, ...]) -> Path:
    """Where the adapter that never saw a question on `symbol` is, trained first where it is not there yet."""
    recipe = Recipe()
    adapter = cache_directory() / "unseen" / f"{re.sub(r'[^a-z0-9]+', '-', symbol.lower())}-{recipe.digest()}"
    if not (adapter / "README.md").is_file():  # written last
        make_adapter(corpus, bank, recipe, adapter, held_out=frozenset({symbol}))
    return adapter


def _answerer(corpus: Corpus, index: SearchIndex, encoder: Encoder, ranking: LinearModel | None = None) -> Answerer:
    """An answerer over `index` that withholds nothing."""
    answerer = Answerer(corpus, index, encoder)
    answer_always(answerer)
    answerer.searcher.retriever = Retriever(corpus, index, encoder, ranking)
    return answerer
