"""Whether a question asks for the content of a text that the corpus does not hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.documents import DocumentMention, Naming
from assistant.understanding.outside import outside_texts
from assistant.understanding.reading import Reading
from assistant.understanding.words import content_words

_SAYS = (
    r"(?:di(?:t|sent|sait|saient)|racont\w+|prevoi\w+|contien\w+|contenai\w+|enonc\w+|stipul\w+|garanti\w+"
    r"|recommand\w+|prescri\w+|demand\w+"
    r"|exig\w+|impos\w+|oblig\w+|propos\w+|conseill\w+|preconis\w+|interdi\w+|autoris\w+|cree|creait"
    r"|couvr\w+|defini\w+|decid\w+|fix\w+|pos\w+"
    r"|ecri\w+|declar\w+|soutien\w*|emploi\w*|confi\w+|donn\w+|trac\w+|regl\w+|assign\w+|apport\w+"
    r"|ajout\w+|list\w+|enumer\w+|parl\w+|explique\w*|soulign\w+|trait\w+)"
)
_LINK = (
    r"(?:la |le |les |l'|du |de la |de l'|des |de |d'|au |aux |a la |resolutions? |rapports? |document "
    r"|decision |texte |celebre |fameux |fameuse |compte rendu |projet |recueil )*"
)
_SAYS_BEFORE = re.compile(rf"\b{_SAYS}(?:-(?:t-)?(?:ils?|elles?))? {_LINK}$")
_ASKED = re.compile(
    rf"\b{_SAYS}(?:-(?:t-)?(?:ils?|elles?))? {_LINK}$|\b(?:selon|d'apres|dans) {_LINK}$"
    r"|\b(?:contenu|texte|teneur|annexe|articles?|paragraphes?|par\.|points?|mesures?|elements?|principes?"
    r"|dispositions?|obligations?|regles?|termes?|questionnaire|introduction|sous-groupes?"
    rf"|recommandations?|conclusions?|limites?)\b[^,?]{{0,60}}? {_LINK}$"
)
_SAYS_AFTER = re.compile(
    rf"^(?: (?:de|du) (?:\d\w* )?(?:\w+ )?\d{{4}})?[ ,)]*(?:(?:elle|il|ca|elles|ils|qu'est-ce qu'\w+"
    rf"|combien|que|quoi|comment|quel\w* \w+)\b[ ,]*)*(?:(?:ne |n'|se |s'|y |en |nous |l')*)?{_SAYS}\b"
)
_AS_EXAMPLE = re.compile(r"\b(?:genre|type|style|comme)(?: (?:le|la|les))? (?:reglement )?$")
_IN_PASSING = re.compile(
    r"\b(?:quelle resolution|quelles resolutions|cree\w* (?:par|en)|en application|mentionn\w+|cite\w*"
    r"|citent|evoqu\w+|renvoi\w*|quand|date|adoptee?s?"
    r"|de quelle annee|s'appui\w+|inspir\w+|rappel\w+)\b"
)


def asks_content_of_outside(reading: Reading, mentions: Sequence[DocumentMention]) -> tuple[str, ...]:
    """List the outside documents whose content is asked; none where a document of the corpus is named too."""
    if any(mention.inside for mention in mentions):
        return ()
    return tuple(dict.fromkeys(mention.symbol for mention in mentions if _asked(reading.text, mention)))


def _asked(text: str, mention: DocumentMention) -> bool:
    known = next((outside for outside in outside_texts() if outside.name == mention.symbol), None)
    before, after = text[: mention.start], text[mention.end :]
    if known:
        return not (known.quoted_by_corpus or _AS_EXAMPLE.search(before))
    if mention.naming is not Naming.SYMBOL and mention.symbol.startswith("A/"):
        return _nothing_else(_SAYS_BEFORE.sub("", before), _SAYS_AFTER.sub("", after))  # the corpus speaks of them
    if _IN_PASSING.search(before) or _IN_PASSING.search(after):
        return False
    return bool(_ASKED.search(before) or _SAYS_AFTER.match(after)) or _nothing_else(before, after)


def _nothing_else(before: str, after: str) -> bool:
    """Tell whether nothing is asked around the name of a document."""
    return not content_words(f"{before} {after}")
