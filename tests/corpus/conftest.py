import pytest

from corpus import Corpus, load_corpus
from corpus.parsing import parse_source
from corpus.parsing.parsed import Parsed


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="session")
def parsed_sources(corpus: Corpus) -> dict[str, tuple[str, Parsed]]:
    return {
        document.symbol: (source, parse_source(source))
        for document, source in zip(corpus.documents, corpus.sources, strict=True)
    }
