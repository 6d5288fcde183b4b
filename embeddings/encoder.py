"""Turns texts into L2-normalised vectors with sentence-transformers.

Queries and passages go through the same base model; a query adapter (LoRA), where there is one,
changes the query side only, so that passage vectors stay those of the base model.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings import builtin_model
from embeddings.batcher import Batcher

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

FloatArray = NDArray[np.float32]
DEFAULT_ADAPTER = Path(__file__).parent / "adapters" / "query"
BATCH_SIZE = 32
FEW_SIZE = 8  # of a batch, where texts are few: filling short ones up to a long one costs more than another batch
FEW_AT_ONCE = 2  # batches of few texts; see `embeddings.threads.one_core_a_batch`


class EncodedQuery(NamedTuple):
    """A query as one vector, shape (dim,), and token by token, shape (n_tokens, dim); all L2-normalised."""

    vector: FloatArray
    tokens: FloatArray


class EncodedTokens(NamedTuple):
    """A passage as one vector, shape (dim,), and token by token, shape (n_tokens, dim); all L2-normalised.

    `spans`, shape (n_tokens, 2), are characters of the text; empty for tokens that are no part of it (the prompt, the
    marks at both ends).
    """

    vector: FloatArray
    tokens: FloatArray
    spans: NDArray[np.int64]


class Encoder(Protocol):
    """What turns texts into vectors: float32, L2-normalised, of shape (n_texts, dim)."""

    name: str
    revision: str
    adapter_sha256: str | None

    @property
    def dim(self) -> int:
        """Length of the vectors."""
        ...

    def encode_query(self, texts: Sequence[str], *, progress: bool = False) -> FloatArray:
        """Return the vectors of `texts` as queries."""
        ...

    def encode_document(self, texts: Sequence[str], *, progress: bool = False) -> FloatArray:
        """Return the vectors of `texts` as passages."""
        ...

    def read_query(self, texts: Sequence[str], *, progress: bool = False) -> list[EncodedQuery]:
        """Return the vector of each text as a query, and those of its tokens."""
        ...

    def read_document(self, texts: Sequence[str], *, progress: bool = False) -> list[EncodedTokens]:
        """Return the vector of each text as a passage, those of its tokens, and where they stand in it."""
        ...


class SentenceEncoder:
    """An encoder made of a sentence-transformers model and, optionally, a query adapter."""

    def __init__(self, model: SentenceTransformer, *, name: str, revision: str, adapter: Path | None = None) -> None:
        self.name = name
        self.revision = revision
        self.adapter_sha256 = adapter_hash(adapter)
        self.documents = model
        self._queries = with_adapter(model, adapter) if adapter else model
        self._few_queries = with_fused_layers(self._queries)
        self._read_together = Batcher(self._read_queries, batch_size=FEW_SIZE, at_once=FEW_AT_ONCE)

    @property
    def dim(self) -> int:
        """Length of the vectors."""
        return int(self.documents.get_embedding_dimension() or 0)

    def parts(self) -> tuple[Any, Any]:
        """Return the base transformer and its tokenizer, for training."""
        transformer: Any = self.documents[0]
        return transformer.auto_model, transformer.tokenizer

    def encode_query(self, texts: Sequence[str], *, progress: bool = False) -> FloatArray:
        """Return the vectors of `texts` as queries, shape (n_texts, dim), float32, L2-normalised."""
        return _encode(self._queries.encode_query, texts, progress, self.dim)

    def encode_document(self, texts: Sequence[str], *, progress: bool = False) -> FloatArray:
        """Return the vectors of `texts` as passages, shape (n_texts, dim), float32, L2-normalised."""
        return _encode(self.documents.encode_document, texts, progress, self.dim)

    def read_query(self, texts: Sequence[str], *, progress: bool = False) -> list[EncodedQuery]:
        """Return the vector of each text as a query, and those of its tokens.

        Few texts asked for by several threads at the same time are encoded together.
        """
        return self._read_together(texts) if len(texts) <= BATCH_SIZE else self._read_queries(texts, progress)

    def _read_queries(self, texts: Sequence[str], progress: bool = False) -> list[EncodedQuery]:
        return [
            EncodedQuery(
                _normalised(each["sentence_embedding"]),
                _normalised(_tokens(each)[each.get("prompt_length", 0) :]),
            )
            for each in _read(self._reader(len(texts)).encode_query, texts, progress)
        ]

    def _reader(self, n_texts: int) -> SentenceTransformer:
        """The model for so many questions: bulk work may run in bfloat16, which fused layers round more."""
        return self._queries if n_texts > BATCH_SIZE else self._few_queries

    def read_document(self, texts: Sequence[str], *, progress: bool = False) -> list[EncodedTokens]:
        """Return the vector of each text as a passage, those of its tokens, and where they stand in it."""
        return [
            self._passage(text, each)
            for text, each in zip(texts, _read(self.documents.encode_document, texts, progress), strict=True)
        ]

    def _passage(self, text: str, read: dict[str, Any]) -> EncodedTokens:
        tokens = _tokens(read)
        return EncodedTokens(
            _normalised(read["sentence_embedding"]), _normalised(tokens), self._spans(text, len(tokens))
        )

    def _spans(self, text: str, n_tokens: int) -> NDArray[np.int64]:
        """Where each of the `n_tokens` tokens of a passage stands in its text."""
        prompt = self.documents.prompts.get("document") or ""
        cut = self.parts()[1](prompt + text, return_offsets_mapping=True, truncation=True, max_length=n_tokens)
        spans = np.array(cut["offset_mapping"], np.int64).reshape(-1, 2) - len(prompt)
        return np.maximum(spans, 0)


def load_encoder(model: str | None = None, *, adapter: Path | None = DEFAULT_ADAPTER) -> SentenceEncoder:
    """Load the built-in model with its query adapter, or any sentence-transformers name or path.

    Another `model` comes without adapter: the adapter fits the built-in weights only.
    Raises OSError where the name is not a directory here and cannot be downloaded.
    """
    if model is None:
        path = builtin_model.builtin_model_path()
        return SentenceEncoder(
            _load(str(path)), name=builtin_model.NAME, revision=builtin_model.REVISION, adapter=_present(adapter)
        )
    loaded = _load(model)
    return SentenceEncoder(loaded, name=model, revision=_revision(Path(model), loaded))


def _revision(path: Path, model: SentenceTransformer) -> str:
    """What tells one state of a model from another: a local directory's files, or the hub's commit."""
    if not path.is_dir():
        transformer: Any = model[0]
        return str(getattr(transformer.auto_model.config, "_commit_hash", None) or "unknown")
    files = (file for file in sorted(path.rglob("*")) if file.is_file())
    states = [(file.relative_to(path).as_posix(), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr(states).encode()).hexdigest()[:12]


def _present(adapter: Path | None) -> Path | None:
    return adapter if adapter is not None and adapter.is_dir() else None


def _load(name_or_path: str) -> SentenceTransformer:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(name_or_path, device="cpu", local_files_only=Path(name_or_path).is_dir())


def adapter_hash(adapter: Path | None) -> str | None:
    """SHA-256 of the adapter's weights and of its strength (`lora_alpha`); None without adapter."""
    if adapter is None:
        return None
    strength = json.loads((adapter / "adapter_config.json").read_text(encoding="utf-8"))["lora_alpha"]
    weights = (adapter / "adapter_model.safetensors").read_bytes()
    return hashlib.sha256(weights + str(strength).encode()).hexdigest()


def with_adapter(model: Any, adapter: Path) -> Any:
    """Return a copy of `model` with the adapter merged into its layers; the word vectors are shared."""
    from peft import PeftModel

    clone = _copied(model)
    with without_peft_noise():
        adapted = PeftModel.from_pretrained(clone[0].auto_model, str(adapter))
    clone[0].model = adapted.merge_and_unload().eval()
    return clone


def passages_through(encoder: SentenceEncoder, adapter: Path) -> SentenceEncoder:
    """Return an encoder whose passages and queries alike go through `adapter` (to measure what that is worth)."""
    model = with_adapter(encoder.documents, adapter)
    return SentenceEncoder(model, name=encoder.name, revision=encoder.revision)


def with_fused_layers(model: Any) -> Any:
    """Return a copy of `model` with its layers fused, for the few questions that wait; itself where they cannot be."""
    from embeddings.fused_layers import can_be_fused, fuse_layers

    if not can_be_fused(model[0].auto_model) or model[0].tokenizer.padding_side != "right":
        return model
    clone = _copied(model)
    fuse_layers(clone[0].auto_model)
    return clone


def _copied(model: Any) -> Any:
    """Return a copy of `model` that shares its word vectors, most of its weights."""
    embeddings = model[0].auto_model.embeddings
    return copy.deepcopy(model, memo={id(embeddings): embeddings})


@contextmanager
def without_peft_noise() -> Iterator[None]:
    """Silence, for a block, what transformers tells peft's authors about an attribute that it renames."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*is_gradient_checkpointing", category=FutureWarning)
        yield


def _encode(encode: Any, texts: Sequence[str], progress: bool, dim: int) -> FloatArray:
    if not texts:
        return np.zeros((0, dim), np.float32)
    with _precision(len(texts)):
        vectors = encode(list(texts), batch_size=BATCH_SIZE, show_progress_bar=progress, normalize_embeddings=True)
    return np.ascontiguousarray(vectors, dtype=np.float32)


def _read(encode: Any, texts: Sequence[str], progress: bool) -> list[dict[str, Any]]:
    """Everything that sentence-transformers says of each text: its vector, and those of its tokens."""
    if not texts:
        return []
    size = BATCH_SIZE if len(texts) > BATCH_SIZE else FEW_SIZE
    with _precision(len(texts)):
        read = encode(list(texts), batch_size=size, show_progress_bar=progress, output_value=None)
    return list(read)


def _tokens(read: dict[str, Any]) -> Any:
    """The vectors of a text's own tokens, without those that fill it to the length of its batch."""
    return read["token_embeddings"][read["attention_mask"].bool()]


def _normalised(vectors: Any) -> FloatArray:
    """Return vectors (a tensor, the last dimension being theirs) as L2-normalised float32."""
    array = np.ascontiguousarray(vectors.float().numpy(), np.float32)
    scaled: FloatArray = array / np.linalg.norm(array, axis=-1, keepdims=True)
    return scaled


def _precision(n_texts: int) -> AbstractContextManager[Any]:
    """Autocast to bfloat16 for bulk work, where this processor computes it natively (about twice as fast)."""
    import torch

    bulk = n_texts > BATCH_SIZE and torch.cpu._is_avx512_bf16_supported()
    return torch.autocast("cpu", dtype=torch.bfloat16) if bulk else nullcontext()
