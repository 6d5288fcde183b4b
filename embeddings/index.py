"""The index that the assistant searches: every view of every paragraph, as vectors and as terms."""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus import AnticipatedQuestion, Corpus
from embeddings.builtin_model import cache_directory
from embeddings.encoder import EncodedQuery, Encoder, FloatArray
from embeddings.lexical_index import LexicalIndex, analysis_sha256
from embeddings.manifest import Sources, StaleIndexError, verify_manifest, write_manifest
from embeddings.token_index import TokenIndex
from embeddings.vector_index import VectorIndex
from embeddings.views import View, ViewKind, make_views

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ViewScores:
    """How near one question is to every view, in the order of the index, shape (n_views,) each.

    `dense`: cosine; `bm25`; `late`: late interaction, NaN for the views that have no tokens of their own.
    """

    dense: FloatArray
    bm25: FloatArray
    late: FloatArray


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Row i of `vectors` and of `tokens`, and document i of `lexical`, stand for `views[i]`."""

    views: tuple[View, ...]
    vectors: VectorIndex
    lexical: LexicalIndex
    tokens: TokenIndex
    sources: Sources

    def scores(self, question: str, encoded: EncodedQuery) -> ViewScores:
        """Return how near `question`, of which `encoded` are the vectors, is to every view."""
        return ViewScores(
            self.vectors.scores(encoded.vector), self.lexical.scores(question), self.tokens.scores(encoded.tokens)
        )

    def save(self, directory: Path) -> None:
        """Write the index to `directory`, replacing what is there only once everything is written."""
        directory.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".building-", dir=directory.parent))
        try:
            self.vectors.save(scratch / "vectors.faiss")
            self.lexical.save(scratch / "bm25")
            self.tokens.save(scratch / "tokens.npz")
            write_manifest(scratch, self.sources, dict(Counter(view.kind.value for view in self.views)))
            _publish(scratch, directory)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _publish(scratch: Path, directory: Path) -> None:
    """Move the finished index into place; where another process does so at the same time, the first stays."""
    replaced = scratch.with_name(f"{scratch.name}.replaced")
    with suppress(FileNotFoundError):
        directory.rename(replaced)
    try:
        scratch.rename(directory)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
    finally:
        shutil.rmtree(replaced, ignore_errors=True)


def build_index(
    corpus: Corpus, questions: tuple[AnticipatedQuestion, ...], encoder: Encoder, *, progress: bool = False
) -> SearchIndex:
    """Encode and index every view of the corpus."""
    views = make_views(corpus, questions)
    texts = [view.text for view in views if view.kind is ViewKind.TEXT]
    read = encoder.read_document(texts, progress=progress)
    known = {text: each.vector for text, each in zip(texts, read, strict=True)}
    vectors = VectorIndex.build(encode_views(views, known, encoder, progress=progress))
    lexical = LexicalIndex.build([view.text for view in views])
    return SearchIndex(views, vectors, lexical, TokenIndex.build(views, read), sources_of(corpus, views, encoder))


def encode_views(
    views: tuple[View, ...], known: Mapping[str, FloatArray], encoder: Encoder, *, progress: bool = False
) -> FloatArray:
    """Return one vector a view, shape (n_views, dim): questions as queries, the rest as passages.

    No text is encoded twice, and none whose vector as a passage is `known` (a paragraph of one sentence is both).
    """
    asked = dict.fromkeys(view.text for view in views if view.kind is ViewKind.QUESTION)
    passages = dict.fromkeys(
        view.text for view in views if view.kind is not ViewKind.QUESTION and view.text not in known
    )
    queries = dict(zip(asked, encoder.encode_query(list(asked), progress=progress), strict=True))
    documents = {
        **known,
        **dict(zip(passages, encoder.encode_document(list(passages), progress=progress), strict=True)),
    }
    vectors = [(queries if view.kind is ViewKind.QUESTION else documents)[view.text] for view in views]
    return np.array(vectors, np.float32).reshape(len(views), encoder.dim)


def load_index(
    directory: Path, corpus: Corpus, questions: tuple[AnticipatedQuestion, ...], encoder: Encoder
) -> SearchIndex:
    """Read the index in `directory`. Raises StaleIndexError where it was not built from these values."""
    views = make_views(corpus, questions)
    sources = sources_of(corpus, views, encoder)
    verify_manifest(directory, sources)
    return SearchIndex(
        views,
        VectorIndex.load(directory / "vectors.faiss"),
        LexicalIndex.load(directory / "bm25"),
        TokenIndex.load(directory / "tokens.npz"),
        sources,
    )


def open_index(
    corpus: Corpus, questions: tuple[AnticipatedQuestion, ...], encoder: Encoder, *, force: bool = False
) -> SearchIndex:
    """Return the cached index of these values, building and keeping it where there is none that fits."""
    views = make_views(corpus, questions)
    directory = cache_directory() / "index" / sources_of(corpus, views, encoder).key()
    if not force:
        try:
            return load_index(directory, corpus, questions, encoder)
        except StaleIndexError as reason:
            log.warning("Building the index of %d views (about three minutes): %s", len(views), reason)
    index = build_index(corpus, questions, encoder, progress=True)
    index.save(directory)
    return index


def sources_of(corpus: Corpus, views: tuple[View, ...], encoder: Encoder) -> Sources:
    """Return what an index of `views` by `encoder` is made from."""
    content = [(view.kind, view.paragraph_id, view.text, view.start, view.end) for view in views]
    views_sha256 = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
    return Sources(
        model=encoder.name,
        revision=encoder.revision,
        adapter_sha256=encoder.adapter_sha256,
        corpus_sha256=corpus.content_hash,
        views_sha256=views_sha256,
        analysis_sha256=analysis_sha256(),
        dim=encoder.dim,
    )
