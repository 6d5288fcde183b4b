"""The corpus as a whole: its documents, their paragraphs, and the references between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from corpus.build import build_paragraphs
from corpus.errors import CorpusError
from corpus.identifiers import fold
from corpus.model import Document, Paragraph, Reference
from corpus.parsing import parse_source
from corpus.read import SHIPPED, read_catalogue, read_source
from corpus.references import resolve_references


@dataclass(frozen=True)
class Corpus:
    """Documents, their source texts (in the same order), paragraphs (in reading order) and references."""

    documents: tuple[Document, ...]
    sources: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    references: tuple[Reference, ...]

    @cached_property
    def by_id(self) -> dict[str, Paragraph]:
        """Paragraphs by `paragraph_id`."""
        return {paragraph.paragraph_id: paragraph for paragraph in self.paragraphs}

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 (hexadecimal) over the ids and texts of the paragraphs, in order."""
        digest = sha256()
        for paragraph in self.paragraphs:
            digest.update(f"{paragraph.paragraph_id}\0{paragraph.text}\0".encode())
        return digest.hexdigest()

    def document(self, name: str) -> Document:
        """Find a document by symbol, slug, short name or alias (case, accents and ’ do not matter).

        Raises CorpusError where there is none.
        """
        document = self._by_exact_symbol.get(name) or self._by_name.get(fold(name))
        if document is None:
            known = ", ".join(document.symbol for document in self.documents)
            raise CorpusError(f"no document is called {name!r}; the corpus holds {known}")
        return document

    def source(self, name: str) -> str:
        """Give the source text of the document called `name`; raises CorpusError where there is none."""
        return self.sources[self.documents.index(self.document(name))]

    def of_document(self, name: str) -> tuple[Paragraph, ...]:
        """List the paragraphs of a document in reading order; raises CorpusError where there is none."""
        return self._by_symbol[self.document(name).symbol]

    def children(self, paragraph_id: str) -> tuple[Paragraph, ...]:
        """List the items whose lead-in is `paragraph_id`, in order; raises KeyError where it is unknown."""
        return self._children.get(self.by_id[paragraph_id].paragraph_id, ())

    def find(self, name: str, label: str) -> Paragraph | None:
        """Find the paragraph `label` of a document (case, accents and ’ do not matter), or None.

        Raises CorpusError where the document is unknown.
        """
        return self._by_label.get((self.document(name).symbol, fold(label)))

    def neighbours(self, paragraph_id: str) -> tuple[Paragraph | None, Paragraph | None]:
        """Give the paragraphs right before and right after in the same document; raises KeyError if unknown."""
        paragraph = self.by_id[paragraph_id]
        around = self._by_symbol[paragraph.symbol]
        position = paragraph.position
        before = around[position - 1] if position else None
        after = around[position + 1] if position + 1 < len(around) else None
        return before, after

    def references_from(self, paragraph_id: str) -> tuple[Reference, ...]:
        """List the references that a paragraph makes, in order; raises KeyError where it is unknown."""
        return self._references_from.get(self.by_id[paragraph_id].paragraph_id, ())

    @cached_property
    def _by_name(self) -> dict[str, Document]:
        return {
            fold(name): document
            for document in self.documents
            for name in (document.symbol, document.slug, document.short_name, *document.aliases)
        }

    @cached_property
    def _by_exact_symbol(self) -> dict[str, Document]:
        return {document.symbol: document for document in self.documents}

    @cached_property
    def _by_symbol(self) -> dict[str, tuple[Paragraph, ...]]:
        return {
            document.symbol: tuple(item for item in self.paragraphs if item.symbol == document.symbol)
            for document in self.documents
        }

    @cached_property
    def _by_label(self) -> dict[tuple[str, str], Paragraph]:
        return {(paragraph.symbol, fold(paragraph.label)): paragraph for paragraph in self.paragraphs}

    @cached_property
    def _children(self) -> dict[str, tuple[Paragraph, ...]]:
        grouped: defaultdict[str, tuple[Paragraph, ...]] = defaultdict(tuple)
        for paragraph in self.paragraphs:
            if paragraph.parent_id:
                grouped[paragraph.parent_id] += (paragraph,)
        return dict(grouped)

    @cached_property
    def _references_from(self) -> dict[str, tuple[Reference, ...]]:
        grouped: defaultdict[str, tuple[Reference, ...]] = defaultdict(tuple)
        for reference in self.references:
            grouped[reference.paragraph_id] += (reference,)
        return dict(grouped)


def load_corpus(path: Path | None = None) -> Corpus:
    """Read and parse the corpus in the folder `path` (catalogue.toml, documents/), or the shipped one.

    Raises CatalogueError where a document is missing or altered, ParsingError where one cannot be read.
    """
    folder = SHIPPED if path is None else path
    documents = read_catalogue(folder)
    sources = tuple(read_source(document, folder) for document in documents)
    paragraphs = tuple(
        paragraph
        for document, source in zip(documents, sources, strict=True)
        for paragraph in build_paragraphs(document, parse_source(source))
    )
    return Corpus(documents, sources, paragraphs, resolve_references(documents, paragraphs))
