"""Follow-ups: how near each paragraph stands to those that the conversation has just shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus import Corpus, Paragraph
from embeddings.encoder import FloatArray

CONTINUITY_FEATURES = ("core", "full", "same", "adjacent", "near", "sibling", "section", "document")
LOOKED_BACK = 3  # of the paragraphs last shown
NEAR = 3  # positions in the document


def continuity_features(corpus: Corpus, context_ids: Sequence[str], core: FloatArray, full: FloatArray) -> FloatArray:
    """Return the features of every paragraph, shape (n_paragraphs, n_features), as in `CONTINUITY_FEATURES`.

    `core` are the paragraphs' scores for the follow-up alone, `full` for the follow-up with the words it
    carries on from; the rest say where the paragraph stands from those of `context_ids`.
    """
    shown = [corpus.by_id[paragraph_id] for paragraph_id in context_ids[:LOOKED_BACK]]
    places = [
        np.array([_place(paragraph, other) for other in shown], np.float32).max(axis=0, initial=0.0)
        if shown
        else np.zeros(len(CONTINUITY_FEATURES) - 2, np.float32)
        for paragraph in corpus.paragraphs
    ]
    return np.column_stack([core, full, np.stack(places)]).astype(np.float32)


def _place(paragraph: Paragraph, shown: Paragraph) -> tuple[float, ...]:
    """Say whether `paragraph` is the one shown, beside it, near it, its sibling, in its section, in its document."""
    if paragraph.symbol != shown.symbol:
        return (0.0,) * (len(CONTINUITY_FEATURES) - 2)
    if paragraph.paragraph_id == shown.paragraph_id:
        return (1.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    distance = abs(paragraph.position - shown.position)
    family = {paragraph.parent_id or paragraph.paragraph_id, shown.parent_id or shown.paragraph_id}
    return (
        0.0,
        float(distance <= 1),
        float(1 < distance <= NEAR),
        float(len(family) == 1),
        float(bool(paragraph.section_path) and paragraph.section_path == shown.section_path),
        1.0,
    )
