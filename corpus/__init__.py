"""The corpus: source texts, their catalogue, their citable paragraphs, and the references between them."""

from corpus.bank import AnticipatedQuestion, load_bank
from corpus.corpus import Corpus, load_corpus
from corpus.errors import BankError, CatalogueError, CorpusError, EvidenceError, ParsingError
from corpus.evidence import locate
from corpus.model import Document, NoteCall, Paragraph, ParagraphKind, Reference, ReferenceKind, Run
from corpus.sentences import sentence_spans
from corpus.store import export_paragraphs, read_corpus, write_corpus

__all__ = [
    "AnticipatedQuestion",
    "BankError",
    "CatalogueError",
    "Corpus",
    "CorpusError",
    "Document",
    "EvidenceError",
    "NoteCall",
    "Paragraph",
    "ParagraphKind",
    "ParsingError",
    "Reference",
    "ReferenceKind",
    "Run",
    "export_paragraphs",
    "load_bank",
    "load_corpus",
    "locate",
    "read_corpus",
    "sentence_spans",
    "write_corpus",
]
