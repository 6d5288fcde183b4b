"""`alinea eval all`: every configuration over the shipped sets, the report, and the results that are committed."""

from __future__ import annotations

from pathlib import Path

from eval.commands.console import note, progress_bar
from eval.commands.full_run import run_full
from eval.commands.report import report_content, report_record
from eval.commands.run import Task, labelled_task, run_system
from eval.errors import EvalError
from eval.full_system import FullSystem, load_full
from eval.labelled_sets import load_labelled_set
from eval.report.content import ReportContent
from eval.report.page import render_page
from eval.results import write_results
from eval.systems import build_system

HELD_OUT = "Jeu tenu à l’écart : rien n’en apprend, rien n’y est réglé"
BASELINES = ("bm25-plain", "bm25-french", "static", "dense", "dense-adapter", "hybrid")
TOP_K = 100


def run_everything(folder: Path, results: Path, *, seed: int = 0) -> Path:
    """Writes runs and answers into `folder`, three small results into `results`; gives the report's path."""
    folder.mkdir(parents=True, exist_ok=True)
    runs = run_baselines(labelled_task("dev"), BASELINES, folder)
    system = load_full()
    runs.append(("full", folder / "full.trec"))
    run_full("dev", folder / "full.trec", folder / "answers.jsonl", system)
    dialogues = [("full-alone", folder / "dialogues-alone.trec"), ("full", folder / "dialogues.trec")]
    run_full("dialogues", dialogues[0][1], None, system, alone=True)
    run_full("dialogues", dialogues[1][1], folder / "dialogues.jsonl", system)
    content = report_content(
        load_labelled_set("dev"), runs, folder / "answers.jsonl", folder / "dialogues.jsonl", seed=seed
    )
    spoken = report_content(load_labelled_set("dialogues"), dialogues, folder / "dialogues.jsonl", None, seed=seed)
    page = folder / "report.html"
    page.write_text(render_page(content, seed=seed), encoding="utf-8")
    write_results(results / "dev.json", report_record(content, "Jeu de développement"))
    write_results(results / "dialogues.json", report_record(spoken, "Dialogues"))
    write_results(results / "held_out.json", report_record(held_out_content(folder, system, seed=seed), HELD_OUT))
    return page


def held_out_content(folder: Path, system: FullSystem, *, seed: int = 0) -> ReportContent:
    """Runs the product, and what it must beat, over the set that nothing is learnt from or tuned on."""
    inside = folder / "held-out"
    inside.mkdir(exist_ok=True)
    runs = run_baselines(labelled_task("held-out"), ("bm25-french", "dense", "hybrid"), inside)
    runs.append(("full", inside / "full.trec"))
    run_full("held-out", inside / "full.trec", inside / "answers.jsonl", system)
    return report_content(load_labelled_set("held-out"), runs, inside / "answers.jsonl", None, seed=seed)


def run_baselines(task: Task, names: tuple[str, ...], folder: Path) -> list[tuple[str, Path]]:
    """Runs configurations over one task; one whose extra is not installed is left out, saying so."""
    runs = []
    for name in names:
        path = folder / f"{name}.trec"
        try:
            system = build_system(name, task.passages)
        except EvalError as error:
            note(f"« {name} » laissé de côté : {error}")
            continue
        with progress_bar(name, len(task.queries)) as advance:
            run_system(system, task, name, path, top_k=TOP_K, advance=advance)
        runs.append((name, path))
    return runs
