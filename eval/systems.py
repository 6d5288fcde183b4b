"""Systems under evaluation: named configurations that all answer the same call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from time import perf_counter
from typing import NamedTuple, Protocol

from eval.beir import BeirDocument
from eval.errors import EvalError

BATCH = 32  # queries searched together, between two steps of the progress bar


class Passage(NamedTuple):
    """A text to be found, under the id that qrels use; `title` is empty where it has none."""

    passage_id: str
    text: str
    title: str = ""

    @property
    def titled(self) -> str:
        """The title before the text, as BEIR does."""
        return f"{self.title} {self.text}".strip()


class SystemDescription(NamedTuple):
    """What a system searches with, for the manifest of its runs; None where it has no such thing."""

    model: str | None = None
    revision: str | None = None
    adapter_sha256: str | None = None


class RetrievalSystem(Protocol):
    """Anything that ranks passages for queries."""

    @property
    def description(self) -> SystemDescription:
        """What it searches with."""
        ...

    def search(self, queries: Mapping[str, str], top_k: int) -> dict[str, dict[str, float]]:
        """Gives query id → at most `top_k` passage ids with scores that fall strictly, best first."""
        ...


class TimedRun(NamedTuple):
    """A run and the seconds that searching took."""

    run: dict[str, dict[str, float]]
    seconds: float


def search_in_batches(
    system: RetrievalSystem,
    queries: Mapping[str, str],
    top_k: int,
    advance: Callable[[int], object] = abs,
) -> TimedRun:
    """Searches every query, `BATCH` at a time; `advance` is told how many more are done."""
    run: dict[str, dict[str, float]] = {}
    seconds = 0.0
    for batch in _batches(queries, BATCH):
        begun = perf_counter()
        run |= system.search(batch, top_k)
        seconds += perf_counter() - begun
        advance(len(batch))
    return TimedRun(run, seconds)


def passages_of_beir(documents: Sequence[BeirDocument]) -> tuple[Passage, ...]:
    """Gives the documents of a BEIR corpus as passages."""
    return tuple(Passage(doc_id, text, title) for doc_id, title, text in documents)


def build_system(name: str, passages: Sequence[Passage]) -> RetrievalSystem:
    """Builds a configuration over passages; raises EvalError on an unknown name or a missing extra."""
    from eval import baselines, foreign

    builders: Mapping[str, Callable[[Sequence[Passage]], RetrievalSystem]] = {
        "bm25-plain": baselines.bm25_plain,
        "bm25-french": baselines.bm25_french,
        "dense": baselines.dense,
        "dense-adapter": baselines.dense_with_adapter,
        "static": baselines.static,
        "hybrid": baselines.hybrid,
        "full": foreign.full_over,
    }
    if name not in builders:
        raise EvalError(f"configuration {name!r}: expected one of {', '.join(builders)}")
    return builders[name](passages)


def _batches(queries: Mapping[str, str], size: int) -> Iterator[dict[str, str]]:
    remaining = iter(queries.items())
    while batch := dict(islice(remaining, size)):
        yield batch
