"""Labelled questions as TREC qrels or as a BEIR folder, for other people's tools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.model import Paragraph
from eval.beir import BeirDocument, BeirFolder, write_beir
from eval.errors import EvalError
from eval.labels import qrels_of
from eval.model import Question
from eval.text_files import write_lines
from eval.trec import write_qrels

QUERIES_FILE = "queries.tsv"
QRELS_FILE = "qrels.txt"


def export_trec(folder: Path, questions: Sequence[Question]) -> None:
    """Writes `qrels.txt` and `queries.tsv` (id, tab, text) of the answerable questions.

    Raises EvalError on an id with white space.
    """
    qrels = qrels_of(questions)
    write_qrels(folder / QRELS_FILE, qrels)
    write_lines(folder / QUERIES_FILE, (f"{query_id}\t{text}" for query_id, text in _texts(questions, qrels)))


def export_beir(folder: Path, questions: Sequence[Question], paragraphs: Iterable[Paragraph]) -> None:
    """Writes a BEIR folder: paragraphs as documents (headings as titles) and the answerable questions."""
    documents = tuple(
        BeirDocument(paragraph.paragraph_id, " — ".join((paragraph.symbol, *paragraph.section_path)), paragraph.text)
        for paragraph in paragraphs
    )
    qrels = qrels_of(questions)
    write_beir(folder, BeirFolder(documents, dict(_texts(questions, qrels)), qrels))


def _texts(questions: Sequence[Question], judged: Iterable[str]) -> list[tuple[str, str]]:
    texts = {question.query_id: " ".join(question.written.text.split()) for question in questions}
    pairs = [(query_id, texts[query_id]) for query_id in judged]
    if not pairs:
        raise EvalError("no question of the set has evidence: there is nothing to export")
    return pairs
