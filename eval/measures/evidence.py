"""Recall over pieces of evidence, with alternatives: what `multi` and `list` questions are judged by."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eval.model import Piece, Question


def evidence_recall(question: Question, ranking: Sequence[str], k: int) -> float:
    """Gives the share (0..1) of the pieces that the `k` first paragraphs of the ranking hold.

    Raises ValueError on a question without evidence.
    """
    found = frozenset(ranking[:k])
    return share_of_pieces(question, lambda piece: not piece.paragraph_ids.isdisjoint(found))


def share_of_pieces(question: Question, satisfied: Callable[[Piece], bool]) -> float:
    """Gives the share (0..1) of the question's pieces that are satisfied, itself or by an alternative.

    Where all pieces are wanted (`multi`, `list`), each satisfied alternative stands for one piece not
    satisfied itself, of the same document if the question has pieces of it, and the pairing is the
    best one (the labels do not say which piece an alternative replaces: an upper bound). For other
    questions one satisfied alternative answers alone. Raises ValueError without evidence.
    """
    if not question.pieces:
        raise ValueError(f"question {question.query_id!r} has no evidence to be counted")
    alternatives = [piece for piece in question.alternatives if satisfied(piece)]
    if alternatives and not question.needs_all_pieces:
        return 1.0
    unmet = [piece for piece in question.pieces if not satisfied(piece)]
    met = len(question.pieces) - len(unmet)
    return (met + _replaced(question.pieces, unmet, alternatives)) / len(question.pieces)


def _replaced(pieces: Sequence[Piece], unmet: Sequence[Piece], alternatives: Sequence[Piece]) -> int:
    """Counts the unmet pieces that alternatives can replace, each of them one.

    Alternatives of a document with pieces stay within it and the others fit anywhere, so counting
    document by document and then the rest is the maximum matching.
    """
    symbols = {piece.symbol for piece in pieces}
    within = sum(
        min(
            sum(piece.symbol == symbol for piece in unmet),
            sum(alternative.symbol == symbol for alternative in alternatives),
        )
        for symbol in symbols
    )
    free = sum(alternative.symbol not in symbols for alternative in alternatives)
    return min(len(unmet), within + free)
