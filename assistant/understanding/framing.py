"""The frame of a question: the words that ask the texts to speak, around what they are asked about.

« Que disent les textes sur la chaîne d'approvisionnement ? », « le rapport parle-t-il de… ? », « …, comment ça
marche ? »: the words of the frame are in no paragraph, or in many that are beside the point. Searched with them,
a topic is found less often, and is taken more often for one that the corpus does not treat (docs/retrieval.md).
"""

from __future__ import annotations

import re

from assistant.understanding.reading import fold
from assistant.understanding.words import content_words

_TEXTS = (  # what speaks, where it names no document
    r"(?:textes?|documents?|rapports?|resolutions?|corpus|nations unies|onu|gge"
    r"|(?:groupe d')?experts(?: gouvernementaux)?|groupe)(?: (?:de l'onu|des nations unies))?"
)
_PASSAGE = r"(?:textes?|passages?|paragraphes?|extraits?|references?|citations?|phrases?)"
_SOMETHING = rf"(?:{_PASSAGE}|infos?|informations?|elements?|renseignements?|quelque chose|trucs?|dispositions?)"
_THE_TEXTS = rf"(?:(?:les?|la|ces?|cette|tes|vos) |l')(?:deux |quatre |cinq )?{_TEXTS}"
_OF_THE_TEXTS = rf"(?:(?:du|des|de|de la) |de l'){_TEXTS}"
_THEY = r"(?:ils?|elles?|on|ca)"
_INVERTED = r"(?:-(?:t-)?(?:ils?|elles?|on))?"

_SAY = (
    r"(?:di(?:t|s|sent|sait|saient)|(?:parl|racont|pens|enonc|affirm|precis)(?:e|ent|ait|aient)"
    r"|(?:prevoi|contien)(?:t|s|ent))"
)
_SPEAK = r"(?:parl|trait|mentionn|evoqu|abord)(?:e|ent|ait|aient)"
_TREATED = r"(?:mentionne|evoque|traite|aborde|cite)e?s?"
_GIVE = r"(?:(?:donn|cit|trouv|montr|affich|indiqu|cherch|rappel)(?:e|er|ez|es|le)|fourni[rst])"
_WANT = (
    r"(?:peux-tu|peut-on|pourrais-tu|pouvez-vous|pourriez-vous|merci de|il me faut|j'aimerais"
    r"|je (?:veux|voudrais|souhaite|recherche|cherche))(?: (?:avoir|savoir|connaitre|trouver))?"
)
_GIVING = rf"(?:{_WANT} )?(?:(?:je |me |m')?{_GIVE}(?:[ -](?:moi|nous))? )?(?:juste |exactement )?"
_WHAT = rf"(?:(?:{_WANT} ce |(?:qu'est-ce |est-ce )?)qu(?:e |')|quoi |comment )"
_PRECISELY = r"(?: (?:exactement|precisement|explicitement|expressement|au juste|aussi|quoi|ils|elles|elle|il|on))*"

_EXACT = r"(?: (?:exact|precis|complet|officiel|pertinent)e?s?)?"
_OF = r"(?:de|du|des|d')"
_ON = (
    r"(?:sur|concernant|quant aux?|relati\w+ aux?|face aux?"
    rf"|(?:a propos|au sujet|en matiere) {_OF})"
)
_ABOUT = rf"(?:{_ON}|{_OF})"
_MATTER = rf"(?:la question|le sujet|le theme|le probleme) {_OF}"
_AT_ALL = rf"(?: {_ABOUT})?(?: {_MATTER})?"
_OF_WHICH = rf"(?:{_ON}|(?:qui|ou {_THEY}) (?:parle|traite)(?:nt)? {_OF})"

_HEADS = (
    # que disent les textes sur… ; qu'est-ce qu'ils disent de… ; je veux savoir ce que dit le rapport sur…
    rf"{_WHAT}?{_SAY}(?: {_THE_TEXTS}{_PRECISELY} {_ON}|{_INVERTED}{_PRECISELY} {_ABOUT})",
    rf"{_WHAT}(?:{_THE_TEXTS}|{_THEY}) {_SAY}{_PRECISELY} {_ABOUT}",
    # le rapport parle-t-il de… ; est-ce que les textes évoquent… ; comment le groupe aborde-t-il… ; parle-t-on de…
    rf"(?:est-ce qu(?:e |')|comment )?(?:{_THE_TEXTS}|{_THEY}) {_SPEAK}{_INVERTED}{_PRECISELY}{_AT_ALL}",
    rf"(?:{_SPEAK}-(?:t-)?(?:ils?|elles?|on)|est-ce qu(?:e |'){_SPEAK}){_PRECISELY}{_AT_ALL}",
    # comment est traitée la question de… ; quelle est la position du groupe sur… ; quelle place pour…
    rf"comment (?:est|sont) {_TREATED}(?: {_MATTER})?",
    rf"quel(?:le)? est (?:la position|l'avis|le point de vue|l'approche|la vision) {_OF_THE_TEXTS} {_ON}",
    r"quelle (?:est la )?place (?:(?:est )?(?:faite|donnee|accordee|reservee) )?(?:a|aux?|pour)",
    rf"(?:quid|qu'en est-il|ou en est-on) {_OF}",
    # y a-t-il quelque chose sur… ; donne-moi le passage exact sur… ; je cherche des informations sur…
    rf"(?:y a-t-il|(?:est-ce qu')?il y a|avez-vous|as-tu|a-t-on) (?:une? |des )?{_SOMETHING} {_OF_WHICH}",
    rf"{_GIVING}(?:les? |la |l'|une? |des )"
    rf"{_SOMETHING}{_EXACT}(?: (?:du|des|de ce) {_PASSAGE})? {_OF_WHICH}",
    # le libellé exact de… ; j'ai entendu parler de… ; je prépare un article sur…
    rf"{_GIVING}(?:le |la |l')(?:libelle|texte|enonce|formulation|teneur){_EXACT} {_OF}",
    rf"j'ai (?:entendu parler|lu quelque chose) {_ABOUT}",
    rf"(?:je (?:travaille|(?:prepare|ecris|redige|fais)(?: [\w-]+){{2,4}}?)|(?:j'ai )?une question) {_ON}",
    # parle-moi de… ; peux-tu me parler de… ; explique-moi…
    rf"(?:parle[rz]?[ -](?:moi|nous)|{_WANT} (?:me |m'|nous )parler)(?: un peu)? {_ABOUT}",
    rf"(?:explique[rz]?[ -](?:moi|nous)|{_WANT} (?:me |m'|nous )expliquer)(?! (?:ce|comment|pourquoi|qu))",
    # quel paragraphe parle de… ; où est-il question de…
    rf"(?:dans )?quels? (?:documents?|rapports?|{_PASSAGE}) {_SPEAK}{_INVERTED}{_PRECISELY}(?: {_ABOUT})?",
    rf"(?:dans quels? (?:documents?|rapports?|{_PASSAGE}) |ou )?"
    rf"(?:est-il|il est|est-ce qu'il est) question{_PRECISELY} {_ABOUT}",
    rf"ou (?:{_THEY} )?{_SPEAK}{_INVERTED}{_PRECISELY}(?: {_ABOUT})?",
)
_IN_THE_TEXTS = rf"(?: (?:dans|par) {_THE_TEXTS}| quelque part| ou pas)?"
_THEN = r"(?: ?[,:;] ?| )(?:et )?"
_TAILS = (
    # …est-elle mentionnée dans les textes ? …, on en parle ? …, c'est évoqué ?
    rf"[,:; ]+(?:est|sont)[ -](?:ils?|elles?|ce)(?: (?:bien|aussi|explicitement|deja))? {_TREATED}{_IN_THE_TEXTS}",
    rf"{_THEN}(?:est-ce qu(?:e |'))?(?:c'est {_TREATED}|(?:{_THE_TEXTS}|{_THEY}) en (?:parl|trait)\w+){_IN_THE_TEXTS}",
    # …, que disent les textes ? …, qu'en dit-on ? …, ça dit quoi ?
    rf"{_THEN}qu(?:e |'en |'est-ce qu(?:e |'))(?:{_THE_TEXTS} |{_THEY} )?(?:en )?{_SAY}{_INVERTED}(?: {_THE_TEXTS})?",
    rf"{_THEN}(?:{_THE_TEXTS}|{_THEY}) (?:en )?(?:dit|disent) quoi",
    # …, comment ça marche ? …, c'est laquelle ?
    rf"{_THEN}(?:comment (?:ca|cela) (?:marche|fonctionne|se passe)|c'est (?:laquelle|lequel))",
)
_HEAD = re.compile(
    rf"^\W*(?:(?:et|alors|donc|mais|sinon|bon),? )?(?:{'|'.join(_HEADS)})(?:\b|(?<='))\s*(?=[^\W\d])",
)
_TAIL = re.compile(rf"(?:{'|'.join(_TAILS)})\W*$")
_WHICH = re.compile(r"^\W*(?:(?:et|mais|donc) )?(?:de |par |a |dans )?(?:qu|combien|comment|pourquoi|ou\b|lesquel)")


def unframed(question: str) -> str:
    """Return what a question is about; the question as it is where nothing frames it, or nothing would be left."""
    without_head = _about(question[_end_of_head(question) :], question)
    without_tail = _about(without_head[: _start_of_tail(without_head)], without_head)
    return without_tail if without_tail == question else unframed(without_tail)


def _end_of_head(text: str) -> int:
    match = _HEAD.match(fold(text))
    return match.end() if match else 0


def _start_of_tail(text: str) -> int:
    """Where the end of the frame starts; after the text where it asks which (« quels pays sont-ils cités ? »)."""
    folded = fold(text)
    match = None if _WHICH.match(folded) else _TAIL.search(folded)
    return match.start() if match else len(text)


def _about(inner: str, outer: str) -> str:
    """The inner text, if it is about something; else the outer one."""
    return inner if content_words(inner) else outer
