"""The French analyser, the only one: text to terms, for the lexical index and every lexical comparison.

Lower case; elisions removed (l', d', qu', jusqu', lorsqu'… with ' and ’); symbols and numbers kept
whole (A/RES/74/28, 73/266, 13 g)); stop words removed; accents folded; Snowball stems.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

import Stemmer

SYMBOL = r"[a-z](?:/[a-z0-9]+(?:\.[a-z0-9]+)*)+(?:\(\w+\))?"  # a/res/74/28, a/76/135, s/2020/1.add.1
LETTERED = r"\d+\s[a-z]\)"  # 13 g)
NUMBER = r"\d+(?:[/.,-]\d+)*"  # 73/266, 2012-2013
WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
TOKEN = re.compile(rf"{SYMBOL}|{LETTERED}|{NUMBER}|{WORD}")
PLAIN = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " "})
ELISION = re.compile(r"^(?:(?:jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|qu|[cdjlmnst])['’])+")


def fold(text: str) -> str:
    """Return `text` in lower case without accents, « œ » as « oe », no-break spaces as plain ones."""
    decomposed = unicodedata.normalize("NFD", text.lower().translate(PLAIN))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.replace("œ", "oe").replace("æ", "ae")


def words(text: str) -> list[str]:
    """Return the folded tokens of `text`, elisions removed, stop words and all."""
    tokens = (ELISION.sub("", token) for token in TOKEN.findall(fold(text)))
    return [token for token in tokens if token]


def analyse(text: str) -> list[str]:
    """Return the index terms of `text`: stems of its words, symbols and numbers whole, no stop words."""
    return [stem(token) for token in words(text) if token not in stop_words()]


@cache
def stem(token: str) -> str:
    """Return the French Snowball stem of a folded token; tokens with a digit are kept whole."""
    if any(char.isdigit() for char in token):
        return token
    stemmed: str = _stemmer().stemWord(token)
    return stemmed


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("french")


@cache
def stop_words() -> frozenset[str]:
    """The folded stop words of `stop_words.txt`, one a line."""
    lines = files("embeddings").joinpath("stop_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line.strip()) for line in lines if line.strip() and not line.startswith("#"))
