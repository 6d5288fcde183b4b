"""Content words of a question: what is left when the grammar of asking is taken away."""

from __future__ import annotations

import re

from assistant.understanding.reading import fold
from assistant.understanding.word_sets import word_set

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


GRAMMAR = word_set("""
    a ai aie ait alors apres as au aucun aucune aujourd'hui aussi autour autre autres aux avaient avait avant avec
    avez avoir avons ayant bah bas beaucoup ben bien bon bref c ca car ce ceci cela celle celles celui ces cet cette
    ceux chaque chez ci combien comme comment concernant contre d dans de dedans dehors deja depuis derriere des
    desormais dessus deux devant doit doivent donc dont du durant e elle elles en encore enfin ensuite entre envers
    es est et etaient etait etant ete etes etre eu eux faire fait faut font fois hein hors hormis ici il ils j
    jamais je jusqu jusque juste l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui
    m ma mais malgre me meme memes mes moi moins mon n ne ni non nos notre nous on ont ou oui outre par parce parmi
    pas pendant peu peut peuvent peux plus plusieurs plutot pour pourquoi pourrait pourraient pourtant presque pres
    puis puisque qu quand quant que quel quelle quelles quelque quelques quels qui quoi s sa sans sauf se selon sera
    seraient serait ses seulement si sinon sont son sous suis sur surtout t ta tandis tant te tel telle telles tels
    tes toi ton toujours tous tout toute toutes tres trop tu un une va vais vas vers veut veulent voici voila vont
    vos votre vous y est-ce qu'est-ce t-il t-elle t-on t-ils t-elles la-dedans la-dessus au-dela ci-dessus celui-ci
    celui-la celle-ci celle-la ceux-ci ceux-la lui-meme d'apres koi ki kel kels kelle dit ok
    the of is are was were what which who whom whose how why when where does do did can could should would must
    shall and in to for about with by from it its this that these those be been have has had not or if an as i you
    they we my your their our me there any
    """)

# Words by which one asks a text to speak; they name no topic.
FRAME = word_set("""
    afficher affiche affichez annonce aborde aborder apparait cause causer cite citer citez comporte comprend comprendre
    comprends connaitre contenu contient cherche chercher demande demander demandent demandait develop developpe
    developper dire disent disait disaient dis dites document documents donne donner donnez enonce enoncent ecrit ecrite
    ecris evoque evoquer evoquent exact exactement exacte expose figure figurent indique indiquer integral integralite
    integralement lire lis lit lisez mentionne mentionner mentionnent
    enumere enumerer enumerez enumeration liste lister listez
    montre montre-moi montrer montrez note notent
    numero objet paragraphe paragraphes parle parler parlent parlait passage passages porte portent precise precisent
    prescrit precisement presente prevoit prevoient prevoir question raconte racontent racontes rappelle rapport
    rapports recherche redonne resolution resolutions resume savoir sors sortir souhaite souhaiterais souligne stipule
    stipulent svp stp texte textes traite traitent trouve trouver veux voir voudrais aimerais est-ce-que plait
    propos sujet niveau question questions quoi chose choses truc trucs donne-moi dis-moi cite-moi
    lis-moi cf ibid idem supra infra lettre
    let litt alinea alineas al sous-paragraphe item bas page numerote numerotee dernier derniere
    premier premiere entier entiere complet complete complets mot mots demande-t-elle dit-elle dit-il dit-on
    prevoit-elle prevoit-il contient-il contient-elle
    report say says tell give show read quote paragraph paragraphs
    """)

_CLITICS = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)$")
_INVERSION = re.compile(r"-(?:t-)?(?:ils?|elles?|on|vous|tu|je|nous|ce|moi|en|y|le|la|les|ci)$")


def words(text: str) -> tuple[str, ...]:
    """List the words of a text, folded, without inverted pronouns (« demande-t-elle » gives « demande »)."""
    return tuple(_INVERSION.sub("", match.group()) for match in _WORD.finditer(fold(text)))


def says_nothing(text: str) -> bool:
    """Tell whether a text is made of grammar alone: « pourquoi ? », « oui »."""
    return all(word in GRAMMAR or _CLITICS.match(word) for word in words(text))


def content_words(text: str) -> tuple[str, ...]:
    """List the words that carry a topic, as written, in order, each once: neither grammar nor words of asking."""
    kept: dict[str, str] = {}
    for match in _WORD.finditer(fold(text)):
        word = _INVERSION.sub("", match.group())
        if len(word) > 1 and word not in GRAMMAR and word not in FRAME and not _CLITICS.match(word):
            kept.setdefault(word, text[match.start() : match.start() + len(word)])
    return tuple(kept.values())
