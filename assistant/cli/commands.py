"""The commands of `alinea`: their options and help. Nothing heavy is imported before one of them runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from assistant.cli import texts
from assistant.cli.console import UserError, file_errors, note, print_json
from assistant.cli.group import AlineaGroup, FrenchCommand

Function = TypeVar("Function", bound=Callable[..., None])

app = typer.Typer(cls=AlineaGroup, help=texts.APP, epilog=texts.examples(texts.APP_EXAMPLES), add_completion=False)

ModelOption = Annotated[str | None, typer.Option("--model", metavar="NOM_OU_DOSSIER", help=texts.MODEL_OPTION)]
JsonOption = Annotated[bool, typer.Option("--json", help=texts.JSON_OPTION)]
DocumentOption = Annotated[list[str] | None, typer.Option("--document", metavar="SYMBOLE", help=texts.DOCUMENT_OPTION)]


def _command(name: str, about: str, examples: str) -> Callable[[Function], Function]:
    """Declare a command with its French help and examples."""
    return app.command(name, cls=FrenchCommand, help=about, epilog=texts.examples(examples))


@app.callback(invoke_without_command=True)
def alinea(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=texts.VERSION_OPTION)] = False,
) -> None:
    """Show the version, or the help where no command is given."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"alinea {installed('alinea')}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@_command("index", texts.INDEX, texts.INDEX_EXAMPLES)
def index_command(
    force: Annotated[bool, typer.Option("--force", help=texts.FORCE_OPTION)] = False, model: ModelOption = None
) -> None:
    """Build the index where there is none, or anew."""
    from assistant.cli.loading import load_parts

    corpus, index, encoder = load_parts(model, force=force)
    note(texts.INDEX_READY.format(views=len(index.views), paragraphs=len(corpus.paragraphs), model=encoder.name))


@_command("ask", texts.ASK, texts.ASK_EXAMPLES)
def ask_command(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help=texts.QUESTION_ARGUMENT)],
    document: DocumentOption = None,
    as_json: JsonOption = False,
    model: ModelOption = None,
) -> None:
    """Answer one question."""
    from assistant.answer_text import answer_text
    from assistant.batch import answer_json
    from assistant.cli.loading import load_answerer, scope_of
    from corpus import load_corpus

    scope = scope_of(load_corpus(), document or ())  # a wrong name is told before the model is loaded
    answer = load_answerer(model).ask(question, scope=scope).answer
    if as_json:
        print_json(answer_json(answer))
    else:
        typer.echo(answer_text(answer))


@_command("search", texts.SEARCH, texts.SEARCH_EXAMPLES)
def search_command(
    *,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help=texts.SEARCH_ARGUMENT)],
    top_k: Annotated[int, typer.Option("--top-k", min=1, metavar="N", help=texts.TOP_K_OPTION)] = 10,
    explain: Annotated[bool, typer.Option("--explain", help=texts.EXPLAIN_OPTION)] = False,
    document: DocumentOption = None,
    as_json: JsonOption = False,
    model: ModelOption = None,
) -> None:
    """Rank the paragraphs for a question."""
    from assistant.cli.hits import explanation, hit_lines, hit_with_text
    from assistant.cli.loading import load_parts, scope_of
    from assistant.retriever import Retriever
    from corpus import load_corpus

    scope = scope_of(load_corpus(), document or ())
    hits = Retriever(*load_parts(model)).search(question, top_k, scope)
    if as_json:
        print_json({"question": question, "hits": [hit_with_text(hit, explain=explain) for hit in hits]})
        return
    for hit in hits:
        typer.echo(hit_lines(hit))
    if explain:
        from rich.console import Console

        Console().print(*explanation(hits))


@_command("show", texts.SHOW, texts.SHOW_EXAMPLES)
def show_command(
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help=texts.REFERENCE_ARGUMENT)],
    as_json: JsonOption = False,
) -> None:
    """Show paragraphs asked for by reference."""
    from assistant.cli.show import find_paragraphs, paragraph_json, paragraphs_text
    from corpus import load_corpus

    corpus = load_corpus()
    paragraphs = find_paragraphs(reference, corpus)
    if as_json:
        print_json([paragraph_json(paragraph, corpus) for paragraph in paragraphs])
    else:
        typer.echo(paragraphs_text(paragraphs, corpus))


@_command("serve", texts.SERVE, texts.SERVE_EXAMPLES)
def serve_command(
    *,
    host: Annotated[str, typer.Option("--host", metavar="ADRESSE", help=texts.HOST_OPTION)] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="PORT", min=1, max=65535, help=texts.PORT_OPTION)] = 7860,
    auth: Annotated[
        str | None, typer.Option("--auth", envvar="ALINEA_AUTH", metavar="NOM:MOTDEPASSE", help=texts.AUTH_OPTION)
    ] = None,
    without_auth: Annotated[bool, typer.Option("--sans-authentification", help=texts.WITHOUT_AUTH_OPTION)] = False,
    model: ModelOption = None,
) -> None:
    """Serve the application until interrupted."""
    from assistant.app.address import ServeError, check_address
    from assistant.cli.loading import load_answerer

    name, separator, password = (auth or "").partition(":")
    if auth is not None and not (name and separator and password):
        raise UserError(texts.BAD_AUTH)
    try:
        check_address(host, port, has_auth=auth is not None, without_auth=without_auth)
    except ServeError as error:
        raise UserError(str(error)) from error
    answerer = load_answerer(model)
    from assistant.app import serve

    note(texts.SERVING.format(host=host, port=port))
    serve(answerer, host, port, auth=(name, password) if auth else None, without_auth=without_auth)


@_command("batch", texts.BATCH, texts.BATCH_EXAMPLES)
def batch_command(
    questions: Annotated[str, typer.Argument(metavar="QUESTIONS.jsonl", help=texts.QUESTIONS_ARGUMENT)],
    output: Annotated[str, typer.Option("--output", "-o", metavar="REPONSES.jsonl", help=texts.ANSWERS_OPTION)],
    model: ModelOption = None,
) -> None:
    """Answer a file of questions."""
    from assistant.cli.batch_run import answer_lines, open_output, read_lines
    from assistant.cli.loading import load_answerer

    lines = read_lines(questions)
    answerer = load_answerer(model)
    with open_output(output) as target:
        outcome = answer_lines(lines, answerer, target)
    note(texts.BATCH_DONE.format(done=outcome.done, bad=outcome.bad, path=output))
    if outcome.bad:
        raise typer.Exit(1)


@_command("export", texts.EXPORT, texts.EXPORT_EXAMPLES)
def export_command(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PARAGRAPHES.jsonl", help=texts.EXPORT_OPTION)],
) -> None:
    """Write the paragraphs of the corpus."""
    from corpus import export_paragraphs, load_corpus

    corpus = load_corpus()
    with file_errors(output):
        export_paragraphs(corpus, output)
    note(texts.EXPORTED.format(count=len(corpus.paragraphs), path=output))
