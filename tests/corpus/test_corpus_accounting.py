from dataclasses import replace

import pytest

from corpus.accounting import account_for
from corpus.aligned import AlignedText
from corpus.parsing.parsed import Parsed, Piece, Role

SYMBOLS = ["A/RES/73/266", "A/RES/74/28", "A/76/135", "Déclaration de Dinard", "A/68/98"]
NOISE = {
    "A/RES/73/266": {"footnote rule", "job number", "page mark", "running head", "word-processor remnant"},
    "A/RES/74/28": set(),
    "A/76/135": {"table of contents"},
    "Déclaration de Dinard": {"date of last change", "image caption", "link to the top"},
    "A/68/98": {"job number and page mark", "running head"},
}


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_visible_character_is_counted_once(parsed_sources: dict[str, tuple[str, Parsed]], symbol: str) -> None:
    source, parsed = parsed_sources[symbol]
    account = account_for(source, parsed)
    assert [source[offset] for offset in account.unaccounted] == []
    assert [source[offset] for offset in account.double_counted] == []
    assert account.balanced
    assert sum(count for _, count in account.counts) == sum(not character.isspace() for character in source)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_noise_is_what_is_known_of_the_source(parsed_sources: dict[str, tuple[str, Parsed]], symbol: str) -> None:
    source, parsed = parsed_sources[symbol]
    counted = {category for category, _ in account_for(source, parsed).counts if category.startswith("noise")}
    assert counted == {f"noise: {name}" for name in NOISE[symbol]}


def test_a_lost_unit_is_noticed(parsed_sources: dict[str, tuple[str, Parsed]]) -> None:
    source, parsed = parsed_sources["Déclaration de Dinard"]
    lost = parsed.units[2]
    account = account_for(source, replace(parsed, units=(*parsed.units[:2], *parsed.units[3:])))
    assert not account.balanced
    assert account.unaccounted[0] == lost.text.start
    assert account.double_counted == ()


def test_a_character_counted_twice_is_noticed() -> None:
    whole = AlignedText.of("deux fois")
    pieces = (Piece(Role.NOISE, "a", whole), Piece(Role.HEADING, "b", whole[5:6]))
    account = account_for("deux fois", Parsed((), pieces, ()))
    assert account.double_counted == (5,)
    assert account.unaccounted == ()
