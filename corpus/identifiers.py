"""Identifiers of paragraphs, and the folding that makes names comparable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SILENT = re.compile(r"\bd['’]envoi\b|\bal\.|[,)*]")
_SEPARATOR = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Fold a name for comparison: lower case, no accents, ’ as ', single spaces. The length may change."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(plain.split())


def paragraph_id(slug: str, label: str) -> str:
    """Build the stable identifier of the unit `label`: « A/76/135#71-g », « A/68/98#lettre-3 »."""
    return f"{slug}#{_SEPARATOR.sub('-', fold(_SILENT.sub(' ', label))).strip('-')}"
