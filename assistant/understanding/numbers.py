"""Numbers written in words: « cinquante », « quatre-vingt-dix-huit », « huitième »."""

from __future__ import annotations

import re

_UNITS = {
    "zero": 0,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "treize": 13,
    "quatorze": 14,
    "quinze": 15,
    "seize": 16,
}
_TENS = {
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
    "cent": 100,
}
_ONE = {"un": 1, "une": 1}  # an article as well, so only inside a compound or where a number is due
_VALUES = _UNITS | _TENS | _ONE

_ORDINALS = {
    "premier": 1,
    "premiere": 1,
    "second": 2,
    "seconde": 2,
    "deuxieme": 2,
    "troisieme": 3,
    "quatrieme": 4,
    "cinquieme": 5,
    "sixieme": 6,
    "septieme": 7,
    "huitieme": 8,
    "neuvieme": 9,
    "dixieme": 10,
    "onzieme": 11,
    "douzieme": 12,
    "treizieme": 13,
    "quatorzieme": 14,
    "quinzieme": 15,
    "seizieme": 16,
    "vingtieme": 20,
    "trentieme": 30,
    "quarantieme": 40,
    "cinquantieme": 50,
    "soixantieme": 60,
}

ORDINAL_WORDS = tuple(_ORDINALS)

_WORD = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True))
NUMBER_WORDS = re.compile(rf"\b(?:{_WORD})(?:(?:[ -]et[ -]|[ -])(?:{_WORD}|une?)\b)*\b")
ORDINAL = re.compile(
    rf"\b(?:(?P<tens>vingt|trente|quarante|cinquante|soixante)[ -](?:et[ -])?(?P<unit>unieme|\w+ieme)"
    rf"|(?P<word>{'|'.join(sorted((f'{word}s?' for word in _ORDINALS), key=len, reverse=True))})"
    r"|(?P<digits>\d{1,2})(?:er|ere|nde?|e|eme|ieme)s?)\b"
)


def number_of(words: str) -> int:
    """Give the number that folded French number words spell: « quatre-vingt-dix-huit » is 98.

    Raises KeyError where a word is not one of them.
    """
    total = 0
    for word in re.split(r"[ -]+", words):
        if word == "et":
            continue
        value = _VALUES[word]
        multiplies = (value == 20 and total == 4) or (value == 100 and 2 <= total <= 9)
        total = total * value if multiplies else total + value
    return total


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
ROMAN = re.compile(r"(?=[ivxlc]+\b)(?:x{0,3}|x?l|lx{1,3}|xc|c)(?:i{1,3}|i?v|vi{1,3}|ix)?")


def roman_number(letters: str) -> int:
    """Give the number that Roman letters write, of either case: « XXI » is 21. Raises KeyError on another letter."""
    values = [_ROMAN[letter] for letter in letters.lower()]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def ordinal_of(match: re.Match[str]) -> int | None:
    """Give the rank that a match of `ORDINAL` spells, or None where it is not one after all."""
    if match["digits"]:
        return int(match["digits"])
    if match["word"]:
        return _ORDINALS[match["word"].rstrip("s")]
    unit = 1 if match["unit"] == "unieme" else _ORDINALS.get(match["unit"])
    return None if unit is None else _TENS[match["tens"]] + unit
