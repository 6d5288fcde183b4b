"""Finding the paragraph that a person or a program names: an id, or a reference as one writes it."""

from __future__ import annotations

import re

from corpus import Corpus, CorpusError
from corpus.identifiers import fold
from corpus.model import Paragraph

_PREFIX = re.compile(r"^(?:,|:|\s|§|paragraphes?\b|par\b\.?|para\b\.?|no\b|n°)+")


def find_paragraph(corpus: Corpus, named: str) -> Paragraph | None:
    """Find « A/76/135#71-g », « A/76/135, par. 71 g) », « A/RES/74/28, préambule, al. 4 », or None."""
    named = " ".join(named.split())[:200]
    if named in corpus.by_id:
        return corpus.by_id[named]
    folded = fold(named)
    names = sorted(
        ((fold(name), document) for document in corpus.documents
         for name in (document.symbol, document.slug, document.short_name, *document.aliases)),
        key=lambda pair: -len(pair[0]),
    )  # fmt: skip
    for name, document in names:
        if folded.startswith(name):
            label = _PREFIX.sub("", folded[len(name) :])
            return _labelled(corpus, document.symbol, label)
    return None


def _labelled(corpus: Corpus, symbol: str, label: str) -> Paragraph | None:
    bare = label.replace("preambule, al. ", "preambule ")
    for candidate in (label, bare, bare.rstrip(")."), f"{bare})"):
        try:
            found = corpus.find(symbol, candidate)
        except CorpusError:
            return None
        if found is not None:
            return found
    return None
