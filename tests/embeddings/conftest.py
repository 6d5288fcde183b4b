from pathlib import Path

import pytest
import torch

from corpus import AnticipatedQuestion, Corpus, load_bank, load_corpus
from embeddings.builtin_model import builtin_model_path
from embeddings.encoder import SentenceEncoder, load_encoder


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="session")
def bank(corpus: Corpus) -> tuple[AnticipatedQuestion, ...]:
    return load_bank(corpus)


@pytest.fixture(scope="session")
def model_path() -> Path:
    """The unpacked model; on one thread, as threads that wait for each other are slow where the cores are shared."""
    torch.set_num_threads(1)
    return builtin_model_path()


@pytest.fixture(scope="session")
def encoder(model_path: Path) -> SentenceEncoder:
    """The encoder that the product uses: built-in weights, shipped query adapter."""
    return load_encoder()


@pytest.fixture(scope="session")
def base_encoder(model_path: Path) -> SentenceEncoder:
    """The built-in weights alone."""
    return load_encoder(adapter=None)
