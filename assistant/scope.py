"""The part of the corpus that a question is asked of: documents, kinds of paragraph, dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus import Corpus, Paragraph, ParagraphKind


@dataclass(frozen=True, slots=True)
class Scope:
    """Limits that the person set; an empty set or None does not limit."""

    symbols: frozenset[str] = frozenset()
    kinds: frozenset[ParagraphKind] = frozenset()
    since: date | None = None
    until: date | None = None

    def admits(self, corpus: Corpus, paragraph: Paragraph) -> bool:
        """Say whether `paragraph` is within the scope."""
        return (not self.kinds or paragraph.kind in self.kinds) and self.holds_document(corpus, paragraph)

    def holds_document(self, corpus: Corpus, paragraph: Paragraph) -> bool:
        """Say whether the document of `paragraph` is within the scope, whatever the kind of paragraph."""
        published = corpus.document(paragraph.symbol).date
        return (
            (not self.symbols or paragraph.symbol in self.symbols)
            and (self.since is None or published >= self.since)
            and (self.until is None or published <= self.until)
        )

    def narrowed(self, symbols: tuple[str, ...]) -> Scope:
        """Return the scope limited also to `symbols`, unless none of them is within it already."""
        wanted = frozenset(symbols)
        kept = wanted & self.symbols if self.symbols else wanted
        return Scope(kept, self.kinds, self.since, self.until) if kept else self
