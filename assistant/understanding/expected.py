"""The kind of answer that question words call for: a number, a date, a person…"""

from __future__ import annotations

import re

from assistant.understanding.model import Expected

# « Quand un pays est attaqué, … » states a case and asks for no date.
_WHEN = r"quand\b(?! (?:une?|on|il|elle|ils|elles|les?|la|des) [^?]*,)(?! (?:quelqu|l')[^?]*,)"
_WHO = r"(?:(?:^|[,:;?] ?|\b(?:et|a|de|par|avec|chez) |\bc'(?:est|etait) )qui (?!ne ))"

_CUES = (
    (
        Expected.MONEY,
        r"\b(?:combien (?:coute\w*|ca coute|d'argent|d'euros|de dollars)|montant|budget|amende|cout\w*|prix"
        r"|salaire|financement|rancon)\b",
    ),
    (
        Expected.DURATION,
        r"\b(?:combien de (?:temps|jours|mois|semaines|heures|ans|annees)|combien d'(?:heures|annees)"
        r"|quel delai|delai|duree|dure|durer?|sous combien|tous les combien|pendant combien)\b",
    ),
    (
        Expected.NUMBER,
        r"\b(?:combien|quel (?:nombre|pourcentage|numero|taux|chiffre)|quelle (?:part|proportion|quantite)"
        r"|nombre de)\b",
    ),
    (
        Expected.DATE,
        rf"\b(?:{_WHEN}|quelles? dates?|quel(?:le)? (?:jour|annee|mois|periode)|en quelle annee|date d\w*"
        r"|a quelle session|depuis quand|de quand)\b",
    ),
    (
        Expected.COUNTRY,
        r"\b(?:quels? (?:sont les (?:\d+ )?)?(?:pays|etats?|gouvernements?|nations?)|(?:pays"
        r"|etats) (?:lesquels|membres))\b",
    ),
    (
        Expected.ORGANISATION,
        r"\b(?:quel(?:le)?s? (?:organis\w+|institut\w*|organes?|instances?|agences?|groupes?|bureau|enceintes?"
        r"|forums?|entites?))\b",
    ),
    (
        Expected.ADDRESS,
        r"\b(?:adresse|url|site (?:web|internet)|lien|e-?mail|telephone|numero de telephone|ou (?:trouver"
        r"|telecharger|consulter))\b",
    ),
    (
        Expected.DOCUMENT,
        r"\b(?:quel(?:le)?s? (?:resolutions?|rapports?|textes?|documents?|decisions?|articles?|paragraphes?"
        r"|normes?|cote)|cotes?)\b",
    ),
    (
        Expected.PLACE,
        r"(?:^|[ ,])ou (?:est|sont|se|s'|a-|ont|le|la|les|sera|peut|ca|cela|trouve)\w*|\b(?:dans quelle ville"
        r"|quel lieu|quel endroit)\b|\bou ca\b|^ou ?\?*$|\bou \?",
    ),
    (
        Expected.PERSON,
        rf"{_WHO}|\b(?:quel(?:le)? (?:expert\w*|president\w*|ambassad\w*|personne"
        r"|nom|secretaire)|noms? d\w*|presidai?t?|representai?t)",
    ),
    (
        Expected.REASON,
        r"\b(?:pourquoi|pour quelles? raisons?|quelles? raisons?|a cause de quoi|pour quel motif"
        r"|en raison de quoi|motif|qu'est?[- ]ce qui (?:explique|justifie))\b",
    ),
    (
        Expected.DEFINITION,
        r"\b(?:c'est quoi|c quoi|c koi|qu'est?[- ]ce qu(?:e|')\b(?: c'est)?(?! (?:les? |la |l'|un |on |ca |doi|fai"
        r"|di))|definition|defini\w*|signifie|ca veut dire quoi|veut dire|qu'entend-on|que designe"
        r"|entend-on par)",
    ),
    (Expected.MANNER, r"\b(?:comment|de quelle (?:maniere|facon)|par quels? moyens?)\b"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _CUES)
_INTERROGATIVE = re.compile(
    r"^(?:et |mais |alors )?(?:que |qu'|(?:a |de |par )?qui )|\b(?:quoi|quel\w*|comment|pourquoi|combien"
    r"|lesquel\w*|en quoi)\b"
    rf"|\b{_WHEN}|\bou (?:est|sont|se)\b"
)
_INVERTED = re.compile(r"\b\w+-(?:t-)?(?:ils?|elles?|on|vous|nous)\b|\best?[- ]ce qu")
_ASSERTED = re.compile(r"\?\s*$")


def expected_types(text: str) -> frozenset[Expected]:
    """Read the expected types from a read question; empty where its words say nothing."""
    found = {kind for kind, pattern in _COMPILED if pattern.search(text)}
    if found & {Expected.MONEY, Expected.DURATION}:
        found.discard(Expected.NUMBER)
    if not _INTERROGATIVE.search(text) and (_INVERTED.search(text) or _ASSERTED.search(text)):
        found.add(Expected.YES_NO)
    return frozenset(found)
