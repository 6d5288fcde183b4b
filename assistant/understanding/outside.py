"""Texts that the corpus does not hold: the well-known ones, and those that its own words name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from assistant.understanding.model import OutsideDocument
from assistant.understanding.reading import fold
from corpus import Corpus

_RESOLUTION_OF_YEAR = re.compile(r"résolution de (\d{4})$")
_REPORTS = {  # reports that the texts call by their year
    symbol: re.compile(rf"\brapports? (?:de )?(?:\d{{4}}, )*(?:\d{{4}} et )?{year}\b")
    for symbol, year in (("A/65/201", 2010), ("A/70/174", 2015))
}
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
    """Tell where the corpus mentions an outside text, by the references it makes and by its words."""
    year = _RESOLUTION_OF_YEAR.match(name)
    start = f"A/RES/{int(year[1]) - _SESSION_0}/" if year else name
    cited = {
        item.paragraph_id
        for item in corpus.references
        if item.target_symbol == name or (year and item.target_symbol.startswith(start))
    }
    pattern = _REPORTS.get(name) or next((text.pattern for text in outside_texts() if text.name == name), None)
    if pattern is not None and (name in _REPORTS or not cited):
        cited |= {item.paragraph_id for item in corpus.paragraphs if _mentions(item.text, pattern)}
    return OutsideDocument(name, tuple(item.paragraph_id for item in corpus.paragraphs if item.paragraph_id in cited))


@lru_cache(maxsize=65_536)  # as many as there are paragraphs and texts known by name: neither changes
def _mentions(text: str, pattern: re.Pattern[str]) -> bool:
    return pattern.search(fold(text)) is not None
