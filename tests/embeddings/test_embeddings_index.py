from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from embeddings_builders import HashEncoder

from corpus import AnticipatedQuestion, Corpus
from embeddings import index as index_module
from embeddings.index import SearchIndex, build_index, load_index, open_index
from embeddings.manifest import StaleIndexError
from embeddings.views import ViewKind

Questions = tuple[AnticipatedQuestion, ...]


@pytest.fixture(scope="module")
def small(corpus: Corpus) -> Corpus:
    """The corpus cut down to the Dinard declaration."""
    return Corpus(corpus.documents, corpus.sources, corpus.of_document("dinard"), ())


@pytest.fixture(scope="module")
def questions(small: Corpus, bank: Questions) -> Questions:
    return tuple(question for question in bank if question.paragraph_id in small.by_id)[:6]


@pytest.fixture(scope="module")
def built(small: Corpus, questions: Questions) -> SearchIndex:
    return build_index(small, questions, HashEncoder())


def assert_same(index: SearchIndex, other: SearchIndex) -> None:
    assert (index.views, index.sources) == (other.views, other.sources)
    np.testing.assert_array_equal(index.vectors.vectors(), other.vectors.vectors())
    np.testing.assert_array_equal(index.lexical.scores("normes"), other.lexical.scores("normes"))


def test_row_i_stands_for_view_i(built: SearchIndex) -> None:
    encoder = HashEncoder()
    assert len(built.views) == len(built.vectors) == len(built.lexical)
    assert {view.kind for view in built.views} == set(ViewKind)
    for row, view in enumerate(built.views):
        encode = encoder.encode_query if view.kind is ViewKind.QUESTION else encoder.encode_document
        vector = encode([view.text])[0]
        np.testing.assert_allclose(built.vectors.vectors()[row], vector, atol=1e-6)
        assert built.vectors.scores(vector)[row] == pytest.approx(1.0, abs=1e-5)


def test_no_text_is_encoded_twice(small: Corpus, questions: Questions) -> None:
    encoder = Remembering()
    build_index(small, (*questions, *questions), encoder)
    assert len(encoder.seen) == len(set(encoder.seen))


def test_an_index_is_saved_and_loaded(built: SearchIndex, small: Corpus, questions: Questions, tmp_path: Path) -> None:
    built.save(tmp_path / "index")
    assert_same(load_index(tmp_path / "index", small, questions, HashEncoder()), built)
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_no_text_is_kept_in_the_index(built: SearchIndex, small: Corpus, tmp_path: Path) -> None:
    """Ids, numbers and single terms only: words shown to a person come from the corpus."""
    built.save(tmp_path / "index")
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert not [p.paragraph_id for p in small.paragraphs if p.text[:40].encode() in kept]


def test_an_index_of_another_encoder_is_stale(
    built: SearchIndex, small: Corpus, questions: Questions, tmp_path: Path
) -> None:
    built.save(tmp_path / "index")
    others = {"revision": "2", "adapter_sha256": "0" * 64, "dim": 8}
    for name, value in others.items():
        with pytest.raises(StaleIndexError, match=f"built with {name} .*run `alinea index --force`"):
            load_index(tmp_path / "index", small, questions, HashEncoder(**{name: value}))


def test_an_index_of_other_texts_or_questions_is_stale(
    built: SearchIndex, small: Corpus, questions: Questions, tmp_path: Path
) -> None:
    built.save(tmp_path / "index")
    with pytest.raises(StaleIndexError, match="built with views_sha256"):
        load_index(tmp_path / "index", small, questions[1:], HashEncoder())
    first, *rest = small.paragraphs
    altered = replace(small, paragraphs=(replace(first, text=f"{first.text}!"), *rest))
    with pytest.raises(StaleIndexError, match="built with corpus_sha256"):
        load_index(tmp_path / "index", altered, questions, HashEncoder())


def test_a_crash_while_saving_keeps_the_index_before(
    built: SearchIndex, small: Corpus, questions: Questions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.save(tmp_path / "index")

    def crash(*arguments: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(index_module, "write_manifest", crash)
    with pytest.raises(OSError, match="no space left"):
        built.save(tmp_path / "index")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    assert_same(load_index(tmp_path / "index", small, questions, HashEncoder()), built)


def test_two_that_save_at_once_do_no_harm(
    built: SearchIndex, small: Corpus, questions: Questions, tmp_path: Path
) -> None:
    errors: list[Exception] = []
    start = threading.Barrier(4)

    def save() -> None:
        start.wait()
        for _ in range(5):
            try:
                built.save(tmp_path / "index")
            except Exception as error:  # reported below: a thread's own is lost
                errors.append(error)

    threads = [threading.Thread(target=save) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    assert_same(load_index(tmp_path / "index", small, questions, HashEncoder()), built)


class Remembering(HashEncoder):
    """Remembers every text that it turned into vectors, passages and questions apart."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, str]] = []

    def encode_query(self, texts, *, progress=False):
        self.seen += [("query", text) for text in texts]
        return super().encode_query(texts)

    def encode_document(self, texts, *, progress=False):
        self.seen += [("passage", text) for text in texts]
        return super().encode_document(texts)

    def read_document(self, texts, *, progress=False):
        self.seen += [("passage", text) for text in texts]
        return HashEncoder().read_document(texts)


class Counted(HashEncoder):
    """Counts how often questions are encoded: once an index."""

    encoded = 0

    def encode_query(self, texts, *, progress=False):
        self.encoded += 1
        return super().encode_query(texts)


def test_the_index_is_built_once_and_again_when_it_does_not_fit(
    small: Corpus, questions: Questions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALINEA_CACHE", str(tmp_path))
    encoder = Counted()
    first = open_index(small, questions, encoder)
    assert_same(open_index(small, questions, encoder), first)
    assert encoder.encoded == 1
    open_index(small, questions, encoder, force=True)
    assert encoder.encoded == 2
    (directory,) = (tmp_path / "index").iterdir()
    (directory / "vectors.faiss").write_bytes(b"cut short")
    assert_same(open_index(small, questions, encoder), first)
    assert encoder.encoded == 3
    (directory / "manifest.json").write_text("{")
    assert_same(open_index(small, questions, encoder), first)
    assert encoder.encoded == 4
    open_index(small, questions[1:], encoder)
    assert len(list((tmp_path / "index").iterdir())) == 2
