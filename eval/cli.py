"""The commands of `alinea eval`: options and French help; the work is in `eval.commands`.

Nothing heavy is imported before a command runs, so that `--help` stays fast.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from eval.commands.console import ends_with_one_line, note, note_ids, progress_bar
from eval.errors import EvalError

app = typer.Typer(help="Évaluer la recherche et les réponses sur un jeu de questions.", no_args_is_help=True)

SetOption = Annotated[str, typer.Option("--set", help="Jeu de questions : dev, dialogues, ou le chemin d’un JSONL.")]
PageOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Page où écrire le tableau ; à défaut, docs/retrieval.md.")
]
SeedOption = Annotated[int, typer.Option("--seed", help="Graine du hasard (bootstrap, randomisation).")]
OutputOption = Annotated[Path, typer.Option("--output", "-o", help="Fichier ou dossier à écrire.")]


class ExportFormat(StrEnum):
    """What `export` can write."""

    TREC = "trec"
    BEIR = "beir"


@app.command("run")
@ends_with_one_line
def run_command(
    *,
    output: OutputOption,
    set_name: SetOption = "dev",
    config: Annotated[str, typer.Option("--config", help="Configuration : full, hybrid, dense, bm25-french…")] = "full",
    answers: Annotated[Path | None, typer.Option("--answers", help="Écrire aussi les réponses (JSONL).")] = None,
    beir: Annotated[Path | None, typer.Option("--beir", help="Dossier BEIR à la place du jeu de questions.")] = None,
    qrels: Annotated[str, typer.Option("--qrels", help="Jugements du dossier BEIR (dans qrels/).")] = "test.tsv",
    top_k: Annotated[int, typer.Option("--top-k", min=1, help="Paragraphes gardés par question.")] = 100,
) -> None:
    """Chercher les questions d’un jeu avec une configuration ; écrit un fichier « run » et sa fiche."""
    from eval.commands import run
    from eval.systems import build_system

    if answers is not None and (beir is not None or config != "full"):
        raise EvalError("--answers goes with --config full on a question set: the other configurations only search")
    if config == "full" and beir is None:
        from eval.commands.full_run import run_full

        manifest = run_full(set_name, output, answers)
    else:
        task = run.beir_task(beir, qrels) if beir else run.labelled_task(set_name)
        system = build_system(config, task.passages)
        with progress_bar(config, len(task.queries)) as advance:
            manifest = run.run_system(system, task, config, output, top_k=top_k, advance=advance)
    note(f"{manifest.queries} questions, {manifest.milliseconds_per_query:.1f} ms par question → {output}")


@app.command("all")
@ends_with_one_line
def all_command(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Dossier des « runs », des réponses et du rapport.")
    ] = Path("artefacts"),
    results: Annotated[
        Path | None, typer.Option("--results", help="Dossier des petits résultats JSON ; à défaut, eval/results.")
    ] = None,
    seed: SeedOption = 0,
) -> None:
    """Tout mesurer : jeu de développement et dialogues, toutes les configurations, rapport et résultats."""
    from eval import readme_table
    from eval.commands.everything import run_everything
    from eval.results import FOLDER

    page = run_everything(output, results or FOLDER, seed=seed)
    note(f"Rapport écrit : {page}")
    if results is None and readme_table.main(["--write"]) == 0:
        note(f"Tableaux écrits : {readme_table.README}")


@app.command("general")
@ends_with_one_line
def general_command(
    *,
    beir: Annotated[Path, typer.Argument(help="Dossier BEIR d’un autre corpus, par exemple PIAF.")],
    qrels: Annotated[str, typer.Option("--qrels", help="Jugements du dossier (dans qrels/).")] = "test.tsv",
    all_titles: Annotated[
        bool, typer.Option("--all-titles", help="Garder aussi les articles de la moitié d’entraînement de PIAF.")
    ] = False,
    output: Annotated[Path, typer.Option("--output", "-o", help="Dossier des « runs ».")] = Path("artefacts/general"),
    results: Annotated[Path | None, typer.Option("--results", help="Petit résultat JSON à écrire.")] = None,
    title: Annotated[str, typer.Option("--title", help="Titre du résultat.")] = "Autre corpus",
    seed: SeedOption = 0,
) -> None:
    """Mesurer la recherche sur un autre corpus : ce que l’adaptateur et la fusion y gagnent ou y perdent."""
    from eval.commands.compare import comparison_lines
    from eval.commands.general import run_general

    for line in comparison_lines(run_general(beir, qrels, output, results, title, all_titles=all_titles, seed=seed)):
        typer.echo(line)


@app.command("ablation")
@ends_with_one_line
def ablation_command(
    output: PageOption = None,
    seed: SeedOption = 0,
) -> None:
    """Mesurer ce que vaut chaque partie de la recherche, en l’ôtant ; écrit le tableau de docs/retrieval.md."""
    from eval.commands.ablation import PAGE, write_ablation

    page = output or PAGE
    write_ablation(page, seed=seed)
    note(f"Tableau écrit : {page}")


@app.command("confidence")
@ends_with_one_line
def confidence_command(
    output: PageOption = None,
    seed: SeedOption = 0,
) -> None:
    """Mesurer ce que vaut chaque signal, chaque leçon de la confiance ; écrit le tableau de docs/retrieval.md."""
    from eval.commands.ablation import PAGE, write_confidence

    page = output or PAGE
    write_confidence(page, seed=seed)
    note(f"Tableau écrit : {page}")


@app.command("tuning")
@ends_with_one_line
def tuning_command(
    output: PageOption = None,
) -> None:
    """Essayer d’autres valeurs des réglages, par validation croisée ; écrit le tableau de docs/retrieval.md."""
    from eval.commands.ablation import PAGE, write_tuning

    page = output or PAGE
    write_tuning(page)
    note(f"Tableau écrit : {page}")


@app.command("strength")
@ends_with_one_line
def strength_command(
    beir: Annotated[Path, typer.Argument(help="Dossier BEIR d’un autre corpus, par exemple PIAF.")],
    qrels: Annotated[str, typer.Option("--qrels", help="Jugements du dossier (dans qrels/).")] = "test.tsv",
    output: PageOption = None,
) -> None:
    """Mesurer ce que coûte ou rapporte l’adaptateur, selon sa force, à un autre corpus (la moitié d’entraînement)."""
    from eval.commands.ablation import PAGE, write_strength

    page = output or PAGE
    write_strength(page, beir, qrels)
    note(f"Tableau écrit : {page}")


@app.command("unseen")
@ends_with_one_line
def unseen_command(
    documents: Annotated[list[str] | None, typer.Argument(help="Documents à mesurer ; à défaut, tous.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Page où écrire les tableaux ; à défaut, docs/retrieval.md.")
    ] = None,
    seed: SeedOption = 0,
) -> None:
    """Mesurer la recherche dans chaque document comme si nul n’avait écrit de question sur lui (plus d’une heure)."""
    from eval.commands.ablation import PAGE, write_unseen

    page = output or PAGE
    write_unseen(page, documents or (), seed=seed)
    note(f"Tableaux écrits : {page}")


@app.command("score")
@ends_with_one_line
def score_command(
    qrels: Annotated[Path, typer.Argument(help="Jugements : qrels TREC ou tableau BEIR (.gz accepté).")],
    run: Annotated[Path, typer.Argument(help="Fichier « run » TREC (.gz accepté).")],
    measures: Annotated[list[str] | None, typer.Argument(help="Mesures d’ir_measures, par exemple nDCG@10.")] = None,
    by_query: Annotated[bool, typer.Option("--by-query", "-q", help="Une ligne par question, puis « all ».")] = False,
) -> None:
    """Mesurer un « run » ; imprime des lignes séparées par des tabulations, comme ir_measures."""
    from eval.commands import score
    from eval.measures.retrieval import DEFAULT_MEASURES

    judged, found, scores = score.score_files(qrels, run, measures or DEFAULT_MEASURES)
    for message, ids in score.doubtful_queries(judged, found).items():
        note_ids(message, ids)
    for line in score.score_lines(scores, by_query=by_query):
        typer.echo(line)


@app.command("compare")
@ends_with_one_line
def compare_command(
    runs: Annotated[list[Path], typer.Argument(help="Deux « runs » ou plus ; le premier sert de référence.")],
    qrels: Annotated[Path | None, typer.Option("--qrels", help="Jugements ; à défaut, ceux du jeu --set.")] = None,
    set_name: SetOption = "dev",
    measures: Annotated[list[str] | None, typer.Option("--measure", "-m", help="Mesure (option répétable).")] = None,
    seed: SeedOption = 0,
) -> None:
    """Comparer des « runs » question par question : différence, intervalle à 95 %, p, p corrigé (Holm)."""
    from eval.commands import compare, score
    from eval.labelled_sets import load_labelled_set
    from eval.labels import qrels_of

    judged = score.load_qrels(qrels) if qrels else qrels_of(load_labelled_set(set_name).questions)
    chosen = measures or ["nDCG@10", "RR@10", "Success@1"]
    for line in compare.comparison_lines(compare.compare_runs(judged, runs, chosen, seed)):
        typer.echo(line)


@app.command("record")
@ends_with_one_line
def record_command(
    *,
    qrels: Annotated[Path, typer.Option("--qrels", help="Jugements : qrels TREC ou tableau BEIR.")],
    runs: Annotated[list[str], typer.Option("--run", help="nom=fichier (répétable).")],
    results: Annotated[Path, typer.Option("--results", help="Petit résultat JSON à écrire.")],
    title: Annotated[str, typer.Option("--title", help="Titre du résultat.")],
    seed: SeedOption = 0,
) -> None:
    """Garder en un petit JSON les moyennes et intervalles de plusieurs « runs », pour le tableau du README."""
    from eval.commands.record import record_of_runs
    from eval.results import write_results

    write_results(results, record_of_runs(title, qrels, runs, seed=seed))
    note(f"Résultat écrit : {results}")


@app.command("report")
@ends_with_one_line
def report_command(
    *,
    runs: Annotated[
        list[str], typer.Option("--run", help="nom=fichier (répétable) ; le dernier est le système étudié.")
    ],
    output: OutputOption,
    set_name: SetOption = "dev",
    answers: Annotated[Path | None, typer.Option("--answers", help="Réponses du système étudié (JSONL).")] = None,
    dialogues: Annotated[Path | None, typer.Option("--dialogues", help="Ses réponses aux dialogues (JSONL).")] = None,
    results: Annotated[Path | None, typer.Option("--results", help="Écrire aussi le petit résultat JSON.")] = None,
    title: Annotated[str, typer.Option("--title", help="Titre du résultat JSON.")] = "Jeu de développement",
    seed: SeedOption = 0,
) -> None:
    """Écrire le rapport : une page HTML autonome, avec tableaux, graphiques et questions les moins bien servies."""
    from eval.commands import report
    from eval.commands.run_names import named_runs
    from eval.labelled_sets import load_labelled_set
    from eval.report.page import render_page
    from eval.results import write_results

    named = named_runs(runs)
    content = report.report_content(load_labelled_set(set_name), named, answers, dialogues, seed=seed)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(render_page(content, seed=seed), encoding="utf-8")
    if results:
        write_results(results, report.report_record(content, title))
    note(f"Rapport écrit : {output}")


@app.command("import")
@ends_with_one_line
def import_command(
    source: Annotated[Path, typer.Argument(help="Tableau CSV, TSV ou JSONL : question, et reference ou evidence.")],
    output: OutputOption,
) -> None:
    """Transformer votre tableau de questions en jeu de questions, après avoir retrouvé chaque passage."""
    from eval.commands.convert import import_set

    note(f"{import_set(source, output)} questions → {output}")


@app.command("export")
@ends_with_one_line
def export_command(
    output: OutputOption,
    set_name: SetOption = "dev",
    target: Annotated[ExportFormat, typer.Option("--format", help="trec ou beir.")] = ExportFormat.BEIR,
) -> None:
    """Écrire un jeu de questions pour d’autres outils : fichiers TREC ou dossier BEIR."""
    from eval.commands.convert import export_set

    export_set(set_name, output, as_beir=target is ExportFormat.BEIR)
    note(f"Jeu « {set_name} » → {output}")
