"""0 quotes that are not slices: over the development set, and over 10,000 questions of random words."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant import confidence, sentence_features
from assistant.answerer import Answerer
from assistant.batch import BatchItem, batch_line
from assistant.model import Answer
from assistant.tuning import TUNED
from assistant.understanding import reading
from corpus import Corpus, Paragraph, load_corpus
from embeddings.encoder import EncodedQuery, FloatArray

corpus_module = import_module("corpus.corpus")
QUESTIONS = Path(__file__).parents[2] / "eval" / "questions"
N_RANDOM = 10_000
LENGTHS = (1, 14)  # words of a random question
FRAMES = ["par. {} du rapport de 2021", "norme {}", "Compare 2013 et 2021 sur {}", "Et {} ?", "Quelles sont les {} ?"]


@pytest.fixture(scope="module")
def fresh() -> Corpus:
    """The texts read again from their files, apart from those that the assistant holds."""
    return load_corpus()


def assert_verbatim(answer: Answer, fresh: Corpus) -> int:
    """Check each quote, as a program that reads the batch format would; return how many there are."""
    written = json.loads(json.dumps(batch_line(BatchItem(0, (answer.question,), False), [answer])))["answer"]
    for quote in written["quotes"]:
        paragraph = fresh.by_id[quote["paragraph_id"]]
        assert quote["text"] == paragraph.text[quote["start"] : quote["end"]] != "", (answer.question, quote)
        assert (quote["symbol"], quote["label"]) == (paragraph.symbol, paragraph.label)
    shown = {quote["paragraph_id"] for quote in written["quotes"] if "same_as" not in quote}
    assert all(quote["same_as"] in shown for quote in written["quotes"] if "same_as" in quote)
    assert written["abstained"] == (not written["quotes"])
    assert 0.0 <= written["confidence"] <= 1.0
    return len(written["quotes"])


def assert_in_source(answer: Answer, fresh: Corpus) -> None:
    """Check that every visible character that is quoted stands in the file received, in order."""
    for quote in answer.quotes:
        paragraph: Paragraph = fresh.by_id[quote.paragraph.paragraph_id]
        source = fresh.source(paragraph.symbol)
        places = [place for place in range(quote.start, quote.end) if not quote.paragraph.text[place].isspace()]
        offsets = [paragraph.source_offset(place) for place in places]
        assert None not in offsets
        assert offsets == sorted(set(offsets))
        assert [source[offset] for offset in offsets] == [quote.paragraph.text[place] for place in places]


def development_turns() -> list[list[str]]:
    lines = [
        json.loads(line)
        for path in sorted(QUESTIONS.glob("dev_*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    return [[turn["question"] for turn in entry.get("turns", [entry])] for entry in lines]


def test_the_development_set_is_answered_by_slices(answerer: Answerer, fresh: Corpus) -> None:
    dialogues = development_turns()
    assert len(dialogues) == 228
    quotes = answered = 0
    for questions in dialogues:
        state = None
        for question in questions:
            turn = answerer.ask(question, state)
            state = turn.state
            quotes += assert_verbatim(turn.answer, fresh)
            answered += not turn.answer.abstained
            assert_in_source(turn.answer, fresh)
    assert answered > 150
    assert quotes >= answered


class RandomDirections:
    """Stands for the encoder: every query has a direction drawn at random."""

    def __init__(self, answerer: Answerer) -> None:
        encoder = answerer.encoder
        self.name, self.revision, self.adapter_sha256 = encoder.name, encoder.revision, encoder.adapter_sha256
        self.dim = encoder.dim
        self._rng = np.random.default_rng(2021)

    def encode_query(self, texts: Sequence[str], *, progress: bool = False) -> FloatArray:
        vectors = self._rng.standard_normal((len(texts), self.dim)).astype(np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    encode_document = encode_query

    def read_query(self, texts: Sequence[str], *, progress: bool = False) -> list[EncodedQuery]:
        return [EncodedQuery(vector, vector[None, :]) for vector in self.encode_query(texts)]


@pytest.fixture
def eager(answerer: Answerer, monkeypatch: pytest.MonkeyPatch) -> Answerer:
    """The assistant with random query vectors, sure of everything: it quotes whatever it finds.

    Terms are analysed, and names folded, once each: the same values, sooner.
    """
    monkeypatch.setattr(corpus_module, "fold", cache(corpus_module.fold))
    monkeypatch.setattr(reading, "fold_character", cache(reading.fold_character))
    monkeypatch.setattr(confidence, "roots", cache(confidence.roots))
    monkeypatch.setattr(sentence_features, "analyse", cache(sentence_features.analyse))
    sure = replace(TUNED, cited_threshold=0.0)
    quick = Answerer(answerer.corpus, answerer.index, RandomDirections(answerer), sure)
    quick.searcher.confidence = replace(quick.searcher.confidence, threshold=0.0)
    return quick


def random_questions(corpus: Corpus) -> Iterator[str]:
    """Words of the texts and words of random letters, now and then within the frame of a reference or of a list."""
    draw = random.Random(7428)
    known = sorted({word for paragraph in corpus.paragraphs for word in paragraph.text.split()})
    letters = "abcdefghijklmnopqrstuvwxyzéèàçœ'’-/0123456789"
    for _ in range(N_RANDOM):
        words = [
            draw.choice(known) if draw.random() < 0.8 else "".join(draw.choices(letters, k=draw.randint(1, 9)))
            for _ in range(draw.randint(*LENGTHS))
        ]
        question = " ".join(words)
        yield draw.choice(FRAMES).format(question) if draw.random() < 0.1 else question


def test_ten_thousand_random_questions_are_answered_by_slices(eager: Answerer, fresh: Corpus) -> None:
    counts: dict[Any, int] = {}
    quotes, state = 0, None
    for place, question in enumerate(random_questions(fresh)):
        turn = eager.ask(question, state)
        state = turn.state if place % 3 else None  # dialogues of three turns
        quotes += assert_verbatim(turn.answer, fresh)
        counts[turn.answer.kind] = counts.get(turn.answer.kind, 0) + 1
    assert sum(counts.values()) == N_RANDOM
    assert quotes > N_RANDOM  # the test would be empty if everything were refused
    assert len(counts) >= 4, counts
