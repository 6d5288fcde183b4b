"""The norm on a topic: « la norme sur les CERT » is 13 k)."""

from __future__ import annotations

import re
from collections import Counter
from math import log

from assistant.understanding.words import content_words, words
from corpus import Corpus, Paragraph, ParagraphKind

# What practitioners call the subject of each norm, where its own text uses other words.
_JARGON = (
    (r"\b(?:certs?|csirts?|equipes? (?:d'urgence|d'intervention|de reponse))\b", "k"),
    (r"\b(?:portes? derobees?|backdoors?|chaine|approvisionnement|logistique|supply|fournisseurs?|integrite)\b", "i"),
    (r"\b(?:failles?|vulnerabilites?|zero[- ]days?|signalement|divulgation|bug bounty|chercheurs)\b", "j"),
    (r"\b(?:vie privee|droits? (?:humains?|de l'homme|fondamenta\w*)|liberte\w*|expression)\b", "e"),
    (r"\b(?:attribution|imputation|attribuer|imputer)\b", "b"),
    (r"\b(?:diligence|territoires?|sol)\b", "c"),
    (r"\b(?:terroris\w*|criminalite|cybercrim\w*|criminelle?s?|poursuites|echange d'informations)\b", "d"),
    (r"\b(?:assistance|aide|entraide|demandes? d'aide)\b", "h"),
    (
        r"\b(?:protection|proteger|culture) (?:d'|de |des |ses |les |leurs |nos )?(?:l')?(?:infrastructures?"
        r"|cybersecurite)",
        "g",
    ),
    (r"\b(?:attaques?|attaquer|endommager|sabotage|porter atteinte|viser)\b.*\binfrastructures?\b", "f"),
    (r"\binfrastructures? (?:critiques?|essentielles?|vitales?)\b", "fgh"),
    (r"\b(?:cooperation|stabilite|cooperer)\b", "a"),
)
_JARGON_WEIGHT = 3.0
_CLOSE = 0.85  # norms that score this part of the best one are as good
_MOST = 3  # a topic that fits more norms than this names none


def norms_about(topic: str, corpus: Corpus) -> tuple[Paragraph, ...]:
    """Find the norms that a topic (folded words) names: one, or a few as good; none where the topic is too vague."""
    norms = tuple(item for item in corpus.paragraphs if item.kind is ParagraphKind.NORM)
    scores = {norm: _score(topic, norm, norms) for norm in norms}
    best = max(scores.values(), default=0.0)
    close = tuple(norm for norm in norms if scores[norm] >= _CLOSE * best)
    return close if best >= 1.0 and len(close) <= _MOST else ()


def norms_called(name: str, corpus: Corpus) -> tuple[Paragraph, ...]:
    """Find the norm that practitioners call by `name` (« la norme CERT »); none where they call none so."""
    known = any(re.search(pattern, name) for pattern, _ in _JARGON)
    return norms_about(name, corpus) if known else ()


def _score(topic: str, norm: Paragraph, norms: tuple[Paragraph, ...]) -> float:
    letter = norm.label[-2]
    jargon = sum(
        _JARGON_WEIGHT / len(letters) for pattern, letters in _JARGON if letter in letters and re.search(pattern, topic)
    )
    frequencies = Counter(stem for other in norms for stem in _stems(other.text))
    shared = {_stem(word) for word in content_words(topic)} & _stems(norm.text)
    return jargon + sum(log(len(norms) / frequencies[stem]) for stem in shared)


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in words(text) if len(word) > 3}


def _stem(word: str) -> str:
    """Cut a folded word so that its usual inflections meet."""
    return word.rstrip("sx")[:7]
