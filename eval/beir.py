"""BEIR folders: `corpus.jsonl`, `queries.jsonl`, `qrels/*.tsv` (Thakur et al., 2021)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from eval.errors import EvalError
from eval.model import Qrels
from eval.text_files import field, json_records, numbered_lines, write_json_records, write_lines

HEADER = "query-id\tcorpus-id\tscore"


class BeirDocument(NamedTuple):
    """One passage of a BEIR corpus."""

    doc_id: str
    title: str
    text: str


class BeirFolder(NamedTuple):
    """A whole BEIR data set in memory. `queries`: query id → text, those that the qrels judge."""

    documents: tuple[BeirDocument, ...]
    queries: Mapping[str, str]
    qrels: Qrels


def read_beir(folder: Path, qrels_name: str = "test.tsv") -> BeirFolder:
    """Reads a data set, keeping the queries that `qrels/<qrels_name>` judges.

    Raises EvalError where a judged query or document is in no file.
    """
    qrels = read_beir_qrels(folder / "qrels" / qrels_name)
    documents = tuple(
        BeirDocument(
            field(record, "_id", str, f"{folder / 'corpus.jsonl'} line {number}"),
            str(record.get("title") or ""),
            field(record, "text", str, f"{folder / 'corpus.jsonl'} line {number}"),
        )
        for number, record in json_records(folder / "corpus.jsonl")
    )
    texts = {
        field(record, "_id", str, where): field(record, "text", str, where)
        for where, record in _with_places(folder / "queries.jsonl")
    }
    _check_known("query", qrels, texts, folder / "queries.jsonl")
    judged_docs = (doc_id for docs in qrels.values() for doc_id in docs)
    _check_known("document", judged_docs, {document.doc_id for document in documents}, folder / "corpus.jsonl")
    return BeirFolder(documents, {query_id: texts[query_id] for query_id in qrels}, qrels)


def with_odd_titles(data: BeirFolder) -> BeirFolder:
    """Keeps the queries whose relevant documents all have a title of odd SHA-256, and every document.

    Over PIAF these are the articles whose questions no training has seen (`embeddings/training/general_questions.txt`
    holds those of the others). Raises EvalError where no query is left.
    """
    kept = _with_parity(data, 1)
    if not kept.qrels:
        raise EvalError("no query is about documents whose title has an odd SHA-256; see --all-titles")
    return kept


def with_even_titles(data: BeirFolder) -> BeirFolder:
    """Keeps the other half: over PIAF, what may be learnt from. Raises EvalError where no query is left."""
    kept = _with_parity(data, 0)
    if not kept.qrels:
        raise EvalError("no query is about documents whose title has an even SHA-256")
    return kept


def _with_parity(data: BeirFolder, parity: int) -> BeirFolder:
    """The queries whose documents all have titles with a SHA-256 of this parity; all documents stay."""
    own = {d.doc_id for d in data.documents if sha256(d.title.encode()).digest()[-1] % 2 == parity}
    qrels = {query_id: docs for query_id, docs in data.qrels.items() if docs.keys() <= own}
    return BeirFolder(data.documents, {query_id: data.queries[query_id] for query_id in qrels}, qrels)


def write_beir(folder: Path, data: BeirFolder, qrels_name: str = "test.tsv") -> None:
    """Writes a data set as a folder that BEIR and MTEB read."""
    write_json_records(folder / "corpus.jsonl", ({"_id": d, "title": t, "text": x} for d, t, x in data.documents))
    write_json_records(folder / "queries.jsonl", ({"_id": q, "text": text} for q, text in data.queries.items()))
    rows = (f"{_checked(q)}\t{_checked(d)}\t{score}" for q, docs in data.qrels.items() for d, score in docs.items())
    write_lines(folder / "qrels" / qrels_name, [HEADER, *rows])


def read_beir_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Reads `query-id, corpus-id, score` rows under their header; raises EvalError with the line number."""
    qrels: dict[str, dict[str, int]] = {}
    for number, line in numbered_lines(path):
        if number == 1 and line == HEADER:
            continue
        columns = line.split("\t")
        if len(columns) != 3 or not columns[2].lstrip("-").isdecimal():
            raise EvalError(f"{path} line {number}: expected {HEADER!r} with a whole score, got {line[:80]!r}")
        query_id, doc_id, score = columns
        if doc_id in qrels.setdefault(query_id, {}):
            raise EvalError(f"{path} line {number}: document {doc_id!r} judged twice for query {query_id!r}")
        qrels[query_id][doc_id] = int(score)
    if not qrels:
        raise EvalError(f"{path}: expected judgements under the header `{HEADER!r}`, got none")
    return qrels


def is_beir_qrels(path: Path) -> bool:
    """Whether the file begins with BEIR's header (else it is taken for TREC qrels)."""
    return next((line for _, line in numbered_lines(path)), "") == HEADER


def _with_places(path: Path) -> Iterable[tuple[str, dict[str, object]]]:
    return ((f"{path} line {number}", record) for number, record in json_records(path))


def _check_known(what: str, used: Iterable[str], known: Iterable[str], path: Path) -> None:
    unknown = sorted(set(used) - set(known))
    if unknown:
        raise EvalError(f"{path}: {len(unknown)} judged {what} id(s) not found there, first {unknown[0]!r}")


def _checked(name: str) -> str:
    if not name or name.splitlines() != [name] or "\t" in name:
        raise EvalError(f"id {name!r} is empty or holds a tab or line end, which a qrels table cannot carry; rename it")
    return name
