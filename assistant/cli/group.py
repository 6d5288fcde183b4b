"""The shape of the command line: French help, one-line errors, and groups that other packages add.

A package adds a group through the entry-point group `alinea.commands`, whose values are Typer
applications: `eval` comes that way, so that the assistant never imports it. A group is loaded when
it is called.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from assistant.cli import texts
from assistant.cli.console import UserError, note

ENTRY_POINTS = "alinea.commands"
USER_ERROR, INTERRUPTED = 2, 130


class FrenchCommand(TyperCommand):
    """A command whose `--help` is described in French."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the `--help` option, described in French."""
        return _in_french(super().get_help_option(ctx))


class AlineaGroup(TyperGroup):
    """The commands of Alinéa, then the groups that packages add."""

    def list_commands(self, ctx: Any) -> list[str]:
        """List our commands, then the groups that packages add."""
        return [*super().list_commands(ctx), *sorted(added_groups())]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by its name; for a group that a package adds, what the list of commands says of it."""
        own = super().get_command(ctx, cmd_name)
        if own is not None or cmd_name not in added_groups():
            return own
        return TyperGroup(name=cmd_name, help=texts.ADDED_GROUPS.get(cmd_name, texts.ADDED_GROUP))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that `args` begin with, loaded; raises UserError where there is none."""
        name, *rest = args
        if (entry := added_groups().get(name)) is not None:
            return name, typer.main.get_command(entry.load()), rest
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            known = ", ".join(self.list_commands(ctx))
            raise UserError(texts.NO_SUCH_COMMAND.format(name=name, known=known))
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: Any) -> Any:
        """Return the `--help` option, described in French."""
        return _in_french(super().get_help_option(ctx))


@cache
def added_groups() -> dict[str, EntryPoint]:
    """Return the groups that packages add, by name, not loaded."""
    return {entry.name: entry for entry in entry_points(group=ENTRY_POINTS)}


def _in_french(option: Any) -> Any:
    if option is not None:
        option.help = texts.HELP_OPTION
    return option


def run(app: typer.Typer) -> int:
    """Run `app` on the process's arguments and return its status; errors are told in one French line."""
    _french_panels()
    try:
        status = typer.main.get_command(app)(prog_name="alinea", standalone_mode=False)
    except UserError as error:
        note(texts.ERROR.format(message=error))
        return USER_ERROR
    except typer.TyperException as error:
        return _tell(error)
    except typer.Abort:
        note(texts.INTERRUPTED)
        return INTERRUPTED
    return status if isinstance(status, int) else 0


def _french_panels() -> None:
    """Put Typer's headings in French."""
    from typer import rich_utils

    for name, title in texts.PANELS.items():
        setattr(rich_utils, name, title)


def _tell(error: typer.TyperException) -> int:
    """Tell a wrong command line in one line; a group called without command shows its help instead."""
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.format_message())
        return USER_ERROR
    context = getattr(error, "ctx", None)
    hint = " " + texts.TRY_HELP.format(command=context.command_path) if context else ""
    note(texts.ERROR.format(message=_french(error)) + hint)
    return error.exit_code


def _french(error: typer.TyperException) -> str:
    """Say in French what is wrong with the command line."""
    parameter = getattr(error, "param", None)
    name = "" if parameter is None else parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.metavar
    match type(error).__name__:
        case "NoSuchOption":
            return texts.NO_SUCH_OPTION.format(name=getattr(error, "option_name", ""))
        case "MissingParameter":
            return texts.MISSING_PARAMETER.format(name=name)
        case "BadParameter":
            return texts.BAD_VALUE.format(name=name)
    return texts.BAD_USAGE.format(message=error.format_message())
