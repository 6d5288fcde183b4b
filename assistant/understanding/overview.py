"""What a document says, when nothing more is asked of it: its summary, its dispositif, or its whole short text."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.understanding.citation_rules import Unit
from assistant.understanding.documents import DocumentMention, Naming
from assistant.understanding.inventory import series
from assistant.understanding.model import Expected
from assistant.understanding.resolve import with_items
from corpus import Corpus, Paragraph

_PARTS = ((Unit.SUMMARY,), (Unit.OPERATIVE,), (Unit.CLAUSE, Unit.COMMITMENT))
_OPEN = frozenset({Expected.DEFINITION, Expected.MANNER, Expected.YES_NO})


def overview(
    mentions: Sequence[DocumentMention], expected: frozenset[Expected], corpus: Corpus
) -> tuple[Paragraph, ...]:
    """Find the part of each document named that sums it up; none where a fact is asked, or only one year named."""
    if expected - _OPEN or not all(mention.inside for mention in mentions):
        return ()
    symbols = dict.fromkeys(mention.symbol for mention in mentions)
    if len(symbols) == 1 and all(mention.naming is Naming.YEAR for mention in mentions):
        return ()
    return tuple(paragraph for symbol in symbols for paragraph in _summary(symbol, corpus))


def _summary(symbol: str, corpus: Corpus) -> tuple[Paragraph, ...]:
    for units in _PARTS:
        if found := tuple(item for unit in units for item in series(unit, symbol, corpus)):
            return with_items(found, corpus)
    return ()
