"""Loading what a command needs, and saying in one line what could not be loaded."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies

from assistant.cli import texts
from assistant.cli.console import UserError, file_errors, note, quiet_third_parties

if TYPE_CHECKING:
    from assistant.answerer import Answerer
    from assistant.scope import Scope
    from corpus import Corpus
    from embeddings.encoder import SentenceEncoder
    from embeddings.index import SearchIndex


def load_answerer(model: str | None) -> Answerer:
    """Load the assistant as `Answerer.load` does; raises UserError where the model cannot be had."""
    from assistant.answerer import Answerer
    from embeddings.threads import share_cores

    share_cores()
    return Answerer(*load_parts(model))


def load_parts(model: str | None, *, force: bool = False) -> tuple[Corpus, SearchIndex, SentenceEncoder]:
    """Load the corpus, its index (built where there is none, or by `force`) and the encoder."""
    quiet_third_parties()
    from corpus import load_bank, load_corpus
    from embeddings.builtin_model import cache_directory
    from embeddings.index import open_index

    encoder = _load_encoder(model)
    if model is not None:
        note(texts.OTHER_MODEL.format(name=model))
    if force:
        note(texts.BUILDING)
    corpus = load_corpus()
    with file_errors(cache_directory()):
        index = open_index(corpus, load_bank(corpus), encoder, force=force)
    return corpus, index, encoder


def scope_of(corpus: Corpus, documents: Sequence[str]) -> Scope:
    """Return the scope of the documents called so; raises UserError where one is unknown."""
    from assistant.scope import Scope
    from corpus import CorpusError

    symbols = set()
    for name in documents:
        try:
            symbols.add(corpus.document(name).symbol)
        except CorpusError as error:
            known = ", ".join(document.symbol for document in corpus.documents)
            raise UserError(texts.UNKNOWN_DOCUMENT.format(name=name, known=known)) from error
    return Scope(frozenset(symbols))


def _load_encoder(model: str | None) -> SentenceEncoder:
    from embeddings.builtin_model import BuiltinModelError
    from embeddings.encoder import load_encoder

    if model is not None and not Path(model).is_dir():
        _stay_offline_where_unreachable()
    try:
        return load_encoder(model)
    except BuiltinModelError as error:
        raise UserError(texts.MODEL_BROKEN.format(reason=error)) from error
    except (OSError, ValueError) as error:
        if model is None:
            raise UserError(texts.MODEL_BROKEN.format(reason=error)) from error
        raise UserError(texts.MODEL_UNAVAILABLE.format(name=model)) from error


def _stay_offline_where_unreachable() -> None:
    """Spare the person a minute of retries where the hub's name does not even resolve; its cache is still read."""
    host = urlsplit(os.environ.get("HF_ENDPOINT", "https://huggingface.co")).hostname
    if getproxies():
        return
    try:
        socket.getaddrinfo(host, 443)
    except OSError:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
