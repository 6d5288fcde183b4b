from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus import AnticipatedQuestion, Corpus
from embeddings.builtin_model import NAME, REVISION
from embeddings.encoder import (
    BATCH_SIZE,
    DEFAULT_ADAPTER,
    SentenceEncoder,
    adapter_hash,
    load_encoder,
    with_fused_layers,
)

TEXTS = ["Un État ne devrait pas…", "", "13 g)", "territoire " * 130]


@pytest.mark.parametrize("side", ["encode_query", "encode_document"])
def test_vectors_are_float32_normalised_and_as_many_as_the_texts(encoder: SentenceEncoder, side: str) -> None:
    vectors = getattr(encoder, side)(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dim) == (4, 384)
    assert vectors.dtype == np.float32
    assert vectors.flags["C_CONTIGUOUS"]
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize("side", ["encode_query", "encode_document"])
def test_no_text_gives_no_vector(encoder: SentenceEncoder, side: str) -> None:
    vectors = getattr(encoder, side)([])
    assert vectors.shape == (0, 384)
    assert vectors.dtype == np.float32


def test_queries_and_passages_are_told_apart(base_encoder: SentenceEncoder) -> None:
    """Without adapter too: the prefixes alone make another vector."""
    same = (base_encoder.encode_query(TEXTS[:1]) * base_encoder.encode_document(TEXTS[:1])).sum()
    assert 0.5 < same < 0.999


def test_a_vector_does_not_depend_on_its_batch(base_encoder: SentenceEncoder) -> None:
    together = base_encoder.encode_query(["bref", "une question " * 20])
    np.testing.assert_allclose(together[0], base_encoder.encode_query(["bref"])[0], atol=1e-5)


def test_bulk_vectors_are_those_of_one_at_a_time(
    encoder: SentenceEncoder, corpus: Corpus, bank: tuple[AnticipatedQuestion, ...]
) -> None:
    """Bulk work may run in bfloat16: close enough that a ranking does not notice."""
    texts = [paragraph.text for paragraph in corpus.paragraphs if len(paragraph.text) < 300][::3][: BATCH_SIZE + 4]
    questions = [question.question for question in bank[::150]][: BATCH_SIZE + 4]
    assert len(texts) == len(questions) == BATCH_SIZE + 4
    for encode, items in ((encoder.encode_document, texts), (encoder.encode_query, questions)):
        alone = np.concatenate([encode([item]) for item in items[::6]])
        assert (encode(items)[::6] * alone).sum(axis=1).min() >= 0.999


def test_the_adapter_changes_queries_and_not_passages(encoder: SentenceEncoder, base_encoder: SentenceEncoder) -> None:
    questions = ["Que doit faire un État dont le territoire sert à une attaque ?", "Qui a signé ?"]
    np.testing.assert_array_equal(encoder.encode_document(questions), base_encoder.encode_document(questions))
    kept = (encoder.encode_query(questions) * base_encoder.encode_query(questions)).sum(axis=1)
    assert ((kept > 0.3) & (kept < 0.999)).all()


def test_the_encoder_says_what_it_is(encoder: SentenceEncoder, base_encoder: SentenceEncoder) -> None:
    assert (encoder.name, encoder.revision) == (base_encoder.name, base_encoder.revision) == (NAME, REVISION)
    assert encoder.adapter_sha256 == adapter_hash(DEFAULT_ADAPTER) is not None
    assert base_encoder.adapter_sha256 is None


def test_another_model_is_loaded_by_path_and_without_adapter(model_path: Path, base_encoder: SentenceEncoder) -> None:
    other = load_encoder(str(model_path))
    assert (other.name, other.adapter_sha256, other.dim) == (str(model_path), None, 384)
    question = ["Qui a signé ?"]
    np.testing.assert_allclose(other.encode_query(question), base_encoder.encode_query(question), atol=1e-6)


def test_an_adapter_that_is_not_there_is_done_without(tmp_path: Path) -> None:
    assert load_encoder(adapter=tmp_path / "none").adapter_sha256 is None


def test_a_model_that_fills_texts_at_their_start_keeps_its_layers(
    base_encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, tokenizer = base_encoder.documents, base_encoder.parts()[1]
    assert with_fused_layers(model) is not model
    monkeypatch.setattr(tokenizer, "padding_side", "left")
    assert with_fused_layers(model) is model
