"""Writes the tables of results between their marks in README.md: `python -m eval.readme_table --check|--write`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.errors import EvalError
from eval.report.phrases import ANSWERS, group_name, number
from eval.results import read_results

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- results:begin -->", "<!-- results:end -->"
MEASURES = ("Success@1", "RR@10", "Success@5", "nDCG@10")
GROUP_MEASURES = {
    "RR@10": "RR@10",
    "evidence_quoted": "preuves citées",
    "quoted_characters": "caractères cités",
    "abstained": "laissées sans réponse",
}


def render_tables(records: Sequence[Mapping[str, Any]]) -> str:
    """Gives the Markdown of all results: a table of systems each, and one of the answers where there are any."""
    return "\n\n".join(block for record in records for block in _blocks(record))


def replace_between_marks(text: str, tables: str) -> str:
    """Gives the text with what stands between the marks replaced; raises EvalError where they are not there once."""
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        raise EvalError(f"README: expected {BEGIN} and then {END}, once each; add them where the tables belong")
    before, rest = text.split(BEGIN)
    between = f"\n{tables}\n" if tables else "\n"
    return f"{before}{BEGIN}{between}{END}{rest.split(END)[1]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Checks (status 1 where they differ) or writes the tables of README.md."""
    parser = argparse.ArgumentParser(prog="python -m eval.readme_table", description=__doc__)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", action="store_true", help="end with status 1 where README.md differs")
    mode.add_argument("--write", action="store_true", help="write the tables into README.md")
    options = parser.parse_args(arguments)
    text = README.read_text(encoding="utf-8")
    try:
        wanted = replace_between_marks(text, render_tables(read_results()))
    except EvalError as error:
        print(error, file=sys.stderr)
        return 2
    if options.write:
        README.write_text(wanted, encoding="utf-8")
    elif wanted != text:
        print("README.md differs from eval/results: run `python -m eval.readme_table --write`", file=sys.stderr)
        return 1
    return 0


def _blocks(record: Mapping[str, Any]) -> Iterator[str]:
    yield f"**{record['title']}** ({record['queries']} questions ; moyenne, intervalle à 95 %)"
    yield _systems_table(record["systems"])
    if record["answers"]:
        rows = [
            f"| {label} : {meaning} | {_cell(record['answers'][name], 0 if name == 'quoted_characters' else 3)} |"
            for name, (label, meaning) in ANSWERS.items()
            if name in record["answers"]
        ]
        yield "\n".join(["| réponses du produit | |", "|---|---|", *rows])
    if groups := record.get("groups"):
        yield _groups_table(groups)


def _groups_table(groups: Mapping[str, Mapping[str, Any]]) -> str:
    head = ["`full`, par groupe de questions", "questions", *GROUP_MEASURES.values()]
    rows = [
        [group_name(name), str(group["queries"]), *(_group_cell(group["measures"], key) for key in GROUP_MEASURES)]
        for by_name in groups.values()
        for name, group in by_name.items()
    ]
    return _table([head, ["---"] * len(head), *rows])


def _group_cell(measures: Mapping[str, Sequence[float]], name: str) -> str:
    return _cell(measures.get(name), 0 if name == "quoted_characters" else 3)


def _systems_table(systems: Sequence[Mapping[str, Any]]) -> str:
    head = ["configuration", *MEASURES, "ms par question"]
    rows = [
        [f"`{system['name']}`", *(_cell(system["measures"].get(name)) for name in MEASURES), _time(system)]
        for system in systems
    ]
    return _table([head, ["---"] * len(head), *rows])


def _table(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _cell(interval: Sequence[float] | None, places: int = 3) -> str:
    if interval is None:
        return "–"
    mean, low, high = (number(value, places) for value in interval)
    return f"{mean} [{low} ; {high}]"


def _time(system: Mapping[str, Any]) -> str:
    milliseconds = system["milliseconds_per_query"]
    return "–" if milliseconds is None else number(milliseconds, 1 if milliseconds < 10 else 0)


if __name__ == "__main__":
    sys.exit(main())
