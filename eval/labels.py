"""Labels: evidence words → the paragraphs and offsets that hold them, and the qrels that follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from eval.errors import EvalError
from eval.model import Piece, Question, Span, WrittenEvidence, WrittenQuestion
from eval.references import parse_reference


class Passages(Protocol):
    """What labelling needs of a corpus; every method raises LookupError where it finds nothing."""

    def symbols(self) -> tuple[str, ...]:
        """The symbols of all documents."""
        ...

    def symbol_of(self, name: str) -> str:
        """The symbol of a document named in any of the ways people name it."""
        ...

    def paragraph_id(self, symbol: str, label: str) -> str:
        """The paragraph that bears the label."""
        ...

    def locate(self, symbol: str, evidence: str, label: str | None) -> tuple[tuple[str, int, int], ...]:
        """Where the words stand first: (paragraph id, start, end) of each paragraph that they cover.

        With a label, only paragraphs under it are looked at (« résumé » has several).
        """
        ...

    def text(self, paragraph_id: str) -> str:
        """The text of a paragraph."""
        ...


def label_questions(questions: Iterable[WrittenQuestion], passages: Passages) -> tuple[Question, ...]:
    """Finds the evidence of every question.

    Raises EvalError naming every question whose evidence no paragraph contains, not only the first.
    """
    labelled, faults = [], []
    for question in questions:
        try:
            labelled.append(label_question(question, passages))
        except EvalError as error:
            faults.append(str(error))
    if faults:
        raise EvalError(f"{len(faults)} question(s) cannot be labelled: " + " | ".join(faults))
    return tuple(labelled)


def label_question(question: WrittenQuestion, passages: Passages) -> Question:
    """Finds the evidence of one question; raises EvalError where a piece stands nowhere."""
    try:
        return Question(
            question,
            tuple(piece for written in question.evidence for piece in _pieces(written, question, passages)),
            tuple(piece for written in question.alternatives for piece in _pieces(written, question, passages)),
        )
    except LookupError as error:
        raise EvalError(f"question {question.query_id!r}: {error.args[0] if error.args else error}") from error


def qrels_of(questions: Iterable[Question]) -> dict[str, dict[str, int]]:
    """Judges relevant (1) every paragraph that holds evidence; questions without evidence are left out."""
    return {
        question.query_id: dict.fromkeys(sorted(question.relevant_ids), 1)
        for question in questions
        if question.relevant_ids
    }


def _pieces(written: WrittenEvidence, question: WrittenQuestion, passages: Passages) -> tuple[Piece, ...]:
    """Gives one piece, or one a paragraph where the words run over several."""
    if written.text is None:
        return (_whole_paragraph(written.places[0], passages),)
    if not written.places:
        return _sought_everywhere(written.text, question.documents or passages.symbols(), passages)
    for place in written.places:
        name, label = parse_reference(place)
        symbol = passages.symbol_of(name)
        if spans := _spans(symbol, written.text, label, passages):
            return tuple(Piece(symbol, (span,)) for span in spans)
    raise _absent(written.text, written.places)


def _sought_everywhere(text: str, names: tuple[str, ...], passages: Passages) -> tuple[Piece, ...]:
    """Takes the first place in each document: any of them will do."""
    symbols = dict.fromkeys(passages.symbol_of(name) for name in names)
    found = {symbol: spans for symbol in symbols if (spans := _spans(symbol, text, None, passages))}
    if not found:
        raise _absent(text, names)
    first = next(iter(found))
    if all(len(spans) == 1 for spans in found.values()):
        return (Piece(first, tuple(span for spans in found.values() for span in spans)),)
    return tuple(Piece(first, (span,)) for span in found[first])


def _whole_paragraph(place: str, passages: Passages) -> Piece:
    name, label = parse_reference(place)
    symbol = passages.symbol_of(name)
    paragraph_id = passages.paragraph_id(symbol, label)
    text = passages.text(paragraph_id)
    return Piece(symbol, (Span(paragraph_id, 0, len(text), text, whole=True),))


def _spans(symbol: str, evidence: str, label: str | None, passages: Passages) -> tuple[Span, ...]:
    try:
        located = passages.locate(symbol, evidence, label)
    except LookupError:
        return ()
    return tuple(Span(place, start, end, passages.text(place)[start:end]) for place, start, end in located)


def _absent(text: str, where: tuple[str, ...]) -> LookupError:
    return LookupError(
        f"no paragraph of {', '.join(where)} contains the evidence {text!r}; correct its words or its place"
    )
