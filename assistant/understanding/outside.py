"""Texts that the corpus does not hold: the well-known ones, and those that its own words name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.understanding.model import OutsideDocument
from assistant.understanding.reading import fold
from corpus import Corpus

_RESOLUTION_OF_YEAR = re.compile(r"résolution de (\d{4})$")
_SESSION_0 = 1945  # the session of the General Assembly that opens in 1946 is the first


@dataclass(frozen=True, slots=True)
class OutsideText:
    """A text known by name. `quoted_by_corpus`: the documents of the corpus speak of it."""

    name: str
    pattern: re.Pattern[str]
    quoted_by_corpus: bool


@cache
def outside_texts() -> tuple[OutsideText, ...]:
    """Give the reviewed list of `outside_texts.toml`."""
    table = tomllib.loads(files(__package__).joinpath("outside_texts.toml").read_text(encoding="utf-8"))
    return tuple(
        OutsideText(text["name"], re.compile("|".join(text["patterns"])), text.get("quoted_by_corpus", False))
        for text in table["texts"]
    )


def describe_outside(name: str, corpus: Corpus) -> OutsideDocument:
    """Tell where the corpus mentions an outside text, by the references it makes or else by its words."""
    year = _RESOLUTION_OF_YEAR.match(name)
    start = f"A/RES/{int(year[1]) - _SESSION_0}/" if year else name
    cited = dict.fromkeys(
        item.paragraph_id
        for item in corpus.references
        if item.target_symbol == name or (year and item.target_symbol.startswith(start))
    )
    if cited:
        return OutsideDocument(name, tuple(cited))
    pattern = next((text.pattern for text in outside_texts() if text.name == name), None)
    if pattern is None:
        return OutsideDocument(name, ())
    named = (item.paragraph_id for item in corpus.paragraphs if pattern.search(fold(item.text)))
    return OutsideDocument(name, tuple(named))
