"""`python -m assistant.cli.docs --check|--write docs/cli.md`: the manual of the commands, from the commands themselves.

Written from the parameters and not from a rendered help, so that it depends on no terminal and on
no version of Typer.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from assistant.cli import texts
from assistant.cli.commands import app
from assistant.cli.group import added_groups


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


def main(arguments: list[str] | None = None) -> int:
    """Write the manual, or end with status 1 where the file differs from it."""
    parser = argparse.ArgumentParser(prog="python -m assistant.cli.docs", description=__doc__)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", type=Path, metavar="FILE", help="end with status 1 where FILE differs")
    mode.add_argument("--write", type=Path, metavar="FILE", help="write FILE")
    options = parser.parse_args(arguments)
    if options.write:
        options.write.write_text(manual(), encoding="utf-8")
        return 0
    if options.check.read_text(encoding="utf-8") == manual():
        return 0
    print(f"{options.check} differs from the commands: run `make docs`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
