import pytest

from assistant.answerer import Answerer
from corpus import Corpus, load_corpus


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="session")
def answerer() -> Answerer:
    """The whole assistant as the product loads it: built-in model, adapter, index, learnt weights."""
    return Answerer.load()
