"""`alinea search`: the paragraphs found, and what each component added to the score of each."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from assistant.batch import hit_json
from assistant.citation import reference
from assistant.cli import texts
from assistant.model import PassageHit

if TYPE_CHECKING:
    from rich.table import Table

EXCERPT = 160  # characters
HITS_A_TABLE = 7  # columns that fit in eighty characters


def hit_lines(hit: PassageHit) -> str:
    """Write a hit for the terminal: rank, reference, score, and the beginning of the paragraph."""
    excerpt = textwrap.shorten(hit.paragraph.text, EXCERPT, placeholder=" […]")
    return f"{hit.rank:>2}. {reference(hit.paragraph)}  ({hit.score:.2f})\n    {excerpt}"


def hit_with_text(hit: PassageHit, *, explain: bool) -> dict[str, Any]:
    """Return a hit as a JSON object of the batch format, with the paragraph's text and, to explain, its components."""
    content = {**hit_json(hit), "text": hit.paragraph.text}
    if explain:
        content["components"] = {name: round(value, 6) for name, value in hit.components.items()}
    return content


def explanation(hits: Sequence[PassageHit]) -> Iterator[Table]:
    """Lay out the components of the hits' scores: one line a component, one column a hit."""
    remaining = iter(hits)
    while several := list(islice(remaining, HITS_A_TABLE)):
        yield _table(several)


def _table(hits: Sequence[PassageHit]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_footer=True)
    table.add_column(texts.COMPONENT, footer=texts.TOTAL, no_wrap=True)
    for hit in hits:
        table.add_column(
            texts.RANK.format(rank=hit.rank), footer=f"{hit.score:.2f}", justify="right", no_wrap=True, min_width=6
        )
    for name in hits[0].components:
        table.add_row(texts.COMPONENTS.get(name, name), *(f"{hit.components[name]:+.2f}" for hit in hits))
    return table
