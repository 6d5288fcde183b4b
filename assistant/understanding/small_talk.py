"""Greetings, thanks, questions about the assistant; and input that is not a question at all."""

from __future__ import annotations

import re

from assistant.understanding.model import Topic

_END = (
    r"(?: (?:a tous|a toi|a vous|alinea|toi|beaucoup|bien|infiniment|encore|pour tout|pour ton aide"
    r"|pour votre aide|merci|toi aussi|tout le monde|ca va|bien merci|c'est gentil|et bonne journee))*"
)
_HELLO = (
    r"(?:bonjour|bonsoir|salut|coucou|hello|hey|hi|bjr|slt|yo|re|wesh|enchantee?"
    r"|good (?:morning|afternoon|evening|day)"
    r"|hola|buen[oa]s (?:dias|tardes|noches)|guten (?:tag|morgen|abend)|hallo|buongiorno|buonasera"
    r"|bom dia|boa tarde|ola)"
)
_TOPICS = (
    (
        Topic.THANKS,
        r"(?:(?:ok|super|parfait|genial|top|bien|cool|tres bien) )?(?:(?:un )?(?:grand )?merci|mrc|mci"
        r"|thanks?(?: you)?(?: (?:very|so) much| a lot)?|(?:muchas )?gracias|danke(?: schon)?|grazie|obrigad[oa]"
        rf"|je (?:te|vous) remercie){_END}|(?:super|parfait|genial|top|cool|ok|d'accord"
        r"|bien recu|tres bien|c'est note|nickel|bravo)",
    ),
    (
        Topic.GOODBYE,
        r"(?:au revoir|a bientot|a plus(?: tard)?|a\+|(?:good ?)?bye(?: bye)?"
        r"|see you(?: soon| later)?|adios|tschuss|arrivederci|ciao|adieu"
        r"|bonne (?:journee|soiree|nuit"
        rf"|continuation)|a demain|tchao){_END}",
    ),
    (
        Topic.IDENTITY,
        r"(?:mais )?(?:qui (?:es[- ]tu|etes[- ]vous|t'es|est alinea)|t'es qui|tu es qui|c'est quoi alinea"
        r"|(?:quel est ton nom|tu t'appelles comment)|comment (?:tu )?t'appelles(?:-tu)?"
        r"|comment vous appelez[- ]vous|es-tu (?:un|une) (?:robot|ia|humain|intelligence artificielle|chatbot)"
        r"|tu es (?:un|une) (?:robot|ia|humain|chatbot)|qui t'a (?:cree|fait|concu)|qu'est-ce qu'alinea"
        r"|presente[- ]toi|who (?:are|r) (?:you|u)|what(?:'s| is) your name|what are you"
        r"|are you (?:a |an )?(?:robot|bot|ai"
        r"|human|chatbot)|quien eres|wer bist du|chi sei)",
    ),
    (
        Topic.HELP,
        r"(?:a l'|de l'|besoin d')?(?:aide(?:[- ]moi)?|(?:est-ce que )?(?:pouvez-vous|peux-tu|tu peux|vous pouvez"
        r"|tu pourrais|pourriez-vous|pourrais-tu) m'aider|j'ai (?:une (?:petite )?question|besoin d'aide)"
        r"|test|essai|allo"
        r"|(?:please )?(?:can you )?help(?: me)?(?: please)?|menu"
        r"|(?:what can (?:you|i) (?:do|ask)|how (?:does (?:it|this) work|do (?:you|i use (?:you|this)) ?(?:work)?)"
        r"|what (?:do you (?:do|know)|documents do you (?:have|know))|do you speak (?:english|french|spanish|german))"
        r"|parlez[- ]vous (?:anglais|francais)|ayuda|hilfe|aiuto|mode d'emploi|\?+)|(?:comment (?:ca marche"
        r"|ca fonctionne|tu marches|tu fonctionnes|t'utiliser|vous utiliser|utiliser alinea|fonctionnes[- ]tu"
        r"|je fais|poser une question))|(?:que (?:peux[- ]tu|pouvez[- ]vous|sais[- ]tu|savez[- ]vous) faire"
        r"|qu'est-ce que (?:tu|vous) (?:sais|savez|peux|pouvez|fais) (?:faire)?|tu (?:sais|peux) faire quoi"
        r"|a quoi (?:tu sers|sers[- ]tu|servez[- ]vous)|tu sers a quoi|quels (?:documents"
        r"|textes) (?:connais[- ]tu|connaissez[- ]vous|tu connais|as[- ]tu|sont disponibles"
        r"|contient le corpus)|sur quels (?:documents|textes) .{0,30}|que puis[- ]je (?:te |vous )?demander"
        r"|quelles questions .{0,40}poser)",
    ),
    (
        Topic.TEXTS,
        r"(?:c'est quoi|qu'est-ce que(?: c'est que)?|quels sont|quelle est la liste de|liste(?:[- ]moi)?"
        r"|(?:de )?quoi parlent|que (?:disent|racontent|contiennent)) (?:les|ces|tes|vos|cinq|les cinq|ces cinq)"
        r" (?:textes|documents|sources)|(?:c'est quoi|que contient|qu'y a-t-il dans|y a quoi dans|qu'est-ce que)"
        r" (?:le|ton|votre|ce) corpus",
    ),
    (
        Topic.GREETING,
        rf"{_HELLO}(?: {_HELLO})?{_END}|(?:comment (?:ca va|vas[- ]tu|allez[- ]vous|tu vas)|ca va"
        r"|quoi de neuf)(?: bien)?",
    ),
)
_NO_TEXT_NAMED = re.compile(
    r"(?:(?:que|ke) (?:dit|disent|raconte|contient|contiennent)|ca dit quoi|(?:de )?quoi parle(?:nt)?"
    r"|resume(?:[- ]moi)?|c'est quoi|qu'est-ce que) (?:le|la|les|ce|cette|ces)"
    r" (?:rapports?|resolutions?|textes?|documents?)(?: de l'onu| des nations unies)?"
)
_COMPILED = tuple((topic, re.compile(rf"(?:{_HELLO} )?(?:{pattern})")) for topic, pattern in _TOPICS)
_LEADING = re.compile(
    rf"^\s*(?:{_HELLO}(?: (?:a tous|alinea|a toi|tout le monde))?|merci(?: beaucoup| bien)?|ok(?: merci)?"
    r"|d'accord|super|parfait|tres bien|svp|stp|s'il (?:te|vous) plait|dis|dites)"
    r"(?:[\s,.!:;]+(?:merci(?: beaucoup)?|alinea))*\s*[,.!:;-]+\s*(?=\w)"
)
_TRAILING = re.compile(r"[\s,.;]*\b(?:merci(?: d'avance| beaucoup| bien)?|svp|stp|s'il (?:te|vous) plait)[\s.!?]*$")


def small_talk_topic(text: str) -> Topic | None:
    """Give the topic of a read text that is nothing but small talk."""
    plain = " ".join(re.sub(r"[!,.;:…)(]+|(?<=\w)\s*\?+", " ", text).split())
    return next((topic for topic, pattern in _COMPILED if pattern.fullmatch(plain)), None)


def asks_of_no_text(text: str) -> bool:
    """Tell whether a read text asks what « the report » says and no more: it must be said which."""
    return _NO_TEXT_NAMED.fullmatch(text.strip(" ?.!")) is not None


def without_courtesy(text: str) -> tuple[int, int]:
    """Give the span of a read question that greetings before it and thanks after it leave."""
    start = match.end() if (match := _LEADING.match(text)) else 0
    trailing = _TRAILING.search(text, start)
    end = trailing.start() if trailing and trailing.start() > start else len(text)
    return start, end
