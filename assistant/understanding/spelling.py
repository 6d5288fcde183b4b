"""Mistyped cue words: « paragrafe », « raport », « resolucion ».

Only the small vocabulary by which people cite is corrected, never the question as a whole.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.understanding.numbers import ORDINAL_WORDS
from assistant.understanding.word_sets import word_set

_CUES = (
    "paragraphe",
    "paragraphes",
    "alinea",
    "alineas",
    "resolution",
    "resolutions",
    "declaration",
    "rapport",
    "rapports",
    "engagement",
    "engagements",
    "preambule",
    "dispositif",
    "annexe",
    "resume",
    "lettre",
    "article",
    "dinard",
    "norme",
    "normes",
    "dernier",
    "derniere",
    "suivant",
    "suivante",
    "precedent",
    "precedente",
    "document",
    "combien",
    "cinquante",
    "quarante",
    "soixante",
    *ORDINAL_WORDS,
)

# Written variants that a distance of letters does not reach, or words too short to correct by distance.
_VARIANTS = {
    "parag": "paragraphe",
    "paragr": "paragraphe",
    "paragraf": "paragraphe",
    "paragrafs": "paragraphes",
    "paragraph": "paragraphe",
    "paragraphs": "paragraphes",
    "pragraphe": "paragraphe",
    "reso": "resolution",
    "norm": "norme",
    "norms": "normes",
    "normme": "norme",
    "normmes": "normes",
    "raports": "rapports",
    "noet": "note",
    "conbien": "combien",
    "cb": "combien",
    "kombien": "combien",
    "kan": "quand",
    "qd": "quand",
    "quan": "quand",
    "ki": "qui",
    "koi": "quoi",
    "kel": "quel",
    "kels": "quels",
    "kelle": "quelle",
    "kelles": "quelles",
    "pk": "pourquoi",
    "pq": "pourquoi",
    "pourkoi": "pourquoi",
    "pourqoi": "pourquoi",
    "dapres": "d'apres",
    "cest": "c'est",
    "selont": "selon",
    "celon": "selon",
    "eleven": "onze",
    "footnote": "note",
    "preamble": "preambule",
    "commitments": "engagements",
    "penultieme": "avant-dernier",
    "avantdernier": "avant-dernier",
    "csirts": "csirt",
    "certs": "cert",
}

# French words that look like a cue and are not one.
_WORDS = word_set(
    """
    nomme nommes nommee nommees nommer
    annee annees annexee annexees president presidente derriere egalement disposition dispositions precede
    precedee precedes procedent pleniere plenieres savante savants resumee dument revolution revolutions
    resumer resumes resumez engagent engager engagera reporte reporter rapporte rapporter annexer annexion
    denier deniers suivent articule documente documenter precedant comparez compares reponse alignee alignes
    lettres supportes rapporteur rapporteurs apport apports declarations dispositifs annexes articles
    documents conventions secondes derniers dernieres suivants suivantes precedents precedentes premiers
    premieres developpee developpes developper developpez developpent
    """
)


@lru_cache(maxsize=4096)
def correct_cue(word: str) -> str:
    """Give the cue word that a folded word was meant to be, or the word itself."""
    if word in _VARIANTS:
        return _VARIANTS[word]
    if word in _CUES or word in _WORDS or len(word) < 5:
        return word
    best = min(_CUES, key=lambda cue: OSA.distance(word, cue))
    allowed = 1 if len(best) < 10 else 2
    same_start = word[0] == best[0]
    return best if same_start and len(best) >= 5 and OSA.distance(word, best) <= allowed else word
