"""The corpus: source texts, their catalogue, their citable paragraphs, and the references between them."""

from corpus.corpus import Corpus, load_corpus
from corpus.errors import CorpusError
from corpus.sentences import sentence_spans

__all__ = ["Corpus", "CorpusError", "load_corpus", "sentence_spans"]
