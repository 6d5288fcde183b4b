"""The units of each document and the noise around them, against golden files.

Regenerated only by `ALINEA_UPDATE_GOLDEN=1 python -m pytest tests/corpus/test_corpus_golden.py`: read the
difference before committing it.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus, Paragraph
from corpus.parsing.parsed import Parsed, Role

GOLDEN = Path(__file__).parent / "golden"
SLUGS = ["A/RES/73/266", "A/RES/74/28", "A/76/135", "dinard", "A/68/98"]


def unit_line(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "paragraph_id": paragraph.paragraph_id,
        "label": paragraph.label,
        "kind": paragraph.kind,
        "section_path": paragraph.section_path,
        "parent_id": paragraph.parent_id,
        "notes": [call.note_id for call in paragraph.note_calls],
        "begins": paragraph.text[:60],
        "ends": paragraph.text[-40:],
        "characters": len(paragraph.text),
    }


def check(name: str, lines: list[dict[str, Any]]) -> None:
    path = GOLDEN / f"{name}.jsonl"
    content = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    if os.environ.get("ALINEA_UPDATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    assert content.splitlines() == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("slug", SLUGS)
def test_the_units_are_the_expected_ones(corpus: Corpus, slug: str) -> None:
    check(slug.replace("/", "_"), [unit_line(paragraph) for paragraph in corpus.of_document(slug)])


def test_the_headings_and_the_noise_are_the_expected_ones(parsed_sources: dict[str, tuple[str, Parsed]]) -> None:
    check(
        "headings_and_noise",
        [
            {"symbol": symbol, "name": piece.name, "text": piece.text.text}
            for symbol, (_, parsed) in parsed_sources.items()
            for piece in parsed.pieces
            if piece.role is not Role.MARK
        ],
    )
