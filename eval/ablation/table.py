"""The tables of the ablation, in Markdown, and their place in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from eval.ablation.broad import BroadAnswers
from eval.ablation.confidence_variants import Told
from eval.ablation.framed import FRAMES, Framed
from eval.ablation.measured import CHARACTERS, EVIDENCE, RETRIEVAL, Measured
from eval.ablation.strength import Strength, chosen_strength
from eval.ablation.tuned import Tuned, Value, mean_characters
from eval.errors import EvalError
from eval.significance import bootstrap_interval, compare

BEGIN, END = "<!-- ablation:begin -->", "<!-- ablation:end -->"
TUNING_MARKS = ("<!-- tuning:begin -->", "<!-- tuning:end -->")
CONFIDENCE_MARKS = ("<!-- confidence:begin -->", "<!-- confidence:end -->")
STRENGTH_MARKS = ("<!-- strength:begin -->", "<!-- strength:end -->")
UNSEEN_MARKS = ("<!-- unseen:begin -->", "<!-- unseen:end -->")
SECTION = re.compile(r"^(?=### )", re.MULTILINE)
COMPARED = "RR@10"
SHARES = (*RETRIEVAL, EVIDENCE)
FRAMED_SHARES = (
    "of the corpus: answered",
    "not of it: refused",
    "of the corpus: same first paragraph as the topic alone",
)
BROAD_SHARES = ("of the corpus: answered", "not of it: refused", "answered: a listed paragraph is quoted")
NOTHING = "–"


class Ablation(NamedTuple):
    """What every experiment found; `documents` are symbols, each with the rows of its questions."""

    parts: Sequence[Measured]
    search: Sequence[Measured]
    typing: Sequence[Measured]
    topics: Sequence[Framed]
    broad: BroadAnswers
    documents: Sequence[tuple[str, Sequence[Measured]]]


def tables(found: Ablation, *, seed: int, made: str) -> str:
    """Gives every table under its title; `made` says when, and by which code."""
    held_out = [
        block
        for symbol, rows in found.documents
        for block in (f"### {symbol} as if nobody had anticipated a question on it", _with_size(rows, seed))
    ]
    blocks = [
        made,
        f"### Parts left out ({_size(found.parts)} answerable questions of the development set)",
        table(found.parts, seed),
        f"### The same parts, search alone ({_size(found.search)} asked questions, each author’s kept out)",
        search_table(found.search, seed),
        "### Questions as people type them",
        table(found.typing, seed),
        f"### Topics in everyday frames ({len(found.topics[0].answered)} topics, {len(FRAMES)} frames)",
        framed_table(found.topics, seed),
        f"### First questions, broad and brief ({sum(map(len, found.broad[:2]))} questions)",
        broad_table(found.broad, seed),
        *held_out,
    ]
    return "\n\n".join(blocks)


def table(rows: Sequence[Measured], seed: int) -> str:
    """Gives one table; differences are to its first row, question by question."""
    return _lines(["", *SHARES, CHARACTERS, f"Δ {COMPARED}"], (_cells(row, rows[0], seed) for row in rows))


def search_table(rows: Sequence[Measured], seed: int) -> str:
    """Gives the table of searches that quote nothing; differences are to its first row, question by question."""
    shares = ([row.name, *(_share(row, measure, seed) for measure in RETRIEVAL)] for row in rows)
    differences = (_difference(row, rows[0], seed) for row in rows)
    lines = ([*share, difference] for share, difference in zip(shares, differences, strict=True))
    return _lines(["", *RETRIEVAL, f"Δ {COMPARED}"], lines)


def framed_table(rows: Sequence[Framed], seed: int) -> str:
    """Gives the table of topics: intervals are over the topics."""
    return _lines(["", *FRAMED_SHARES], ([row.name, *_framed_shares(row, seed)] for row in rows))


def broad_table(found: BroadAnswers, seed: int) -> str:
    """Gives what becomes of the first questions that people type."""
    return _lines(BROAD_SHARES, [[_interval(shares, seed) for shares in found]])


def confidence_table(rows: Sequence[tuple[str, Mapping[str, Told]]], seed: int) -> str:
    """Gives, for each variant and set, the AUROC and the share of answerable questions that refusals cost."""
    sets = list(rows[0][1])
    header = [f"{measure}: {name}" for name in sets for measure in ("AUROC", "refused")]
    cells = ([name, *(cell for each in sets for cell in _told_cells(told[each], seed))] for name, told in rows)
    return _lines(["", *header], cells)


def tuning_table(rows: Sequence[Tuned]) -> str:
    """Gives what each value of each number is worth, the current one in bold, and what choosing it is."""
    header = [
        "number",
        "value, or mass and budget: worth, characters quoted for a fact",
        "conversations that it decides",
        "chosen in folds",
        "worth, value chosen apart",
    ]
    return _lines(header, map(_tuned_cells, rows))


def strength_table(rows: Sequence[Strength]) -> str:
    """Gives what each strength gains over the base model, the one that the rule chooses in bold."""
    chosen = chosen_strength(rows)
    lines = []
    for row in rows:
        name = f"{row.strength:g}"
        cells = [f"**{name}**" if row.strength == chosen else name]
        lines.append([*cells, *(f"{'−' if v < 0 else '+'}{abs(v):.4f}" for v in (row.gain, row.standard_error))])
    return _lines(["strength", "gain, nDCG@10", "standard error"], lines)


def with_unseen_document(page: str, symbol: str, rows: Sequence[Measured], *, seed: int, made: str) -> str:
    """Gives the page with the table of one document in place of its last one, or after those of other documents."""
    title = f"### {symbol}"
    before = between_marks(page, UNSEEN_MARKS)
    sections = [section for section in SECTION.split(before) if section]
    new = f"{title}\n\n{made} {_with_size(rows, seed)}"
    titles = [section.splitlines()[0] for section in sections]
    place = titles.index(title) if title in titles else len(titles)
    sections[place : place + 1] = [new]
    return replace_tables(page, "\n\n".join(section.strip() for section in sections), UNSEEN_MARKS)


def replace_tables(page: str, text: str, marks: tuple[str, str] = (BEGIN, END)) -> str:
    """Gives the page with the text between its marks; raises EvalError where they are not there once, in order."""
    before, _, after = _cut(page, marks)
    return f"{before}{marks[0]}\n\n{text}\n\n{marks[1]}{after}"


def between_marks(page: str, marks: tuple[str, str]) -> str:
    """Gives what stands between the marks; raises EvalError where they are not there once, in order."""
    return _cut(page, marks)[1].strip()


def _cut(page: str, marks: tuple[str, str]) -> tuple[str, str, str]:
    begin, end = marks
    if page.count(begin) != 1 or page.count(end) != 1 or page.index(begin) > page.index(end):
        raise EvalError(f"expected {begin} and then {end} in the page, once each; add them where the tables belong")
    before, rest = page.split(begin)
    within, after = rest.split(end)
    return before, within, after


def _lines(head: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def _framed_shares(row: Framed, seed: int) -> Iterator[str]:
    answered = [share for topic, share in row.answered.items() if topic.answerable]
    refused = [1 - share for topic, share in row.answered.items() if not topic.answerable]
    found = [share for topic, share in row.found.items() if topic.answerable]
    return (_interval(shares, seed) for shares in (answered, refused, found))


def _told_cells(told: Told, seed: int) -> tuple[str, str]:
    area, low, high = told.area(seed)
    return f"{_short(area)} [{_short(low)}, {_short(high)}]", _short(told.lost())


def _tuned_cells(row: Tuned) -> list[str]:
    values = []
    means = zip(row.values, row.worth.mean(axis=1), mean_characters(row.characters), strict=True)
    for value, worth, characters in means:
        cell = f"{_value(value)}: {_short(float(worth))}, {characters:.0f}"
        values.append(f"**{cell}**" if value == row.current else cell)
    counts, mean, deviation = row.chosen()
    chosen = ", ".join(f"{_value(value)} × {n}" for value, n in counts.most_common())
    return [f"`{row.name}`", "; ".join(values), str(row.decided), chosen, f"{_short(mean)} (s.d. {_short(deviation)})"]


def _value(value: Value) -> str:
    return " of ".join(f"{number:g}" for number in value)


def _with_size(rows: Sequence[Measured], seed: int) -> str:
    return f"{_size(rows)} questions.\n\n{table(rows, seed)}"


def _size(rows: Sequence[Measured]) -> int:
    return len(rows[0].values[COMPARED])


def _cells(row: Measured, first: Measured, seed: int) -> Iterator[str]:
    yield row.name
    for measure in SHARES:
        yield _share(row, measure, seed)
    yield _characters(row)
    yield _difference(row, first, seed)


def _share(row: Measured, measure: str, seed: int) -> str:
    if measure not in row.values:
        return NOTHING
    return _interval(list(row.values[measure].values()), seed)


def _interval(values: Sequence[float], seed: int) -> str:
    mean, low, high = bootstrap_interval(values, seed=seed)
    return f"{_short(mean)} [{_short(low)}, {_short(high)}]"


def _characters(row: Measured) -> str:
    values = list(row.values.get(CHARACTERS, {}).values())
    return f"{sum(values) / len(values):.0f}" if values else NOTHING


def _difference(row: Measured, first: Measured, seed: int) -> str:
    if row is first:
        return NOTHING
    _, _, (difference, low, high), _ = compare(first.values[COMPARED], row.values[COMPARED], seed=seed)
    return f"{_signed(difference)} [{_signed(low)}, {_signed(high)}]"


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def _signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'}{_short(abs(value))}"
