"""What `make docs` writes: the manual of the commands, from themselves, and the answer that README.md shows.

The manual is written from the parameters and not from a rendered help, so that it depends on no
terminal and on no version of Typer.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from assistant.cli import texts
from assistant.cli.commands import app
from assistant.cli.group import added_groups

ROOT = Path(__file__).parents[2]
README, MANUAL = ROOT / "README.md", ROOT / "docs" / "cli.md"
BEGIN, END = "<!-- answer:begin -->", "<!-- answer:end -->"
QUESTION = "Que doit faire un État dont le territoire sert à une attaque ?"


def every_command() -> Iterator[tuple[str, Any]]:
    """Yield each command with what is typed to call it: « alinea ask », « alinea eval run »."""
    groups = {"alinea": app} | {f"alinea {name}": entry.load() for name, entry in sorted(added_groups().items())}
    for typed, group in groups.items():
        for name, command in typer.main.get_command(group).commands.items():  # type: ignore[attr-defined]
            yield f"{typed} {name}", command


def manual() -> str:
    """Write the manual, in Markdown."""
    sections = [texts.MANUAL_HEAD, *(_section(typed, command) for typed, command in every_command())]
    return "\n\n".join(sections) + "\n"


def _section(typed: str, command: Any) -> str:
    parts = [f"## `{typed}`", command.help]
    rows = [_row(parameter) for parameter in command.params if parameter.name != "help"]
    if rows:
        parts.append("\n".join([texts.MANUAL_TABLE, *rows]))
    examples = (command.epilog or "").removeprefix(texts.EXAMPLES).split("\n\n")
    lines = [line.strip() for line in examples if line.strip()]
    if lines:
        parts.append("\n".join(["```bash", *lines, "```"]))
    return "\n\n".join(parts)


def _row(parameter: Any) -> str:
    option = parameter.opts[0].startswith("-")
    name = ", ".join(parameter.opts) if option else parameter.metavar or parameter.name.upper()
    value = f" {parameter.metavar}" if option and parameter.metavar else ""
    default = "" if parameter.default is None or parameter.default is False else f"`{parameter.default}`"
    shown = texts.MANUAL_REQUIRED if parameter.required else default
    return f"| `{name}{value}` | {(parameter.help or '').replace('|', '/')} | {shown} |"


def with_answer(readme: str, answer: str) -> str:
    """Return the README's text with `answer` between its marks, as it prints."""
    before, rest = readme.split(BEGIN)
    command = f'$ alinea ask "{QUESTION}"'
    return f"{before}{BEGIN}\n```text\n{command}\n\n{answer}\n```\n{END}{rest.split(END)[1]}"


def main() -> None:
    """Write the manual, and the README's answer as it is now."""
    from assistant.answer_text import answer_text
    from assistant.cli.loading import load_answerer

    MANUAL.write_text(manual(), encoding="utf-8")
    answer = answer_text(load_answerer(None).ask(QUESTION).answer)
    README.write_text(with_answer(README.read_text(encoding="utf-8"), answer), encoding="utf-8")


if __name__ == "__main__":
    main()
