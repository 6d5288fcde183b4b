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
    cited = dict.fromkeys(item.paragraph_id for item in corpus.references if item.target_symbol == name)
    if cited:
        return OutsideDocument(name, tuple(cited))
    pattern = next((text.pattern for text in outside_texts() if text.name == name), None)
    if pattern is None:
        return OutsideDocument(name, ())
    named = (item.paragraph_id for item in corpus.paragraphs if pattern.search(fold(item.text)))
    return OutsideDocument(name, tuple(named))
