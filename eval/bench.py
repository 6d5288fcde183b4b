"""How fast and how large: `python -m eval.bench [--json FILE] [--without-build]`.

Times are wall clock on this machine as it is: stop other work first. Loading counts imports. What a person waits on
the page is measured where there is a Chromium.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from assistant.answerer import Answerer
    from embeddings.encoder import Encoder

QUESTIONS = 50
PEOPLE = 16
ASKED_EACH = 5
ROUNDS = 5  # of many people: one round is moved by whatever else the machine does
WARM_UP = 5
Result = TypeVar("Result")


class Figure(NamedTuple):
    """One measured value."""

    name: str
    value: float
    unit: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures everything, prints a table, and writes JSON where asked."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to this file")
    parser.add_argument("--without-build", action="store_true", help="skip building the index anew (minutes)")
    options = parser.parse_args(arguments)
    figures = measure(with_build=not options.without_build)
    print("\n".join(table_lines(figures)))
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(f"{json.dumps(as_json(figures), indent=2)}\n", encoding="utf-8")
    return 0


def measure(*, with_build: bool = True) -> list[Figure]:
    """Measures loading (of an index that is built), answering, encoding, building and memory, in that order."""
    answerer, seconds = timed(load)
    figures = [Figure("load, imports included", seconds, "s"), Figure("memory once loaded", resident(), "MB")]
    figures += answering(answerer, development_questions())
    figures += encoding(answerer.encoder, [paragraph.text for paragraph in answerer.corpus.paragraphs])
    gc.freeze()  # collections of what is loaded here would be counted as the server's time
    figures += serving(development_questions(None))
    if with_build:
        figures.append(Figure("build the index", timed(lambda: build(answerer))[1], "s"))
    return [*figures, Figure("memory at most", peak(), "MB")]


def answering(answerer: Answerer, questions: Sequence[str]) -> list[Figure]:
    """Latency of `Answerer.ask`, one question after another, once warm."""
    for question in questions[:WARM_UP]:
        answerer.ask(question)
    seconds = [timed(partial(answerer.ask, question))[1] for question in questions]
    return [*_quantiles("ask", seconds), Figure("ask, slowest", 1000 * max(seconds), "ms")]


def serving(questions: Sequence[str]) -> list[Figure]:
    """Seconds until the answer is whole on a real server: one person, the same on the page, then several at once."""
    from eval.bench_serving import Person, at_once, served

    alone, rest = questions[PEOPLE : PEOPLE + QUESTIONS], questions[PEOPLE + QUESTIONS :]
    with served() as address:
        people = [Person(address) for _ in range(PEOPLE)]
        at_once(people, questions[:PEOPLE])  # warm
        figures = _quantiles("served, one person", at_once(people[:1], alone))
        figures += _on_the_page(address, rest[:QUESTIONS])
        rounds = [sorted(at_once(people, asked)) for asked in _rounds(questions)]
    name = f"served, {PEOPLE} people at once"
    medians, latest = ([1000 * quantile(each, share) for each in rounds] for share in (0.5, 0.95))
    return [
        *figures,
        Figure(f"{name}, median of {len(rounds[0])}, median round of {ROUNDS}", median(medians), "ms"),
        Figure(f"{name}, 95th percentile, median round", median(latest), "ms"),
        Figure(f"{name}, 95th percentile, best round", min(latest), "ms"),
        Figure(f"{name}, 95th percentile, worst round", max(latest), "ms"),
    ]


def _rounds(questions: Sequence[str]) -> Iterator[list[str]]:
    """Questions for each round; what was searched is remembered, so none is twice the same, to the letter."""
    for number in range(1, ROUNDS + 1):
        chosen = Random(number).sample(questions, PEOPLE * ASKED_EACH)
        yield [question + " " + "?" * number for question in chosen]


def _on_the_page(address: str, questions: Sequence[str]) -> list[Figure]:
    from eval.bench_page import a_page, clicked

    chromium = shutil.which("chromium")
    if chromium is None:
        print("no chromium: what a person waits on the page is not measured", file=sys.stderr)
        return []
    with a_page(chromium) as page:
        return _quantiles("on the page, from click to drawn answer", clicked(page, address, questions))


def _quantiles(name: str, seconds: Sequence[float]) -> list[Figure]:
    ordered = sorted(seconds)
    return [
        Figure(f"{name}, median of {len(ordered)}", 1000 * quantile(ordered, 0.5), "ms"),
        Figure(f"{name}, 95th percentile", 1000 * quantile(ordered, 0.95), "ms"),
    ]


def encoding(encoder: Encoder, passages: Sequence[str]) -> list[Figure]:
    """How many queries, one at a time, and passages, together, are encoded a second."""
    queries = development_questions()
    one_by_one = timed(lambda: [encoder.encode_query([query]) for query in queries])[1]
    together = timed(lambda: encoder.encode_document(passages))[1]
    return [
        Figure("queries encoded, one at a time", len(queries) / one_by_one, "/s"),
        Figure(f"passages encoded, {len(passages)} together", len(passages) / together, "/s"),
    ]


def load() -> Answerer:
    """Loads the assistant, imports included."""
    from assistant.answerer import Answerer

    return Answerer.load()


def build(answerer: Answerer) -> object:
    """Encodes and indexes every view again; keeps nothing."""
    from corpus import load_bank
    from embeddings.index import build_index

    return build_index(answerer.corpus, load_bank(answerer.corpus), answerer.encoder)


def development_questions(n: int | None = QUESTIONS) -> list[str]:
    """The first `n` questions of the development set, or all."""
    from eval.question_sets import load_set

    return [question.text for question in load_set("dev")[:n]]


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """Gives what `work` gives, and the seconds it took."""
    begun = perf_counter()
    return work(), perf_counter() - begun


def quantile(ordered: Sequence[float], share: float) -> float:
    """Gives the value under which a share of the ordered values lie (nearest rank)."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def resident() -> float:
    """Memory of this process now, in MB; the most it ever held where the system does not say."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return peak()
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1000


def peak() -> float:
    """The most memory that this process ever held, in MB."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def table_lines(figures: Sequence[Figure]) -> list[str]:
    """Gives the figures as aligned lines."""
    width = max(len(figure.name) for figure in figures)
    return [f"{name:<{width}}  {value:>9.1f} {unit}" for name, value, unit in figures]


def as_json(figures: Sequence[Figure]) -> dict[str, object]:
    """Gives the figures with what they were measured on."""
    from eval.manifest import current_commit, installed_versions

    machine = {"processor": platform.machine(), "system": platform.platform(), "cores": os.cpu_count()}
    record = {figure.name: {"value": round(figure.value, 2), "unit": figure.unit} for figure in figures}
    return {"figures": record, "machine": machine, "commit": current_commit(), "versions": installed_versions()}


if __name__ == "__main__":
    sys.exit(main())
