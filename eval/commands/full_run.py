"""`alinea eval run --config full`: the product asked every question, into a run file and its answers."""

from __future__ import annotations

from pathlib import Path

from corpus.corpus import load_corpus
from eval.answers import answers_of_records, run_of_answers
from eval.commands.console import progress_bar
from eval.commands.run import Task, manifest_of
from eval.full_system import AskedSystem, ask_all, each_alone, load_full
from eval.manifest import RunManifest, write_manifest
from eval.question_sets import load_set
from eval.text_files import write_json_records
from eval.trec import write_run


def run_full(
    set_name: str,
    output: Path,
    answers_path: Path | None,
    system: AskedSystem | None = None,
    *,
    alone: bool = False,
) -> RunManifest:
    """Asks every question, unanswerable ones too; writes the hits as a run, its manifest, and the answers.

    `system`: another assistant than the one installed. `alone`: the turns of a dialogue are asked each by itself.
    """
    questions = load_set(set_name)
    system = system or load_full()
    name = "full-alone" if alone else "full"
    with progress_bar(name, len(questions)) as advance:
        asked = ask_all(each_alone(system.ask) if alone else system.ask, questions, advance)
    if answers_path:
        write_json_records(answers_path, asked.lines)
    answers = answers_of_records((f"answer to {line['id']}", line) for line in asked.lines)
    queries = {question.query_id: question.text for question in questions}
    task = Task(set_name, queries, (), {}, load_corpus().content_hash)
    manifest = manifest_of(name, task, asked.seconds, system.description)
    write_run(output, run_of_answers(answers), tag=name)
    write_manifest(output, manifest)
    return manifest
