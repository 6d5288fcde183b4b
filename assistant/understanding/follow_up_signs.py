"""The signs that a question leans on the conversation: a table of forms, each with its weight.

Forms are looked for in a read question where the names of documents are hidden behind « ¤ ».
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """A form and its weight.

    It counts only where the question has at most `words` content words, and the part of the question
    before it at most `before`: later than that, a pronoun stands for something in the question itself.
    """

    name: str
    weight: int
    pattern: re.Pattern[str]
    words: int = 99
    before: int = 99


_NOUN = r"(?:groupe|rapport|texte|point|paragraphe|principe|cas|passage)"
_SHE = r"(?:norme|liste|resolution|regle|idee|question|initiative|declaration|mesure|aide|note)"
_MODAL = r"(?:peut|doit|doivent|peuvent|faut)(?:-(?:il|elle|on)s?)?"

SIGNS = (
    Sign(
        "opens by linking",
        4,
        re.compile(
            r"^\s*(?:and\b|what about\b|et\b|mais\b|du coup|alors\b|donc\b|ensuite\b|puis\b|meme (?:chose|question)"
            r"|idem|pareil|encore\b|aussi\b|ah\b"
            r"|ok\b|dans ce cas|en ce cas|a ce (?:propos|sujet)|quoi d'autre|comment ca|c'est[- ]a[- ]dire"
            r"|par exemple|ou ca\b|partout)"
        ),
    ),
    Sign(
        "points back",
        3,
        re.compile(
            rf"\b(?:la-?dessus|la-?dedans|dedans|a ce (?:propos|sujet)|(?:pour|de) (?:ca|cela)|ce {_NOUN}|cette {_SHE}"
            r"|ces (?!normes de|regles du cyber|technolog|outils)\w+|ce(?:lle|lui|ux)-(?:ci|la)|l'autre|les 2"
            r"|(?:quels?|quelles?|d') ?autres?\b(?! (?:pays|etats?))|le sien|la sienne|les siens|dont (?:ils?"
            r"|elles?) parl\w+"
            r"|^\W*(?:lesquel\w*|laquelle|desquel\w*|duquel)\b(?! d(?:es?|u)\b| d')"
            r"|est-ce que (?:ca|cela)|meme chose|(?:est|sont) aussi\b|(?:des|un) exemples?\b|(?:alors|aussi|donc) ?\?)"
        ),
        before=2,
    ),
    Sign(
        "object pronoun",
        3,
        re.compile(
            rf"\b(?:de|pour|a|{_MODAL}) (?:l[ae]s? |l'|y |en |lui |leur )[a-z]+(?:er|ir|re)\b"
            r"|\b(?:on|qui|comment|ne) (?:l[ae]s? |l'|y |en |lui |leur )[a-z]+(?:e|t|s)\b|\b(?:s'en|s'y|qu'en|s'en)\b"
            r"|\by (?:a-t-il|participe|etai\w+|rejoindre|joindre|remedier|figure)|\ben (?:parl\w+|di\w+|dresse"
            r"|pense|reparl\w+|attendant|(?:fait|font|fai\w+) partie)"
            r"|(?<!, )\b(?:ca|cela) ?\?*$|^\W*l[ae]s? [a-z]+er,"
        ),
        before=2,
    ),
    Sign(
        "pronoun without a noun",
        3,
        re.compile(
            r"\b(?:ils|elles?|ca|cela|lui|eux|leurs?|(?:celui|celle|ceux|celles) (?:qui|que|dont))\b"
            r"|(?<!faut-)(?<!faut )(?<!est-)(?<!t-)\bil (?!y |existe|faut|s'agit|est (?:possible|necessaire"
            r"|interdit|permis))"
        ),
        before=0,
    ),
    Sign("possessive without a noun", 2, re.compile(r"\b(?:son|sa|ses) \w+"), before=0),
    Sign(
        "question word alone",
        4,
        re.compile(
            r"^\W*(?:pourquoi|comment|ou|quand|combien|qui|lesquel\w*|laquelle|sur quoi|quoi|(?:a|par) qui"
            r"|dans quel \w+"
            r"|quel(?:le)?s? (?:autres? )?\w+)\s*\?*\s*$"
        ),
    ),
    Sign(
        "ordinal without a noun",
        3,
        re.compile(
            r"\bl[ae] (?:\d+e|derniere?|meme|suivante?|precedente?) (?:a|est|sera|doit|dit|peut|\?)"
            r"|\bl'avant-derniere?\b(?! \w+e\b)"
        ),
    ),
    Sign(
        "question word without a verb",
        2,
        re.compile(
            r"^\W*(?:pourquoi|comment|ou|quand) (?:par|pour|en|dans|avec|de|a|si)\b|\b(?:quoi|qui|ou|quand) ?\?+$"),
        words=2,
    ),
    Sign("nobody's deed", 1, re.compile(r"^\W*qui (?:est|sont|a|ont|etai\w+|doit|doivent|peut|peuvent)\b"), words=1),
    Sign("existence", 2, re.compile(r"^\W*(?:c'est|ce sont|y a|il y a|y aura|il existe|on|je)\b"), words=2),
    Sign(
        "definite",
        2,
        re.compile(
            r"\bl[ae]s? (?:groupes?|rapport|texte|resolution|declaration|signataires|participants)\b(?! (?:d[eu]"
            r"|\d|qui)| d')"),
        words=2,
    ),
    Sign("document as subject", -4, re.compile(r"¤[ ,]+(?:elles?|ils?) .*\b(?:qu\w+|combien|comment|ou)\b")),
)  # fmt: skip
