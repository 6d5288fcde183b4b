"""Learns what a follow-up owes to the conversation, from the training dialogues."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from assistant.continuity import CONTINUITY_FEATURES, continuity_features
from assistant.linear import LinearModel
from assistant.understanding import Intent, State, Understanding, advance, understand
from corpus import Corpus
from embeddings.encoder import Encoder, FloatArray
from eval.corpus_passages import CorpusPassages
from eval.labels import label_questions
from eval.learning.fitting import Choice, fit_listwise
from eval.learning.models import Workshop, rank_question
from eval.model import Question
from eval.question_sets import FOLDER, load_set

DIALOGUES = FOLDER / "training_dialogues.jsonl"


def learn_continuity(workshop: Workshop, ranking: LinearModel, encoder: Encoder) -> LinearModel:
    """Learn how to weigh a follow-up's own words, those it carries, and the paragraphs last shown."""
    rows = {paragraph.paragraph_id: row for row, paragraph in enumerate(workshop.corpus.paragraphs)}
    choices = []
    for understanding, right in _follow_ups(workshop.corpus):
        features = _features(workshop, ranking, encoder, understanding)
        admitted = _admitted(workshop.corpus, understanding)
        wanted = np.zeros(len(features), bool)
        wanted[[rows[paragraph_id] for paragraph_id in right]] = True
        choices.append(Choice(features[admitted], wanted[admitted]))
    weights = fit_listwise(choices, penalty=1e-2)
    return LinearModel(CONTINUITY_FEATURES, weights.astype(np.float32))


def _follow_ups(corpus: Corpus) -> Iterator[tuple[Understanding, frozenset[str]]]:
    """Yield the turns understood as follow-ups and the paragraphs that answer them, after the labelled answers."""
    state = State()
    for question in label_questions(load_set(str(DIALOGUES)), CorpusPassages(corpus)):
        if question.written.turn == 1:
            state = State()
        understanding = understand(question.written.text, corpus, state)
        right = question.relevant_ids
        if understanding.follows and understanding.intent in (Intent.SEARCH, Intent.LIST) and right:
            yield understanding, right
        state = advance(state, understanding, _first_shown(question))


def _first_shown(question: Question) -> list[str]:
    """The paragraphs of the labelled evidence, in the order of the labels."""
    return list(dict.fromkeys(span.paragraph_id for piece in question.pieces for span in piece.spans))


def _features(workshop: Workshop, ranking: LinearModel, encoder: Encoder, understanding: Understanding) -> FloatArray:
    core = understanding.search_core or understanding.question
    encoded = encoder.read_query([core, understanding.search_text])
    scores = [
        rank_question(workshop, ranking, text, each, None).scores
        for text, each in zip((core, understanding.search_text), encoded, strict=True)
    ]
    return continuity_features(workshop.corpus, understanding.context_ids, scores[0], scores[1])


def _admitted(corpus: Corpus, understanding: Understanding) -> list[int]:
    symbols = understanding.filters
    return [row for row, p in enumerate(corpus.paragraphs) if not symbols or p.symbol in symbols]
