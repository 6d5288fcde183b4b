"""`alinea eval run`: a configuration over a question set or a BEIR folder, into a run file and its manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from eval.beir import BeirFolder, read_beir
from eval.labelled_sets import load_labelled_set
from eval.labels import qrels_of
from eval.manifest import RunManifest, current_commit, installed_versions, now, write_manifest
from eval.model import Qrels
from eval.systems import Passage, RetrievalSystem, SystemDescription, passages_of_beir, search_in_batches
from eval.trec import write_run


class Task(NamedTuple):
    """Queries over passages, with the judgements that will score them."""

    name: str
    queries: Mapping[str, str]
    passages: tuple[Passage, ...]
    qrels: Qrels
    corpus_sha256: str | None


def labelled_task(set_name: str) -> Task:
    """The answerable questions of a labelled set, over the paragraphs of the corpus."""
    labelled = load_labelled_set(set_name)
    qrels = qrels_of(labelled.questions)
    queries = {
        question.query_id: question.written.text for question in labelled.questions if question.query_id in qrels
    }
    passages = tuple(Passage(paragraph.paragraph_id, paragraph.text) for paragraph in labelled.corpus.paragraphs)
    return Task(set_name, queries, passages, qrels, labelled.corpus.content_hash)


def beir_task(folder: Path, qrels_name: str) -> Task:
    """The judged queries of a BEIR folder over its own corpus."""
    return task_of_beir(f"{folder.name}/{qrels_name}", read_beir(folder, qrels_name))


def task_of_beir(name: str, data: BeirFolder) -> Task:
    """The queries of a BEIR data set over its own corpus."""
    return Task(name, data.queries, passages_of_beir(data.documents), data.qrels, None)


def run_system(
    system: RetrievalSystem,
    task: Task,
    configuration: str,
    output: Path,
    *,
    top_k: int,
    advance: Callable[[int], object],
) -> RunManifest:
    """Searches every query, writes the run and its manifest, and gives the manifest."""
    timed = search_in_batches(system, task.queries, top_k, advance)
    manifest = manifest_of(configuration, task, timed.seconds, system.description)
    write_run(output, timed.run, tag=configuration)
    write_manifest(output, manifest)
    return manifest


def manifest_of(configuration: str, task: Task, seconds: float, description: SystemDescription) -> RunManifest:
    """Gives the manifest of a run made now, by this code."""
    return RunManifest(
        configuration=configuration,
        question_set=task.name,
        queries=len(task.queries),
        seconds=round(seconds, 3),
        **description._asdict(),
        corpus_sha256=task.corpus_sha256,
        commit=current_commit(),
        created=now(),
        versions=installed_versions(),
    )
