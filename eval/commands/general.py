"""`alinea eval general`: the retrieval over another corpus, in particular what the query adapter does there."""

from __future__ import annotations

from pathlib import Path

from eval.beir import read_beir, with_odd_titles
from eval.commands.compare import ComparedRun, compare_runs
from eval.commands.everything import run_baselines
from eval.commands.record import record_of_runs
from eval.commands.run import task_of_beir
from eval.results import write_results
from eval.trec import write_qrels

CONFIGURATIONS = ("dense", "dense-adapter", "bm25-french", "hybrid", "full")
MEASURES = ("nDCG@10", "Success@1", "RR@10")


def run_general(
    beir: Path,
    qrels_name: str,
    folder: Path,
    results: Path | None,
    title: str,
    *,
    all_titles: bool = False,
    seed: int = 0,
) -> list[ComparedRun]:
    """Writes the runs and qrels into `folder` and the small result, if wanted; compares each run with `dense`."""
    data = read_beir(beir, qrels_name)
    if not all_titles:
        data = with_odd_titles(data)
    folder.mkdir(parents=True, exist_ok=True)
    judged = folder / "qrels.txt"
    write_qrels(judged, data.qrels)
    runs = run_baselines(task_of_beir(f"{beir.name}/{qrels_name}", data), CONFIGURATIONS, folder)
    if results:
        named = [f"{name}={path}" for name, path in runs]
        write_results(results, record_of_runs(title, judged, named, seed=seed))
    return compare_runs(data.qrels, [path for _, path in runs], MEASURES, seed)
