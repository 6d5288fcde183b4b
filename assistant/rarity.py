"""How rare a term is in the corpus."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence


def term_rarity(documents: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return the inverse document frequency of each term, ln(N / n) (Spärck Jones 1972)."""
    counts = Counter(term for terms in documents for term in terms)
    return {term: math.log(len(documents) / count) for term, count in counts.items()}
