"""The catalogue: which documents the corpus holds, and how people name them."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from typing import Any

from corpus.errors import CatalogueError
from corpus.model import Document


def parse_catalogue(toml: str) -> tuple[Document, ...]:
    """Read the documents described in a TOML text, in its order.

    Raises CatalogueError where a field is missing or unknown, or where two documents share a symbol
    or a slug.
    """
    documents = tuple(_document(entry) for entry in tomllib.loads(toml)["documents"])
    for field in ("symbol", "slug", "file"):
        values = [getattr(document, field) for document in documents]
        if len(set(values)) < len(values):
            raise CatalogueError(f"two documents of the catalogue share a {field}: {sorted(values)}")
    return documents


def _document(entry: dict[str, Any]) -> Document:
    expected = {field.name for field in fields(Document)}
    if set(entry) != expected:
        different = sorted(set(entry) ^ expected)
        raise CatalogueError(f"catalogue entry {entry.get('symbol')!r}: missing or unknown fields {different}")
    return Document(**{**entry, "aliases": tuple(entry["aliases"])})
