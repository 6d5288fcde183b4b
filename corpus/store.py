"""The store of the corpus: JSONL, because a corpus this small is read whole, and lines can be diffed and piped."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from corpus.corpus import Corpus
from corpus.errors import CorpusError
from corpus.model import Document, NoteCall, Paragraph, ParagraphKind, Reference, ReferenceKind, Run

_EXPORTED = (
    "paragraph_id",
    "symbol",
    "label",
    "kind",
    "section_path",
    "text",
    "source_file",
    "source_start",
    "source_end",
)


def write_corpus(corpus: Corpus, path: Path) -> None:
    """Write documents (each with its source text), paragraphs and references, one record a line."""
    records: list[dict[str, Any]] = [
        {"record": "document", **asdict(document), "source": source}
        for document, source in zip(corpus.documents, corpus.sources, strict=True)
    ]
    records += [{"record": "paragraph", **asdict(paragraph)} for paragraph in corpus.paragraphs]
    records += [{"record": "reference", **asdict(reference)} for reference in corpus.references]
    _write_lines(records, path)


def read_corpus(path: Path) -> Corpus:
    """Read what `write_corpus` wrote; raises CorpusError, with the line's number, where a line is not a record."""
    documents, sources, paragraphs, references = [], [], [], []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                entry = json.loads(line)
                record = entry.pop("record")
                if record == "document":
                    sources.append(entry.pop("source"))
                    documents.append(_document(entry))
                elif record == "paragraph":
                    paragraphs.append(_paragraph(entry))
                else:
                    references.append(_reference(entry))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise CorpusError(f"{path}, line {number}: not a record of a corpus ({error!r})") from error
    return Corpus(tuple(documents), tuple(sources), tuple(paragraphs), tuple(references))


def export_paragraphs(corpus: Corpus, path: Path) -> None:
    """Write one line a paragraph, for other programs: its id, reference, kind, headings, text and source span."""
    _write_lines([{key: getattr(paragraph, key) for key in _EXPORTED} for paragraph in corpus.paragraphs], path)


def _write_lines(records: list[dict[str, Any]], path: Path) -> None:
    lines = (json.dumps(record, ensure_ascii=False, default=_plain) for record in records)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a corpus record holds a {type(value).__name__}, which JSON cannot")


def _document(entry: dict[str, Any]) -> Document:
    return Document(**{**entry, "date": date.fromisoformat(entry["date"]), "aliases": tuple(entry["aliases"])})


def _paragraph(entry: dict[str, Any]) -> Paragraph:
    built = {
        "kind": ParagraphKind(entry["kind"]),
        "section_path": tuple(entry["section_path"]),
        "runs": tuple(Run(**run) for run in entry["runs"]),
        "note_calls": tuple(NoteCall(**call) for call in entry["note_calls"]),
    }
    return Paragraph(**{**entry, **built})


def _reference(entry: dict[str, Any]) -> Reference:
    return Reference(**{**entry, "kind": ReferenceKind(entry["kind"])})
