import json
from pathlib import Path

import pytest

from corpus import Corpus, CorpusError, export_paragraphs, read_corpus, write_corpus


def test_the_corpus_is_read_as_it_was_written(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    write_corpus(corpus, path)
    again = read_corpus(path)
    assert again == corpus
    assert again.content_hash == corpus.content_hash


@pytest.mark.parametrize("line", ["{", "[]", '{"no": 1}', '{"record": "paragraph"}', '{"record": "reference"}'])
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(line)
    with pytest.raises(CorpusError, match=r"corpus\.jsonl, line 1"):
        read_corpus(path)


def test_the_export_has_a_line_a_paragraph(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "paragraphs.jsonl"
    export_paragraphs(corpus, path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["paragraph_id"] for line in lines] == [paragraph.paragraph_id for paragraph in corpus.paragraphs]
    (norm,) = [line for line in lines if line["paragraph_id"] == "A/76/135#norme-13-c"]
    assert list(norm) == [
        "paragraph_id",
        "symbol",
        "label",
        "kind",
        "section_path",
        "text",
        "source_file",
        "source_start",
        "source_end",
    ]
    assert norm["kind"] == "norm"
    assert norm["text"].startswith("Les États ne devraient pas permettre sciemment")
