import faiss
import pytest
import torch

from assistant.answerer import Answerer
from corpus import Corpus, load_corpus


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="session")
def answerer() -> Answerer:
    """The whole assistant as the product loads it: built-in model, adapter, index, learnt weights.

    On one thread: where other work shares the cores, threads that wait for each other take seven times longer.
    """
    torch.set_num_threads(1)
    faiss.omp_set_num_threads(1)
    return Answerer.load()
