"""`alinea eval record`: runs over any qrels → the small JSON result that the README's tables are made from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.commands.run_names import named_runs
from eval.commands.score import load_qrels
from eval.evaluation import SystemResult, evaluate_scores
from eval.manifest import read_manifest
from eval.measures.retrieval import score_run
from eval.model import Qrels
from eval.results import results_record
from eval.trec import read_run


def record_of_runs(title: str, qrels_path: Path, runs: Sequence[str], *, seed: int = 0) -> dict[str, Any]:
    """Scores every run (« name=path ») with intervals; raises EvalError where one does not fit the qrels."""
    qrels = load_qrels(qrels_path)
    systems = [_system(name, path, qrels, seed) for name, path in named_runs(runs)]
    return results_record(title, systems, {}, queries=len(qrels))


def _system(name: str, path: Path, qrels: Qrels, seed: int) -> SystemResult:
    run = read_run(path)
    return evaluate_scores(name, qrels, run, score_run(qrels, run), manifest=read_manifest(path), seed=seed)
