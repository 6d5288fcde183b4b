"""Write the table of what is understood, from `cases.toml`, as Markdown.

python tests/assistant/understanding/cases_table.py > docs/understanding.md
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
TITLES = {
    "references": ("Références", "montre"),
    "missing": ("Références à un paragraphe qui n’existe pas", "répond"),
    "outside": ("Textes hors du corpus", "texte reconnu"),
    "lists": ("Listes", "montre"),
    "filters": ("Documents nommés", "limite la recherche à"),
    "searched": ("Demandes de passages", "cherche"),
    "cores": ("Ce qui reste à chercher", "cherche"),
    "small_talk": ("Conversation", "sujet"),
    "languages": ("Langues", "langue reconnue"),
    "expected_types": ("Ce que la question attend", "types"),
    "switches": ("Changements de sujet", "question cherchée"),
}
FOLLOW_UPS = ("paragraph_ids", "first_id", "filters", "carried")


def markdown() -> str:
    """Give the whole page."""
    return "\n".join(
        ("# Ce qu’Alinéa comprend", "", "Engendré par `cases_table.py` ; chaque ligne est un test.", *_sections())
    )


def _sections() -> Iterator[str]:
    for name, (title, meaning) in TITLES.items():
        rows = ((f"« {question} »", _written(expected)) for question, expected in CASES[name].items())
        yield from _table(title, ("Question", meaning), rows)
    follow_ups = ((" → ".join(f"« {turn} »" for turn in case["turns"]), _outcome(case)) for case in CASES["follow_ups"])
    yield from _table("Suites d’une conversation", ("Questions", "la dernière est comprise"), follow_ups)


def _table(title: str, heads: tuple[str, str], rows: Iterator[tuple[str, str]]) -> Iterator[str]:
    yield from ("", f"## {title}", "", f"| {heads[0]} | {heads[1]} |", "|---|---|")
    for left, right in rows:
        yield f"| {left} | {right} |".replace("\n", " ")


def _outcome(case: dict[str, Any]) -> str:
    return " ; ".join(_written(case[key]) for key in FOLLOW_UPS if key in case)


def _written(expected: object) -> str:
    if isinstance(expected, list):
        return ", ".join(map(str, expected)) or "—"
    return str(expected)


if __name__ == "__main__":
    print(markdown())
