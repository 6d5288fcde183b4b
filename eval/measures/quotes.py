"""What the quotes of an answer are worth: evidence quoted, precision, exactness of references, length.

Spans are compared by their offsets in the paragraph; only white space is forgiven.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from corpus.model import Paragraph
from eval.answers import GivenQuote
from eval.measures.evidence import share_of_pieces
from eval.model import Piece, Question, Span


def evidence_quoted(question: Question, quotes: Sequence[GivenQuote]) -> float:
    """Gives the share (0..1) of the labelled pieces that stand whole inside the quotes.

    Alternatives count as in `share_of_pieces`; further references (`same_as`) count as quotes.
    """
    return share_of_pieces(question, lambda piece: _piece_is_quoted(piece, quotes))


def quote_precision(question: Question, quotes: Sequence[GivenQuote]) -> float | None:
    """Gives the share (0..1) of the shown quotes that come from a labelled paragraph; None without quotes.

    A quote and its further references are one: it is right when any of its paragraphs is labelled.
    """
    shown = shown_quotes(quotes)
    if not shown:
        return None
    places = {quote.paragraph_id: {quote.paragraph_id} for quote in shown}
    for quote in quotes:
        if quote.same_as in places:
            places[quote.same_as].add(quote.paragraph_id)
    right = sum(not question.relevant_ids.isdisjoint(places[quote.paragraph_id]) for quote in shown)
    return right / len(shown)


def quoted_characters(quotes: Sequence[GivenQuote]) -> int:
    """Counts the characters that a reader is given to read, further references left out."""
    return sum(quote.end - quote.start for quote in shown_quotes(quotes))


def reference_is_exact(question: Question, quotes: Sequence[GivenQuote], paragraphs: Mapping[str, Paragraph]) -> bool:
    """Whether the quotes come from every paragraph asked for, and from nowhere else but their items.

    `paragraphs`: paragraph id → paragraph, those of the corpus.
    """
    asked = {paragraph_id for piece in question.pieces for paragraph_id in piece.paragraph_ids}
    quoted = {quote.paragraph_id for quote in shown_quotes(quotes)}
    every_piece = all(not piece.paragraph_ids.isdisjoint(quoted) for piece in question.pieces)
    return every_piece and all(_is_within(paragraph_id, asked, paragraphs) for paragraph_id in quoted)


def citation_is_exact(quote: GivenQuote, paragraphs: Mapping[str, Paragraph]) -> bool:
    """Whether the words stand at the offsets given, in the paragraph given, which bears the reference given."""
    paragraph = paragraphs.get(quote.paragraph_id)
    return paragraph is not None and (
        (paragraph.symbol, paragraph.label, paragraph.text[quote.start : quote.end])
        == (quote.symbol, quote.label, quote.text)
    )


def shown_quotes(quotes: Iterable[GivenQuote]) -> list[GivenQuote]:
    """The quotes shown in full: those that are not a further reference of another."""
    return [quote for quote in quotes if quote.same_as is None]


def _piece_is_quoted(piece: Piece, quotes: Sequence[GivenQuote]) -> bool:
    return any(_span_is_quoted(span, quotes) for span in piece.spans)


def _span_is_quoted(span: Span, quotes: Sequence[GivenQuote]) -> bool:
    """Whether every character of the span but white space lies in a quote of its paragraph."""
    here = [(quote.start, quote.end) for quote in quotes if quote.paragraph_id == span.paragraph_id]
    if span.whole:
        return bool(here)
    wanted = (span.start + i for i, character in enumerate(span.text) if not character.isspace())
    return all(any(start <= position < end for start, end in here) for position in wanted)


def _is_within(paragraph_id: str, asked: set[str], paragraphs: Mapping[str, Paragraph]) -> bool:
    current: str | None = paragraph_id
    while current is not None and current not in asked:
        current = paragraphs[current].parent_id if current in paragraphs else None
    return current is not None
