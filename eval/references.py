"""References as people write them in a question set: « A/76/135, par. 53 » → document name and label."""

from __future__ import annotations

import re
from typing import NamedTuple

from eval.errors import EvalError

_NAMED_LABEL = (
    r"(?:norme|note|préambule|alinéa|engagement|résumé|avant-propos|lettre d['’]envoi|annexe|titre|page de titre"
    r"|dispositif|mention finale|date)\b.*"
)
_REFERENCE = re.compile(
    r"(?!(?:par(?:agraphe|\.)?|§)\s*\d)(?P<document>\S.*?)[\s,]+"
    r"(?:(?:par(?:agraphe|\.)?|§|n[o°])\s*)?"
    rf"(?P<label>{_NAMED_LABEL}|\d+(?:\s*,?\s*[a-z]\s*\))?)",
    re.IGNORECASE,
)


class WrittenReference(NamedTuple):
    """What a reference names: « A/76/135 », « 30 d) »."""

    document: str
    label: str


def parse_reference(text: str) -> WrittenReference:
    """Splits a reference into the document's name and the paragraph's label.

    Accepts « A/76/135, par. 53 », « A/76/135 §53 », « A/76/135 norme 13 g) »,
    « Déclaration de Dinard, engagement 3 », « A/76/135, résumé, al. 2 ». Raises EvalError on anything else.
    """
    match = _REFERENCE.fullmatch(" ".join(text.split()))
    if match is None:
        raise EvalError(f"reference {text!r}: expected a document and a paragraph, as in « A/76/135, par. 53 »")
    label = re.sub(r"^(\d+)\s*,?\s*([a-z])\s*\)$", r"\1 \2)", match["label"], flags=re.IGNORECASE)
    return WrittenReference(match["document"], label)
