"""The language of a question, and whether it is made of words at all."""

from __future__ import annotations

import re

from assistant.understanding.word_sets import word_set

_ENGLISH = word_set(
    """
    the of is are was were what which who whom whose how why when where does do did can could should would
    must shall and in on to for about with by from states state report say says there any it its this that
    these those be been have has had not or if as an i you they we my your their our tell me give show list
    between according
    """
)
_FRENCH = word_set(
    """
    le la les l un une des du de d et est sont que qu quoi quel quelle quels quelles qui comment pourquoi
    combien quand dans sur pour par avec ce cette ces il elle ils elles on je tu nous vous se sa son ses leur
    leurs ne pas plus au aux en y a ont fait faire dit disent c j s n m t ou mais donc si peut doit faut etre
    avoir selon
    """
)
_ANOTHER = word_set(
    """
    el los las su sus hacer puede pueden estados del sobre para con por como cual cuales dice deben debe
    una unas unos y muy
    der die das und ist was wie uber von fur mit ein eine nicht sind welche warum sagt zum zur
    gli delle della dei degli che cosa quali qual sono nel sulla di lo
    os uma com nao sao pelo pela quais
    """
)
_SHARED = word_set("que qui si se un la de en a le les tu on y du es no")  # in French and other languages
_WORD = re.compile(r"[a-z]+")
_LATIN = re.compile(r"[a-z]")
_UNPRONOUNCEABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}|(.)\1{4,}")
_VOWEL = re.compile(r"[aeiouy]")


def language_of(text: str) -> str:
    """Guess the language of a folded text: « fr » also in doubt.

    « foreign » is another language in Latin letters, « other » another alphabet.
    """
    letters = [character for character in text if character.isalpha()]
    latin = sum(1 for character in letters if _LATIN.match(character))
    if letters and latin < len(letters) / 2:
        return "other"
    words = _WORD.findall(text)
    english = sum(word in _ENGLISH for word in words)
    french = sum(word in _FRENCH for word in words)
    another = sum(word in _ANOTHER for word in words)
    if english >= 2 and english > max(french, another):
        return "en"
    only_french = sum(word in _FRENCH and word not in _SHARED for word in words)
    return "foreign" if another >= 2 and another > only_french else "fr"


def is_readable(text: str) -> bool:
    """Tell whether a folded text in the Latin alphabet holds something that could be words."""
    return language_of(text) != "other" and any(map(_like_word, _WORD.findall(text)))


def _like_word(word: str) -> bool:
    return len(word) <= 28 and not _UNPRONOUNCEABLE.search(word) and (len(word) < 4 or bool(_VOWEL.search(word)))
