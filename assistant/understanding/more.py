"""« Encore », « La suite », « D'autres passages ? »: a follow-up that asks for more of the last answer."""

from __future__ import annotations

import re

_OPENS = (
    r"(?:(?:et|ok|oui|bon|mais|alors|merci)[ ,.!]+)*"
    r"(?:(?:(?:y a-t-il|il y a|y a|as-tu|avez-vous|tu as|t'as|donne[zr]?(?:-moi)?|montre[zr]?(?:-moi)?"
    r"|cite[zr]?(?:-moi)?|affiche[zr]?|je (?:veux|voudrais)|quels(?: sont les)?|quelles(?: sont les)?) )+)?"
)
_THINGS = r"(?:passages?|citations?|extraits?|resultats?|reponses?|paragraphes?|textes?|elements?|choses?|exemples?)"
_MORE = (
    r"(?:encore(?: (?:un(?:e)?(?: autre)?|d'autres?|plus|quelque chose|(?:des|d'autres) " + _THINGS + r"))?"
    r"|(?:la )?suite|continue[zr]?|on continue|poursui(?:s|vez|vre)|go on|more|(?:quelque chose|rien|quoi) d'autre"
    r"|autres? (?:chose|" + _THINGS + r")|(?:d'|les )?autres? " + _THINGS + r"|(?:l')?autres? ?|d'autres"
    r"|(?:en )?(?:plus|davantage)(?: de " + _THINGS + r")?|voir plus|plus"
    r"|les " + _THINGS + r" (?:suivants|suivantes)|les suivants|les suivantes|c'est tout|rien d'autre)"
)
_CLOSES = (
    r"(?: (?:encore|a ce sujet|la-dessus|sur (?:ce sujet|ca|cela)|s'il (?:te|vous) plait|svp|stp|please))*[ ?.!…]*"
)
_ASKS_MORE = re.compile(rf"\s*{_OPENS}{_MORE}{_CLOSES}")


def asks_for_more(text: str) -> bool:
    """Tell whether a read text asks for nothing but more of what was shown."""
    return _ASKS_MORE.fullmatch(text) is not None
