"""A question set with its evidence found in the corpus: what most commands start from."""

from __future__ import annotations

from typing import NamedTuple

from corpus.corpus import Corpus, load_corpus
from eval.corpus_passages import CorpusPassages
from eval.labels import label_questions
from eval.model import Question
from eval.question_sets import load_set


class LabelledSet(NamedTuple):
    """Labelled questions and the corpus that they were labelled on."""

    name: str
    questions: tuple[Question, ...]
    corpus: Corpus


def load_labelled_set(name: str) -> LabelledSet:
    """Loads a shipped set by name, or a JSONL file by path, and finds its evidence in the shipped corpus.

    Raises EvalError where the set is malformed or its evidence stands nowhere.
    """
    corpus = load_corpus()
    return LabelledSet(name, label_questions(load_set(name), CorpusPassages(corpus)), corpus)
