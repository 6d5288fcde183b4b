"""Late interaction against its definition, over passages small enough to read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from embeddings_builders import HashEncoder, unit_vectors
from hypothesis import given
from hypothesis import strategies as st

from corpus import Corpus
from embeddings.encoder import EncodedTokens, SentenceEncoder
from embeddings.token_index import TokenIndex, main_directions
from embeddings.views import View, ViewKind, make_views

TEXTS = ("Les États coopèrent. Ils échangent.", "Rien.")
VIEWS = (
    *(View(ViewKind.TEXT, f"p{row}", text, 0, len(text)) for row, text in enumerate(TEXTS)),
    View(ViewKind.CONTEXT, "p0", "x", 0, 35),
    View(ViewKind.SENTENCE, "p0", TEXTS[0][:20], 0, 20),
    View(ViewKind.SENTENCE, "p0", TEXTS[0][21:], 21, 35),
    View(ViewKind.SENTENCE, "p1", TEXTS[1], 0, 5),
    View(ViewKind.QUESTION, "p1", "?", 0, 5),
)
OWNS = [(0, 0, 5), (1, 0, 1), None, (0, 0, 3), (0, 3, 5), (1, 0, 1), None]  # passage, first and last token


def read() -> list[EncodedTokens]:
    return HashEncoder(dim=8).read_document(TEXTS)


@given(st.integers(1, 9), st.integers(0, 1000))
def test_each_view_has_the_mean_of_the_best_cosines(n_tokens: int, seed: int) -> None:
    query, passages = unit_vectors(n_tokens, 8, seed), read()
    scores = TokenIndex.build(VIEWS, passages).scores(query)
    for score, owned in zip(scores, OWNS, strict=True):
        if owned is None:
            assert np.isnan(score)
        else:
            passage, first, last = owned
            expected = (query @ passages[passage].tokens[first:last].T).max(axis=1).mean()
            assert score == pytest.approx(expected, abs=1e-5)


def test_the_main_directions_keep_the_products_of_vectors_that_lie_in_them() -> None:
    flat = unit_vectors(50, 5, seed=1) @ unit_vectors(5, 20, seed=2)  # 5 dimensions of 20
    kept = flat @ main_directions(flat, 5)
    np.testing.assert_allclose(kept @ kept.T, flat @ flat.T, atol=1e-4)
    np.testing.assert_array_equal(main_directions(flat, 20), np.eye(20))


def test_an_index_is_read_as_it_was_written(tmp_path: Path) -> None:
    index, query = TokenIndex.build(VIEWS, read()), unit_vectors(4, 8)
    index.save(tmp_path / "tokens.npz")
    again = TokenIndex.load(tmp_path / "tokens.npz")
    assert len(again) == len(VIEWS)
    np.testing.assert_allclose(again.scores(query), index.scores(query), atol=1e-3)


def test_another_number_of_passages_is_refused() -> None:
    with pytest.raises(ValueError, match="1 encoded passages for 2 texts"):
        TokenIndex.build(VIEWS, read()[:1])


def test_tokens_cut_off_leave_their_sentences_without_a_score() -> None:
    passages = [passage._replace(tokens=passage.tokens[:3], spans=passage.spans[:3]) for passage in read()]
    scores = TokenIndex.build(VIEWS, passages).scores(unit_vectors(2, 8))
    assert np.isnan(scores).tolist() == [False, False, True, False, True, False, True]


def test_the_tokens_of_the_model_are_where_they_say(encoder: SentenceEncoder, corpus: Corpus) -> None:
    text = corpus.paragraphs[40].text[:300]
    read = encoder.read_document([text])[0]
    assert read.tokens.shape == (len(read.spans), encoder.dim)
    np.testing.assert_allclose(np.linalg.norm(read.tokens, axis=1), 1.0, atol=1e-5)
    written = "".join(text[start:end] for start, end in read.spans)
    assert written.split() == text.split()


def test_a_query_is_read_as_it_is_encoded(encoder: SentenceEncoder) -> None:
    questions = ["Que doit faire un État ?", "Et Dinard ?"]
    read = encoder.read_query(questions)
    np.testing.assert_allclose(np.stack([each.vector for each in read]), encoder.encode_query(questions), atol=1e-5)
    assert all(each.tokens.shape[1] == encoder.dim and len(each.tokens) > 3 for each in read)
    assert encoder.read_query([]) == encoder.read_document([]) == []


def test_what_fills_a_batch_is_no_token_of_a_shorter_text(encoder: SentenceEncoder) -> None:
    texts = ["Et Dinard ?", "Quelles mesures de confiance les États devraient-ils prendre, et dans quel cadre ?"]
    for read in (encoder.read_query, encoder.read_document):
        for alone, together in zip((read([text])[0] for text in texts), read(texts), strict=True):
            np.testing.assert_allclose(together.tokens, alone.tokens, atol=1e-5)
    assert all(len(passage.tokens) == len(passage.spans) for passage in encoder.read_document(texts))


def test_every_sentence_of_the_corpus_owns_tokens(corpus: Corpus) -> None:
    views = make_views(corpus, ())
    texts = [view.text for view in views if view.kind is ViewKind.TEXT]
    scores = TokenIndex.build(views, HashEncoder(dim=4).read_document(texts)).scores(unit_vectors(1, 4))
    sliced = np.array([view.kind in (ViewKind.TEXT, ViewKind.SENTENCE) for view in views])
    assert not np.isnan(scores[sliced]).any()
    assert np.isnan(scores[~sliced]).all()
