"""`alinea eval import` and `export`: between a person's table, our question sets, TREC and BEIR."""

from __future__ import annotations

from pathlib import Path

from corpus.corpus import load_corpus
from eval.corpus_passages import CorpusPassages
from eval.exports import export_beir, export_trec
from eval.labelled_sets import load_labelled_set
from eval.labels import label_questions
from eval.own_sets import read_own_set
from eval.question_sets import write_questions


def import_set(source: Path, output: Path) -> int:
    """Turns a person's table into a question set, once all its evidence was found; gives how many questions."""
    questions = read_own_set(source)
    label_questions(questions, CorpusPassages(load_corpus()))
    write_questions(output, questions)
    return len(questions)


def export_set(set_name: str, output: Path, *, as_beir: bool) -> None:
    """Writes a labelled set as TREC files or as a BEIR folder."""
    labelled = load_labelled_set(set_name)
    if as_beir:
        export_beir(output, labelled.questions, labelled.corpus.paragraphs)
    else:
        export_trec(output, labelled.questions)
