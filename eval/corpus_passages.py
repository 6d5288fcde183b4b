"""The corpus as labelling sees it: the `Passages` of `eval.labels`."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.corpus import Corpus
from corpus.errors import CorpusError
from corpus.evidence import locate


@dataclass(frozen=True, slots=True)
class CorpusPassages:
    """Answers the questions of labelling from a corpus; raises LookupError where it finds nothing."""

    corpus: Corpus

    def symbols(self) -> tuple[str, ...]:
        """The symbols of all documents."""
        return tuple(document.symbol for document in self.corpus.documents)

    def symbol_of(self, name: str) -> str:
        """The symbol of a document named in any of the ways people name it."""
        try:
            return self.corpus.document(name).symbol
        except CorpusError as error:
            raise LookupError(str(error)) from error

    def paragraph_id(self, symbol: str, label: str) -> str:
        """The paragraph that bears the label."""
        paragraph = self.corpus.find(symbol, label)
        if paragraph is None:
            raise LookupError(f"{symbol} has no paragraph {label!r}; see `alinea export` for its labels")
        return paragraph.paragraph_id

    def locate(self, symbol: str, evidence: str, label: str | None) -> tuple[tuple[str, int, int], ...]:
        """Where the words stand first: (paragraph id, start, end) of each paragraph that they cover."""
        try:
            return locate(self.corpus, symbol, evidence, label)
        except CorpusError as error:
            raise LookupError(str(error)) from error

    def text(self, paragraph_id: str) -> str:
        """The text of a paragraph."""
        return self.corpus.by_id[paragraph_id].text
